using System.Text.Json.Serialization;

namespace Isotherm.Core.RawObjects;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true)]
[JsonSerializable(typeof(ManifestDocument))]
internal sealed partial class RawObjectsJson : JsonSerializerContext;
