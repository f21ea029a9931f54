using System.Text.Json;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Fetch;

/// <summary>Records answers of the API that made no run: the reason, and the bytes or where they lie.</summary>
internal sealed class Quarantine(IBucket bucket, string source)
{
    /// <summary>Returns the name of the record.</summary>
    public async Task<string> KeepAsync(RunStart start, Attempt attempt, CancellationToken cancellation)
    {
        var answer = attempt.Answer;
        var name = QuarantineName.Of(start.Key.Run, attempt.Id);
        var record = new QuarantineRecord
        {
            Run = start.Key.Run.Value,
            Slot = start.Key.Slot.ToString(),
            Hour = start.Key.Slot.Hour.ToString(),
            Attempt = attempt.Id.Value,
            StartedAt = UtcText.ToMicroseconds(start.StartedAt),
            Source = source,
            Status = answer.Status,
            Reason = attempt.Refusal!,
            Offset = attempt.Offset,
            ReceivedBytes = answer.Received,
            Objects = attempt.Stored.Count == 0 ? null : [.. attempt.Stored.Select(ToDocument)],
            Body = attempt.IsWhole ? default(ReadOnlyMemory<byte>?) : answer.Head,
            BodyIsCut = !attempt.IsWhole && answer.Received > answer.Head.Length,
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(record, FetchJson.Default.QuarantineRecord);

        // Already there means that our own write arrived and its answer did not: the attempt id is new every time.
        await bucket.CreateAsync(name, bytes, cancellation);
        return name;
    }

    private static QuarantinedObject ToDocument(StoredObject stored) => new(stored.Name, stored.Generation);
}
