using System.Text.Json.Serialization;

namespace Isotherm.Adapters.RawObjects;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(CloudStorageObject))]
[JsonSerializable(typeof(CloudStoragePage))]
[JsonSerializable(typeof(CloudStorageErrorDocument))]
internal sealed partial class CloudStorageJson : JsonSerializerContext;
