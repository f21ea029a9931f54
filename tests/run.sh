#!/usr/bin/env bash
# Builds everything and runs every test, on a fresh machine that has the .NET SDK. What else the tests need is found or
# installed in a cache folder of the user (a MySQL server) or used where it is (Google's Pub/Sub emulator). Native
# binaries need a linker, the delivery scripts jq and curl, and the pages a browser (chromium): on Debian and Ubuntu they
# are installed if they are missing; nothing else on the machine is changed.
#
#   bash tests/run.sh            all of it
#   ISOTHERM_TEST_MYSQL=...      a MySqlConnector connection string of a server to use instead
#   PUBSUB_EMULATOR_HOST=...     a running Pub/Sub emulator to use instead
#   ISOTHERM_PUBLISHED=...       a folder of native binaries to test instead of publishing them
#   ISOTHERM_TERRAFORM=...       the Terraform to use instead of the one that is found
#   ISOTHERM_CHROMIUM=...        the browser to use instead of chromium on PATH
#
# Ends with the line "N passed, N failed", and ", N skipped" when a test said that it could not run here.
# Exit code 0 only when nothing failed and the branch coverage holds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1

core_minimum=95 # per cent of branches
all_minimum=85

results=$PWD/artifacts/tests
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0

finish() { # finish EXIT_CODE: the closing line, whatever happened
  local code=$1
  bash tests/mysql.sh stop >/dev/null 2>&1 || true
  bash tests/pubsub.sh stop >/dev/null 2>&1 || true
  if [ "$code" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi # a build, a server or the coverage failed
  if [ "$skipped" = 0 ]; then echo "$passed passed, $failed failed"
  else echo "$passed passed, $failed failed, $skipped skipped"; fi
}
trap 'finish $?' EXIT

command -v dotnet >/dev/null || { echo "tests: the .NET 10 SDK (dotnet) is not on PATH: install it first" >&2; exit 1; }

echo "== build"
dotnet restore --locked-mode
dotnet build --no-restore --configuration Debug

echo "== native binaries"
if [ -z "${ISOTHERM_PUBLISHED:-}" ]; then
  published=$(bash tests/native.sh publish) || {
    [ $? = 3 ] || exit 1
    echo "their tests are skipped, each by name below" >&2
  }
  if [ -n "$published" ]; then export ISOTHERM_PUBLISHED=$published ISOTHERM_REQUIRE_PUBLISHED=1; fi
fi

echo "== jq and curl"
missing=()
for tool in jq curl; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if [ ${#missing[@]} != 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "${missing[@]}"; } \
    >/dev/null || echo "the tests of the delivery scripts are skipped, each by name below" >&2
fi

echo "== browser"
chromium=${ISOTHERM_CHROMIUM:-chromium}
if ! command -v "$chromium" >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends chromium fonts-dejavu-core; } \
    >/dev/null || true
fi
if command -v "$chromium" >/dev/null; then export ISOTHERM_REQUIRE_CHROMIUM=1
else echo "the tests of the pages in a browser are skipped, each by name below: install chromium to run them" >&2; fi

echo "== MySQL"
ISOTHERM_TEST_MYSQL=$(bash tests/mysql.sh start)
export ISOTHERM_TEST_MYSQL

echo "== Pub/Sub emulator"
emulator=$(bash tests/pubsub.sh start) || {
  [ $? = 3 ] || exit 1
  echo "its tests are skipped, each by name below: install the Cloud SDK's pubsub-emulator to run them" >&2
}
if [ -n "$emulator" ]; then export PUBSUB_EMULATOR_HOST=$emulator ISOTHERM_REQUIRE_PUBSUB=1; fi

echo "== Terraform"
status=0
run_terraform() { # its checks and tests count like any others
  local log=$results/terraform.log summary code=0
  bash tests/terraform.sh >"$log" || code=$?
  cat "$log"
  summary=$(tail -n 1 "$log")
  passed=$((passed + ${summary%% *}))
  summary=${summary#*, }
  failed=$((failed + ${summary%% *}))
  return $code
}
if bash tests/terraform.sh works >/dev/null; then
  export ISOTHERM_REQUIRE_TERRAFORM=1
  run_terraform || status=1
elif [ $? = 3 ]; then echo "its tests are skipped, each by name below" >&2
else status=1; fi

count() { sed -n "s/.*<Counters.* $1=\"\([0-9]*\)\".*/\1/p" "$2"; }

run_simulation() { # ten thousand schedules need optimised code, and counting branches would take longer than they do
  local name=Isotherm.Simulation.Tests code=0
  echo "== $name"
  dotnet test tests/Simulation.Tests --no-restore --configuration Release \
    --logger "trx;LogFileName=$results/$name.trx" --logger "console;verbosity=minimal" >"$results/$name.log" 2>&1 || code=$?
  grep -vE '^\s*$|-> |All projects are up-to-date' "$results/$name.log" || true
  if [ -f "$results/$name.trx" ]; then
    passed=$((passed + $(count passed "$results/$name.trx")))
    failed=$((failed + $(count failed "$results/$name.trx")))
  fi
  return $code
}

run_tests() { # run_tests PROJECT FORMAT...: one test project, its coverage merged into what came before
  local project=$1 formats=$2 name trx code=0
  name=$(basename "$project" .csproj)
  trx=$results/$name.trx
  echo "== $name"
  dotnet test "$project" --no-build --logger "trx;LogFileName=$trx" --logger "console;verbosity=minimal" \
    /p:CollectCoverage=true /p:CoverletOutput="$results/coverage" /p:CoverletOutputFormat="$formats" \
    /p:MergeWith="$results/coverage.json" /p:Include="[Isotherm.*]*%2c[isotherm]*" \
    /p:Exclude="[*.Tests]*%2c[Isotherm.Testing]*" /p:ExcludeByFile="**/obj/**" >"$results/$name.log" 2>&1 || code=$?
  grep -vE '^\s*$|^\| |^\+-|^Calculating coverage|Generating report|-> |All projects are up-to-date' "$results/$name.log" || true
  if [ -f "$trx" ]; then
    passed=$((passed + $(count passed "$trx")))
    failed=$((failed + $(count failed "$trx")))
    skipped=$((skipped + $(count notExecuted "$trx")))
    sed -n 's/.*<UnitTestResult .*testName="\([^"]*\)".*outcome="NotExecuted".*/skipped: \1/p' "$trx"
  fi
  return $code
}

run_simulation || status=1
projects=()
for project in tests/*.Tests/*.csproj; do
  [[ $project == tests/Simulation.Tests/* ]] || projects+=("$project")
done
for project in "${projects[@]}"; do
  formats=json
  [ "$project" != "${projects[-1]}" ] || formats="json%2ccobertura"
  run_tests "$project" "$formats" || status=1
done

echo "== branch coverage"
branch_rate() { # branch_rate ELEMENT_PATTERN: per cent, from the merged report
  sed -n "s/.*<$1[^>]* branch-rate=\"\([0-9.]*\)\".*/\1/p" "$results/coverage.cobertura.xml" | head -n 1 |
    awk '{ printf "%.2f", $1 * 100 }'
}
for line in "Isotherm.Core $core_minimum package name=\"Isotherm.Core\"" "everything $all_minimum coverage"; do
  read -r what minimum pattern <<<"$line"
  rate=$(branch_rate "$pattern")
  echo "$what: ${rate:-0} % of the branches (at least $minimum %)"
  awk -v rate="${rate:-0}" -v minimum="$minimum" 'BEGIN { exit !(rate >= minimum) }' || { echo "too low" >&2; status=1; }
done

exit $status
