using System.Text;
using System.Text.Json;

namespace Isotherm.Testing.Messages;

/// <summary>One push as an endpoint got it.</summary>
public sealed class ReceivedPush(string method, string? contentType, IReadOnlyList<string> headers, string envelope)
{
    public string Method { get; } = method;

    public string? ContentType { get; } = contentType;

    /// <summary>The names of the headers.</summary>
    public IReadOnlyList<string> Headers { get; } = headers;

    public string Envelope { get; } = envelope;

    public JsonElement Json { get; } = JsonDocument.Parse(envelope).RootElement;

    public string MessageId => Message.GetProperty("messageId").GetString()!;

    public string Body =>
        Message.TryGetProperty("data", out var data) ? Encoding.UTF8.GetString(data.GetBytesFromBase64()) : "";

    public IReadOnlyDictionary<string, string> Attributes =>
        Message.TryGetProperty("attributes", out var attributes)
            ? attributes.EnumerateObject().ToDictionary(a => a.Name, a => a.Value.GetString()!) : [];

    public int? DeliveryAttempt => Json.TryGetProperty("deliveryAttempt", out var attempt) ? attempt.GetInt32() : null;

    private JsonElement Message => Json.GetProperty("message");
}
