using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// Folds the readings of one part into exact sums. Of several usable readings with one id (compared by its UTF-8 bytes)
/// the one with the greatest position counts; the others are rejects (superseded). The result depends on the readings
/// and their positions only, not on their order, on how they were split over batches or on the threads that gave them.
/// Memory grows with distinct ids (about 60 bytes for a UUID) and, where they are kept, with rejects.
/// </summary>
public sealed class PartAccumulator : IReadingBatches<ReadingBatch>
{
    private readonly IReadOnlyList<string> _codes;
    private readonly PointLocator _locate;
    private readonly bool _keepRejected;
    private readonly PartAggregations? _aggregations;
    private readonly Lock _lock = new();
    private readonly IdShare[] _shares;
    private readonly long[] _rejects = new long[RejectReasonNames.All.Count];
    private readonly List<RejectedReading> _rejected = [];
    private long _read;
    private int _turn;

    /// <param name="locators">What places the readings.</param>
    /// <param name="keepRejected">Whether rejects other than foreign are kept one by one.</param>
    /// <param name="aggregations">What else is made of the readings.</param>
    public PartAccumulator(RegionLocators locators, bool keepRejected, PartAggregations? aggregations = null)
        : this(
            [.. locators.Shapes.Shapes.Select(shape => shape.Region.Code)], locators.Place, keepRejected, aggregations)
    {
    }

    internal PartAccumulator(
        IReadOnlyList<string> codes, PointLocator locate, bool keepRejected, PartAggregations? aggregations = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(codes.Count, UsableReading.MaxRegions);
        (_codes, _locate, _keepRejected, _aggregations) = (codes, locate, keepRejected, aggregations);
        _shares = [.. Enumerable.Range(0, IdShare.Shares).Select(_ => new IdShare(codes.Count, keepRejected))];
    }

    public ReadingBatch Create() => new(_locate, _keepRejected, _aggregations);

    /// <summary>Takes over what a batch holds and empties it; by several threads at once, in any order.</summary>
    /// <param name="batch">One that this accumulator has created.</param>
    /// <param name="first">To be added to the positions of its readings: those in the whole part are meant.</param>
    /// <exception cref="InvalidOperationException">Two readings of an id have the same position.</exception>
    public void Take(ReadingBatch batch, long first)
    {
        Count(batch, first);
        batch.Sort();

        // Each thread begins with another share: so they seldom meet.
        var turn = Interlocked.Increment(ref _turn);
        for (var i = 0; i < IdShare.Shares; i++)
        {
            var share = (turn ^ i) & (IdShare.Shares - 1);
            _shares[share].Take(batch, batch.OfShare(share), first);
        }

        batch.Clear();
    }

    /// <summary>
    /// The aggregate of everything taken so far, its accounting checked. More can be taken afterwards, but nothing
    /// meanwhile.
    /// </summary>
    /// <exception cref="InvalidOperationException">The accounting does not add up: a defect here.</exception>
    public PartAggregate Finish()
    {
        var (rectangle, polygon) = (new MethodSums(_codes.Count), new MethodSums(_codes.Count));
        foreach (var share in _shares)
        {
            rectangle.Add(share.Rectangle);
            polygon.Add(share.Polygon);
        }

        var (usable, rejects) = (_shares.Sum(share => (long)share.Usable), Rejects());
        Accounting.Check(_read, rejects.Total, usable, rectangle.Total, polygon.Total);
        var rejected = _rejected.Concat(_shares.SelectMany(share => share.Superseded));
        return new PartAggregate(
            _read,
            rejects,
            usable,
            _shares.Sum(share => share.Ambiguous),
            rectangle.Finish(Method.Rectangle, _codes),
            polygon.Finish(Method.Polygon, _codes),
            [.. rejected.OrderBy(reading => reading.Position)])
        {
            Aggregations = _aggregations?.Fold(_codes, [.. _shares.Select(share => share.Readings)]) ?? [],
        };
    }

    private RejectCounts Rejects() => new(RejectReasonNames.All.ToDictionary(
        reason => reason,
        reason => _rejects[(int)reason]
            + (reason == RejectReason.Superseded ? _shares.Sum(share => share.SupersededCount) : 0)));

    private void Count(ReadingBatch batch, long first)
    {
        lock (_lock)
        {
            _read += batch.UsableCount;
            for (var reason = 0; reason < _rejects.Length; reason++)
            {
                _read += batch.Rejects[reason];
                _rejects[reason] += batch.Rejects[reason];
            }

            foreach (var rejected in batch.Rejected)
                _rejected.Add(rejected with { Position = rejected.Position + first });
        }
    }
}
