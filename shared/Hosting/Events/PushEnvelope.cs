using System.Text.Json;

namespace Isotherm.Hosting.Events;

/// <summary>
/// The JSON in which Pub/Sub delivers a message. Fields that it repeats in snake case, <c>@type</c> and everything
/// unknown are tolerated; a field that is there in a wrong form is refused by name.
/// </summary>
internal static class PushEnvelope
{
    /// <exception cref="MalformedEventException">It is none.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new MalformedEventException("The body is not JSON.");
        }
    }

    /// <param name="envelope">The data of the event, or the body of a raw push.</param>
    /// <param name="eventId">
    /// The id of the event around it; null for a raw push, whose message then must have one.
    /// </param>
    /// <exception cref="MalformedEventException">It is none.</exception>
    public static MessagePublishedData Read(JsonElement envelope, string? eventId)
    {
        try
        {
            return ReadFields(envelope, eventId);
        }
        catch (InvalidOperationException)
        {
            // Names are compared unescaped, and half a surrogate pair has no form to compare.
            throw new MalformedEventException("A name in the body is not valid Unicode.");
        }
    }

    private static MessagePublishedData ReadFields(JsonElement envelope, string? eventId)
    {
        Require(envelope.ValueKind == JsonValueKind.Object, "The body is not a JSON object.");
        Require(envelope.TryGetProperty("message", out var message), "There is no message in the body.");
        Require(message.ValueKind == JsonValueKind.Object, "message must be an object.");
        var id = Text(message, "messageId") ?? Text(message, "message_id") ?? eventId;
        Require(!string.IsNullOrEmpty(id), "message.messageId is missing.");
        var publishTime = Text(message, "publishTime") ?? Text(message, "publish_time") ?? "";
        return new MessagePublishedData(
            new PubsubMessage(Data(message), Attributes(message), id!, publishTime),
            Text(envelope, "subscription") ?? "",
            DeliveryAttempt(envelope));
    }

    private static byte[] Data(JsonElement message)
    {
        if (!Has(message, "data", out var data)) return [];
        byte[]? bytes = null;
        var good = data.ValueKind == JsonValueKind.String && data.TryGetBytesFromBase64(out bytes);
        Require(good, "message.data is not base64.");
        return bytes!;
    }

    private static Dictionary<string, string> Attributes(JsonElement message)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Has(message, "attributes", out var given)) return attributes;
        Require(given.ValueKind == JsonValueKind.Object, "message.attributes must be an object.");
        foreach (var attribute in given.EnumerateObject())
        {
            attributes[attribute.Name] = TextOf(attribute.Value, "message.attributes");
        }

        return attributes;
    }

    private static int DeliveryAttempt(JsonElement envelope)
    {
        if (!Has(envelope, "deliveryAttempt", out var given) && !Has(envelope, "delivery_attempt", out given)) return 0;
        var attempt = 0;
        var good = given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out attempt) && attempt >= 0;
        Require(good, "deliveryAttempt must be a whole number.");
        return attempt;
    }

    private static string? Text(JsonElement parent, string name) =>
        Has(parent, name, out var value) ? TextOf(value, name) : null;

    private static string TextOf(JsonElement value, string name)
    {
        Require(value.ValueKind == JsonValueKind.String, name + " must be text.");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new MalformedEventException(name + " is not valid Unicode.");
        }
    }

    /// <summary>A field that is null counts as absent, as everywhere in the JSON of Google's APIs.</summary>
    private static bool Has(JsonElement parent, string name, out JsonElement value) =>
        parent.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new MalformedEventException(otherwise);
    }
}
