using Isotherm.Core.Aggregates;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Aggregate;

/// <summary>Reads raw objects and folds their readings into exact sums; a few at once.</summary>
internal sealed class PartReader(IBucket bucket, ReadingRules rules, IReadOnlyList<Aggregation> aggregations)
    : IDisposable
{
    /// <summary>The ids of the largest part take about 50 MB: more parts at once would not fit an instance.</summary>
    private const int MostAtOnce = 4;

    private readonly SemaphoreSlim _room = new(MostAtOnce);

    /// <exception cref="PoisonException">The object is gone, is another one, or is no document of readings.</exception>
    public async Task<PartAggregate> ReadAsync(
        CommittedPart part, RegionLocators locators, CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation);
        try
        {
            await using var opened = await OpenAsync(part.Stored, cancellation);
            var accumulator = new PartAccumulator(
                locators, keepRejected: true, new PartAggregations(aggregations, part.Manifest.Key.Slot));
            var document = await ReadingsDocument.ReadAsync(
                opened.Content,
                ReadingsForm.Array,
                rules,
                accumulator,
                part.Stored.Size,
                Environment.ProcessorCount,
                cancellation);

            // The checksum is known at the end only: what looks unreadable may have been damaged on its way here.
            await opened.Content.CopyToAsync(Stream.Null, cancellation);
            return document.IsComplete
                ? accumulator.Finish()
                : throw new PoisonException($"{part.Name} cannot be read: {document.Unreadable}");
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task<ObjectContent> OpenAsync(StoredObject expected, CancellationToken cancellation)
    {
        var opened = await bucket.OpenAsync(expected.Name, expected.Generation, cancellation)
            ?? throw new PoisonException($"Generation {expected.Generation} of {expected.Name} is gone.");
        if (opened.Stored == expected) return opened;
        await opened.DisposeAsync();
        throw new PoisonException($"{expected.Name} is not what its manifest says.");
    }
}
