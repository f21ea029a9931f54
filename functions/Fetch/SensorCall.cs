using Isotherm.Adapters.SensorApi;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;

namespace Isotherm.Fetch;

/// <summary>
/// Calls the API; the bytes of its body go into the raw object while the readings reader looks whether they are one
/// complete document. A bad body is received to its end too: it cannot be asked for again.
/// </summary>
internal sealed class SensorCall(SensorApiClient api, KeyMask mask, IBucket bucket)
{
    /// <exception cref="TransientException">There was no answer, or the bucket cannot be reached.</exception>
    public async Task<Attempt> MakeAsync(RawObjectName name, CancellationToken cancellation)
    {
        await using var writer = await bucket.CreateAsync(name.ToString(), cancellation);
        var counter = new ReadingCounter();
        var reader = new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, counter);
        var isReadable = true;
        long written = 0;
        Crc32C crc = default;
        var answer = await api.GetAsync(
            async bytes =>
            {
                await writer.WriteAsync(bytes, cancellation);
                written += bytes.Length;
                crc.Append(bytes.Span);
                isReadable = isReadable && reader.Feed(bytes.Span);
                return true;
            },
            cancellation);
        var document = reader.Complete();
        var refusal = answer.Refusal ?? Refusal(answer, document);
        var isTooLong = refusal is not null && written > SensorApiAnswer.MaxHead && !answer.HoldsKey;
        var stored = refusal is null || isTooLong
            ? await CommitAsync(writer, name, written, crc.ToBase64(), cancellation) : null;
        var offset = answer.Refusal is null ? document.Unreadable?.Offset : written > 0 ? answer.Received : null;
        return new Attempt(name, answer, document.Read, counter.UsableCount, refusal, offset, stored);
    }

    private string? Refusal(SensorApiAnswer answer, ReadingsResult document)
    {
        if (document.Unreadable is { } fault)
            return mask.Hide($"The sensor API's answer ({answer.Status}) cannot be read: {fault}");
        return document.Read > PartLimits.MaxReadings
            ? $"The sensor API's answer has {document.Read} readings; {PartLimits.MaxReadings} is the limit." : null;
    }

    private async Task<StoredObject> CommitAsync(
        IObjectWriter writer, RawObjectName name, long size, string crc, CancellationToken cancellation)
    {
        var result = await writer.CommitAsync(cancellation);

        // The name is new with every attempt, so what stands there already is our own write whose answer was lost.
        var stored = result.Written ?? await bucket.FindAsync(name.ToString(), cancellation);
        return stored is not null && stored.Size == size && stored.Crc32C == crc
            ? stored : throw new TransientException($"The bucket does not hold {name} as it was sent.");
    }
}
