using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.Messages;

/// <summary>
/// A topic that keeps its messages in a folder, for a person to read: one file <c>{messageId}.json</c> each, whole or
/// not there, with <c>messageId</c>, <c>publishTime</c>, <c>attributes</c> and <c>body</c>. Ids ascend with the time.
/// </summary>
/// <param name="folder">The folder; made when it is not there.</param>
/// <param name="clock">Gives the publish times.</param>
public sealed class FolderTopic(string folder, TimeProvider clock) : ITopic
{
    /// <summary>Text stays legible; nothing here ends up in a page.</summary>
    private static readonly JsonWriterOptions Legible = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly FolderBucket _bucket = new(folder, clock);

    public async Task PublishAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        PublishLimits.Check(messages);
        cancellation.ThrowIfCancellationRequested();
        foreach (var message in messages)
        {
            var publishTime = clock.GetUtcNow();
            var messageId = Guid.CreateVersion7(publishTime).ToString("N", CultureInfo.InvariantCulture);
            await _bucket.CreateAsync($"{messageId}.json", Json(messageId, publishTime, message), cancellation);
        }
    }

    private static byte[] Json(string messageId, DateTimeOffset publishTime, OutgoingMessage message)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Legible))
        {
            json.WriteStartObject();
            json.WriteString("messageId", messageId);
            json.WriteString("publishTime", Core.Runs.UtcText.ToMicroseconds(publishTime));
            json.WriteStartObject("attributes");
            foreach (var (key, value) in message.Attributes) json.WriteString(key, value);
            json.WriteEndObject();
            json.WriteString("body", message.Body);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
