using System.Text.Json.Serialization;

namespace Isotherm.Fetch;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuarantineRecord))]
[JsonSerializable(typeof(FetchedRun))]
internal sealed partial class FetchJson : JsonSerializerContext;
