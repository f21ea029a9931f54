using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>
/// The aggregations of one part. One instance for all accumulators that are to be merged; safe for many threads.
/// </summary>
public sealed class PartAggregations
{
    private const int KeyBits = 16;
    private const int MostKeys = 2;
    private const int Batch = 1_024;

    private readonly IReadOnlyList<Aggregation> _all;
    private readonly Aggregation[] _keyed;
    private readonly Slot _slot;

    /// <param name="all">Each name once; two of them at most have a key.</param>
    /// <param name="slot">The slot of the run.</param>
    /// <exception cref="ArgumentException">A name comes twice, or there are too many keys.</exception>
    public PartAggregations(IReadOnlyList<Aggregation> all, Slot slot)
    {
        (_all, _slot) = (all, slot);
        _keyed = [.. all.Where(aggregation => aggregation.HasKey)];
        if (_keyed.Length > MostKeys)
            throw new ArgumentException($"There is room for the keys of {MostKeys} aggregations.", nameof(all));
        if (all.DistinctBy(aggregation => aggregation.Name).Count() != all.Count)
            throw new ArgumentException("Two aggregations have one name.", nameof(all));
    }

    /// <summary>The keys of a reading, side by side.</summary>
    internal uint KeysOf(scoped in Reading reading)
    {
        var keys = 0u;
        for (var i = 0; i < _keyed.Length; i++) keys |= (uint)_keyed[i].KeyOf(reading, _slot) << (i * KeyBits);
        return keys;
    }

    /// <summary>What each of them makes of the readings that are left.</summary>
    internal IReadOnlyList<AggregatedPart> Fold(IReadOnlyList<string> codes, IReadOnlyList<UsableReadings> shares)
    {
        var frame = new PartFrame(codes, _slot);
        PartFold[] folds = [.. _all.Select(aggregation => aggregation.Fold(frame))];
        foreach (var readings in shares) Fold(folds, readings);
        return [.. _all.Zip(folds, (aggregation, fold) => new AggregatedPart(aggregation, fold.Rows()))];
    }

    private void Fold(PartFold[] folds, UsableReadings readings)
    {
        var most = Math.Min(Batch, readings.Count);
        var (batch, keys) = (new CountedReading[most], new uint[most]);
        for (var first = 0; first < readings.Count; first += Batch)
        {
            var count = Math.Min(Batch, readings.Count - first);
            for (var i = 0; i < count; i++)
            {
                ref readonly var reading = ref readings.Reading(first + i);
                batch[i] = new CountedReading(
                    reading.NanoCelsius, (short)reading.Rectangle, (short)reading.Polygon, Key: 0);
                keys[i] = reading.Keys;
            }

            Give(folds, batch.AsSpan(0, count), keys);
        }
    }

    private void Give(PartFold[] folds, Span<CountedReading> batch, uint[] keys)
    {
        for (var i = 0; i < folds.Length; i++)
        {
            if (!_all[i].HasKey) folds[i].Add(batch);
        }

        for (var key = 0; key < _keyed.Length; key++)
        {
            for (var i = 0; i < batch.Length; i++)
                batch[i] = batch[i] with { Key = unchecked((ushort)(keys[i] >> (key * KeyBits))) };
            for (var i = 0; i < folds.Length; i++)
            {
                if (_all[i] == _keyed[key]) folds[i].Add(batch);
            }
        }
    }
}
