using System.Text;
using System.Text.Json;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Messages;

/// <summary>One publish request: at most 1,000 messages and 10 MB of JSON, base64 and all.</summary>
/// <param name="Count">Messages in it.</param>
/// <param name="Json">The body of the request.</param>
internal readonly record struct PubSubBatch(int Count, ReadOnlyMemory<byte> Json)
{
    private static ReadOnlySpan<byte> Head => "{\"messages\":["u8;

    private static ReadOnlySpan<byte> Tail => "]}"u8;

    /// <summary>
    /// Cuts the messages into requests, in their order; made one at a time, so one request is held in memory. A message
    /// that alone passes the limit of bytes goes alone, for Pub/Sub to judge.
    /// </summary>
    public static IEnumerable<PubSubBatch> Of(IReadOnlyList<OutgoingMessage> messages)
    {
        var batch = new MemoryStream();
        var count = 0;
        foreach (var message in messages)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(Document(message), PubSubJson.Default.PubSubMessageDocument);
            var length = batch.Length + 1 + json.Length + Tail.Length;
            if (count == PublishLimits.MaxMessages || (count > 0 && length > PublishLimits.MaxBytes))
            {
                yield return End(batch, count);
                batch = new MemoryStream();
                count = 0;
            }

            if (count == 0) batch.Write(Head);
            else batch.WriteByte((byte)',');
            batch.Write(json);
            count++;
        }

        if (count > 0) yield return End(batch, count);
    }

    private static PubSubBatch End(MemoryStream batch, int count)
    {
        batch.Write(Tail);
        return new PubSubBatch(count, batch.GetBuffer().AsMemory(0, (int)batch.Length));
    }

    private static PubSubMessageDocument Document(OutgoingMessage message) =>
        new(Encoding.UTF8.GetBytes(message.Body), message.Attributes);
}
