// What simdjson On-Demand needs for the same answer: keeps the readings in France, finds the first rectangle and adds
// the temperatures. The fields are got in the order of the feed, or in a loop where the order is another (the quicker
// of both ways for each). Prints the sums as the other contenders do, and the processor seconds of each pass.
//
//   extract FILE BOXES feed|any PASSES
#include <simdjson.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>
#ifdef __AVX512F__
#include <immintrin.h>
#endif

using namespace simdjson;

namespace {

constexpr int kMostBoxes = 16;

struct Boxes {
  alignas(64) double south[kMostBoxes], north[kMostBoxes], west[kMostBoxes], east[kMostBoxes];
  std::vector<std::string> codes;

  explicit Boxes(const char* path) {
    for (int i = 0; i < kMostBoxes; i++) {
      south[i] = north[i] = west[i] = east[i] = std::numeric_limits<double>::quiet_NaN();
    }
    std::ifstream file(path);
    std::string code, text[4];
    while (file >> code >> text[0] >> text[1] >> text[2] >> text[3]) {
      const size_t i = codes.size();
      if (i == kMostBoxes) std::exit(4);
      codes.push_back(code);
      south[i] = std::strtod(text[0].c_str(), nullptr);
      north[i] = std::strtod(text[1].c_str(), nullptr);
      west[i] = std::strtod(text[2].c_str(), nullptr);
      east[i] = std::strtod(text[3].c_str(), nullptr);
    }
  }

  // kMostBoxes where there is none.
  int first(double lat, double lon) const {
    uint32_t hits = 1u << kMostBoxes;
#ifdef __AVX512F__
    const __m512d y = _mm512_set1_pd(lat), x = _mm512_set1_pd(lon);
    for (int i = 0; i < kMostBoxes; i += 8) {
      __mmask8 hit = _mm512_cmp_pd_mask(y, _mm512_load_pd(south + i), _CMP_GE_OQ);
      hit = _mm512_mask_cmp_pd_mask(hit, y, _mm512_load_pd(north + i), _CMP_LE_OQ);
      hit = _mm512_mask_cmp_pd_mask(hit, x, _mm512_load_pd(west + i), _CMP_GE_OQ);
      hit = _mm512_mask_cmp_pd_mask(hit, x, _mm512_load_pd(east + i), _CMP_LE_OQ);
      hits |= static_cast<uint32_t>(hit) << i;
    }
#else
    for (int i = 0; i < kMostBoxes; i++) {
      const bool hit = (lat >= south[i]) & (lat <= north[i]) & (lon >= west[i]) & (lon <= east[i]);
      hits |= static_cast<uint32_t>(hit) << i;
    }
#endif
    return __builtin_ctz(hits);
  }
};

struct Sums {
  int64_t nano[kMostBoxes + 1] = {};
  int64_t count[kMostBoxes + 1] = {};
  size_t ids = 0;
};

bool is_france(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  constexpr std::string_view france = "france";
  if (text.size() != france.size()) return false;
  for (size_t i = 0; i < france.size(); i++) {
    if ((text[i] | 0x20) != france[i]) return false;
  }
  return true;
}

void add(Sums& sums, const Boxes& boxes, std::string_view id, double lat, double lon, double celsius) {
  const int region = boxes.first(lat, lon);
  sums.nano[region] += std::llround(celsius * 1e9);
  sums.count[region]++;
  sums.ids += !id.empty();
}

Sums in_order_of_feed(ondemand::document& document, const Boxes& boxes) {
  Sums sums;
  for (auto element : document.get_array()) {
    ondemand::object record = element.get_object();
    const std::string_view id = record["id"].get_string();
    const double lat = record["lat"].get_double();
    const double lon = record["lon"].get_double();
    const double celsius = record["temperature"].get_double();
    if (is_france(record["country"].get_string())) add(sums, boxes, id, lat, lon, celsius);
  }
  return sums;
}

Sums in_any_order(ondemand::document& document, const Boxes& boxes) {
  Sums sums;
  for (auto element : document.get_array()) {
    std::string_view id, country;
    double lat = 0, lon = 0, celsius = 0;
    for (auto field : element.get_object()) {
      const ondemand::raw_json_string key = field.key();
      if (key == "id") id = field.value().get_string();
      else if (key == "lat") lat = field.value().get_double();
      else if (key == "lon") lon = field.value().get_double();
      else if (key == "temperature") celsius = field.value().get_double();
      else if (key == "country") country = field.value().get_string();
    }
    if (is_france(country)) add(sums, boxes, id, lat, lon, celsius);
  }
  return sums;
}

double processor_seconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

size_t read(const char* path, std::unique_ptr<char[]>& buffer, size_t& capacity) {
  FILE* file = std::fopen(path, "rb");
  if (file == nullptr) std::exit(3);
  std::fseek(file, 0, SEEK_END);
  const size_t length = static_cast<size_t>(std::ftell(file));
  std::rewind(file);
  if (capacity < length + SIMDJSON_PADDING) {
    capacity = length + SIMDJSON_PADDING;
    buffer.reset(new char[capacity]);
  }
  if (std::fread(buffer.get(), 1, length, file) != length) std::exit(3);
  std::fclose(file);
  return length;
}

void print(const Sums& sums, const Boxes& boxes) {
  for (size_t i = 0; i < boxes.codes.size(); i++) {
    const bool negative = sums.nano[i] < 0;
    const uint64_t nano = static_cast<uint64_t>(negative ? -sums.nano[i] : sums.nano[i]);
    std::printf("rectangle,%s,,%lld,%s%llu.%09llu,\n", boxes.codes[i].c_str(),
                static_cast<long long>(sums.count[i]), negative ? "-" : "",
                static_cast<unsigned long long>(nano / 1000000000u),
                static_cast<unsigned long long>(nano % 1000000000u));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const Boxes boxes(argv[2]);
  const bool feed = std::string_view(argv[3]) == "feed";
  const int passes = std::atoi(argv[4]);
  std::printf("# simdjson %d.%d.%d, %s\n", SIMDJSON_VERSION_MAJOR, SIMDJSON_VERSION_MINOR, SIMDJSON_VERSION_REVISION,
              get_active_implementation()->name().c_str());
  ondemand::parser parser;
  std::unique_ptr<char[]> buffer;
  size_t capacity = 0;
  try {
    for (int pass = 1; pass <= passes; pass++) {
      const double begin = processor_seconds();
      const size_t length = read(argv[1], buffer, capacity);
      const double parse = processor_seconds();
      ondemand::document document = parser.iterate(buffer.get(), length, capacity);
      const Sums sums = feed ? in_order_of_feed(document, boxes) : in_any_order(document, boxes);
      const double end = processor_seconds();
      if (!document.current_location().error()) return 5;  // something follows the array
      if (pass == passes) print(sums, boxes);
      std::printf("# pass %.6f %.6f\n", parse - begin, end - parse);
    }
  } catch (const simdjson_error& error) {
    std::fprintf(stderr, "simdjson: %s\n", error.what());
    return 1;
  }
  return 0;
}
