using System.Text.Json.Serialization;

namespace Isotherm.Cli.Replays;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ResumedReplay))]
internal sealed partial class ReplaysJson : JsonSerializerContext;
