using System.Text.Json.Serialization;

namespace Isotherm.Adapters.Messages;

/// <summary>A message as the API takes it.</summary>
/// <param name="Data">The body; base64 in JSON.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record PubSubMessageDocument(byte[] Data, IReadOnlyDictionary<string, string> Attributes);

/// <summary>The answer to a publish.</summary>
/// <param name="MessageIds">One for each message, in their order.</param>
internal sealed record PubSubAnswerDocument(IReadOnlyList<string>? MessageIds);

/// <summary>The answer when something is wrong.</summary>
internal sealed record PubSubErrorDocument(PubSubError? Error);

/// <param name="Message">For a person.</param>
/// <param name="Status">The name of the code, like <c>NOT_FOUND</c>.</param>
internal sealed record PubSubError(string? Message, string? Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PubSubMessageDocument))]
[JsonSerializable(typeof(PubSubAnswerDocument))]
[JsonSerializable(typeof(PubSubErrorDocument))]
internal sealed partial class PubSubJson : JsonSerializerContext;
