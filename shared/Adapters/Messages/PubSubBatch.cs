using System.Text;
using System.Text.Json;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Messages;

/// <summary>One publish request: at most 1,000 messages and 10 MB of JSON, base64 and all.</summary>
/// <param name="Count">Messages in it.</param>
/// <param name="Json">The body of the request.</param>
internal readonly record struct PubSubBatch(int Count, ReadOnlyMemory<byte> Json)
{
    public const int MaxMessages = 1000;
    public const int MaxBytes = 10_000_000;
    public const int MaxAttributeBytes = 1024;

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
            if (count == MaxMessages || (count > 0 && batch.Length + 1 + json.Length + Tail.Length > MaxBytes))
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

    private static PubSubMessageDocument Document(OutgoingMessage message) => new(
        Encoding.UTF8.GetBytes(message.Body),
        message.Attributes.ToDictionary(pair => pair.Key, pair => Fit(pair.Value), StringComparer.Ordinal));

    /// <summary>A long reason must not make a dead letter impossible: past the limit stands "…".</summary>
    private static string Fit(string value)
    {
        if (Encoding.UTF8.GetByteCount(value) <= MaxAttributeBytes) return value;
        var room = MaxAttributeBytes - "…"u8.Length;
        var kept = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > room) break;
            room -= rune.Utf8SequenceLength;
            kept += rune.Utf16SequenceLength;
        }

        return string.Concat(value.AsSpan(0, kept), "…");
    }
}
