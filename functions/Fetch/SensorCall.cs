using Isotherm.Adapters.SensorApi;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Fetch;

/// <summary>
/// Calls the API; the bytes of its body go into raw objects, part by part, while the readings reader looks whether they
/// are one complete document and says where it may be cut. A bad body is received to its end too: it cannot be asked
/// for again.
/// </summary>
internal sealed class SensorCall(SensorApiClient api, KeyMask mask, IBucket bucket, PartLimits limits)
{
    /// <param name="id">New for every call.</param>
    /// <param name="name">The raw object of a part of this attempt, by its number.</param>
    /// <param name="cancellation">The caller's.</param>
    /// <exception cref="TransientException">There was no answer, or the bucket cannot be reached.</exception>
    public async Task<Attempt> MakeAsync(
        AttemptId id, Func<int, RawObjectName> name, CancellationToken cancellation)
    {
        await using var writer = new PartsWriter(bucket, name);
        await writer.OpenAsync(cancellation);
        var cutter = new PartCutter(limits);
        var counter = new ReadingCounter();
        var reader = new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, counter, cutter.Take);
        var isReadable = true;
        long received = 0;
        var answer = await api.GetAsync(
            async bytes =>
            {
                received += bytes.Length;
                cutter.Append(bytes.Span);
                isReadable = isReadable && reader.Feed(bytes.Span);
                if (!isReadable) cutter.GiveUp();
                await writer.WriteAsync(cutter.Pieces(), cancellation);
                return true;
            },
            cancellation);
        var document = reader.Complete();
        var refusal = answer.Refusal ?? Refusal(answer, document, cutter.TooLong);
        if (refusal is not null) cutter.GiveUp();
        var isLong = received > SensorApiAnswer.MaxHead || writer.Stored.Count > 0;
        var isKept = refusal is null || (isLong && !answer.HoldsKey);
        if (isKept)
        {
            await writer.WriteAsync(cutter.Complete(), cancellation);
            await writer.CommitAsync(cancellation);
        }

        var offset = answer.Refusal is not null
            ? received > 0 ? answer.Received : default(long?) : cutter.TooLong ?? document.Unreadable?.Offset;
        return new Attempt(
            id, answer, counter.UsableCount, refusal, offset, writer.Stored, isKept, cutter.Readings);
    }

    private string? Refusal(SensorApiAnswer answer, ReadingsResult document, long? tooLong)
    {
        if (tooLong is { } offset)
        {
            return $"The sensor API's answer ({answer.Status}) has a reading, after byte {offset}, that no part of "
                + $"{limits.Bytes} bytes can hold.";
        }

        return document.Unreadable is { } fault
            ? mask.Hide($"The sensor API's answer ({answer.Status}) cannot be read: {fault}") : null;
    }
}
