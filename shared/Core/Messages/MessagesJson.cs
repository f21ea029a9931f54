using System.Text.Json.Serialization;

namespace Isotherm.Core.Messages;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageDocument))]
internal sealed partial class MessagesJson : JsonSerializerContext;
