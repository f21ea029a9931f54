using System.Text.Json.Serialization;

namespace Isotherm.Benchmarks.Readings;

/// <summary>A record as System.Text.Json is asked for it.</summary>
internal sealed record SensorRecord(
    string Id, string Timestamp, double Lat, double Lon, double Temperature, string Country);

[JsonSerializable(typeof(SensorRecord))]
[JsonSerializable(typeof(List<SensorRecord>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SensorJson : JsonSerializerContext;
