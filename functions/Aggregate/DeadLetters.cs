using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Isotherm.Core.Messages;
using Isotherm.Hosting;

namespace Isotherm.Aggregate;

/// <summary>
/// Puts a message that can never succeed aside, whole: its body and attributes as they came, and beside them why, and
/// which delivery it was. Publishing the body to the topic again replays it.
/// </summary>
internal sealed class DeadLetters(ITopic topic)
{
    private const int MostAttributes = 100;
    private const int LongestName = 256;
    private const int LongestValue = 1024;

    public Task KeepAsync(MessagePublishedData data, string reason, CancellationToken cancellation)
    {
        var isText = Utf8.IsValid(data.Message.Data.Span);
        var body = isText
            ? Encoding.UTF8.GetString(data.Message.Data.Span) : Convert.ToBase64String(data.Message.Data.Span);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["dead_letter_reason"] = Cut(reason),
            ["dead_letter_message_id"] = Cut(data.Message.MessageId),
            ["dead_letter_publish_time"] = Cut(data.Message.PublishTime),
            ["dead_letter_subscription"] = Cut(data.Subscription),
            ["dead_letter_delivery_attempt"] = data.DeliveryAttempt.ToString(CultureInfo.InvariantCulture),
            ["dead_letter_encoding"] = isText ? "utf-8" : "base64",
        };
        foreach (var (name, value) in data.Message.Attributes)
        {
            if (attributes.Count < MostAttributes && MayBePublished(name, value)) attributes.TryAdd(name, value);
        }

        return topic.PublishAsync([new OutgoingMessage(body, attributes)], cancellation);
    }

    /// <summary>
    /// Pub/Sub takes no others; a real delivery has none, and one attribute must not keep a letter from its place.
    /// </summary>
    private static bool MayBePublished(string name, string value) =>
        name.Length > 0
        && !name.StartsWith("goog", StringComparison.Ordinal)
        && Encoding.UTF8.GetByteCount(name) <= LongestName
        && Encoding.UTF8.GetByteCount(value) <= LongestValue;

    /// <summary>Cuts a text to what an attribute holds, between two characters.</summary>
    private static string Cut(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= LongestValue) return text;
        var cut = new StringBuilder();
        var room = LongestValue;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0) break;
            cut.Append(rune);
        }

        return cut.ToString();
    }
}
