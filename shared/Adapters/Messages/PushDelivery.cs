using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Messages;

/// <summary>One message on its way to a push endpoint.</summary>
internal sealed class PushDelivery(string messageId, DateTimeOffset publishTime, OutgoingMessage message)
{
    /// <summary>Deliveries begun.</summary>
    public int Attempts { get; set; }

    /// <summary>The same message, delivered on its own account.</summary>
    public PushDelivery Again() => new(messageId, publishTime, message);

    /// <summary>The envelope that Pub/Sub pushes. The attempt is there only under a dead-letter policy.</summary>
    public byte[] Envelope(string subscription, bool hasDeadLetterPolicy)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject("message");
            if (message.Body.Length > 0) json.WriteBase64String("data", Encoding.UTF8.GetBytes(message.Body));
            WriteAttributes(json);
            json.WriteString("messageId", messageId);
            json.WriteString("message_id", messageId);
            json.WriteString("publishTime", PublishTime);
            json.WriteString("publish_time", PublishTime);
            json.WriteEndObject();
            json.WriteString("subscription", subscription);
            if (hasDeadLetterPolicy) json.WriteNumber("deliveryAttempt", Attempts);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// The message as it is forwarded when it is given up: what it was, and where it failed how often.
    /// </summary>
    public OutgoingMessage DeadLetter(PushBrokerOptions options) => message with
    {
        Attributes = new Dictionary<string, string>(message.Attributes, StringComparer.Ordinal)
        {
            ["CloudPubSubDeadLetterSourceDeliveryCount"] = Attempts.ToString(CultureInfo.InvariantCulture),
            ["CloudPubSubDeadLetterSourceSubscription"] = options.SubscriptionId,
            ["CloudPubSubDeadLetterSourceSubscriptionProject"] = options.Project,
            ["CloudPubSubDeadLetterSourceTopicPublishTime"] = PublishTime,
        },
    };

    private string PublishTime =>
        publishTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private void WriteAttributes(Utf8JsonWriter json)
    {
        if (message.Attributes.Count == 0) return;
        json.WriteStartObject("attributes");
        foreach (var (key, value) in message.Attributes) json.WriteString(key, value);
        json.WriteEndObject();
    }
}
