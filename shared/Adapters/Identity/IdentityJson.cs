using System.Text.Json.Serialization;

namespace Isotherm.Adapters.Identity;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(MetadataTokenDocument))]
internal sealed partial class IdentityJson : JsonSerializerContext;
