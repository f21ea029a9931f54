using System.Globalization;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// Folds the readings of one part, or of a piece of it, into exact sums. Of several usable readings with one id
/// (compared by its UTF-8 bytes) the one with the greatest position counts; the others are rejects (superseded). The
/// result depends on the readings and their positions only, not on their order or on how they were split over
/// accumulators. Memory grows with distinct ids (about 60 bytes for a UUID) and, where they are kept, with rejects. Not
/// for use by several threads at once.
/// </summary>
public sealed class PartAccumulator : IReadingSink
{
    private readonly PointLocator _locate;
    private readonly bool _keepRejected;
    private readonly UsableReadings _usable = new();
    private readonly MethodSums _rectangle;
    private readonly MethodSums _polygon;
    private readonly long[] _rejects = new long[RejectReasonNames.All.Count];
    private readonly List<RejectedReading> _rejected = [];
    private long _read;
    private long _ambiguous;

    /// <param name="locators">One instance for all accumulators that are to be merged.</param>
    /// <param name="keepRejected">Whether rejects other than foreign are kept one by one.</param>
    public PartAccumulator(RegionLocators locators, bool keepRejected)
        : this([.. locators.Shapes.Shapes.Select(shape => shape.Region.Code)], locators.Place, keepRejected)
    {
    }

    internal PartAccumulator(IReadOnlyList<string> codes, PointLocator locate, bool keepRejected)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(codes.Count, UsableReading.MaxRegions);
        _locate = locate;
        _keepRejected = keepRejected;
        _rectangle = new MethodSums(Method.Rectangle, codes);
        _polygon = new MethodSums(Method.Polygon, codes);
    }

    public void Usable(scoped in Reading reading)
    {
        var place = _locate(reading.Latitude, reading.Longitude);
        _read++;
        Span<byte> room = stackalloc byte[ReadingId.UuidBytes];
        Take(ReadingId.Of(reading.Id, room), new(reading.Position, reading.Temperature.NanoCelsius, place));
    }

    public void Reject(RejectedReading rejected)
    {
        _read++;
        Count(rejected);
    }

    /// <summary>
    /// Takes over what another accumulator made of another piece of the same part; in any order. The other one stays as
    /// it is. Positions are those in the whole part.
    /// </summary>
    /// <exception cref="ArgumentException">The other is this one, or uses other locators or settings.</exception>
    /// <exception cref="InvalidOperationException">Both have a reading at the same position.</exception>
    public void Merge(PartAccumulator other)
    {
        if (ReferenceEquals(other, this) || other._locate != _locate || other._keepRejected != _keepRejected)
            throw new ArgumentException("Only pieces of one part over the same locators can be merged.", nameof(other));
        _read += other._read;
        for (var reason = 0; reason < _rejects.Length; reason++) _rejects[reason] += other._rejects[reason];
        _rejected.AddRange(other._rejected);
        for (var index = 0; index < other._usable.Count; index++)
            Take(other._usable.Id(index), other._usable.Reading(index));
    }

    /// <summary>
    /// The aggregate of everything taken so far, its accounting checked. More can be taken afterwards.
    /// </summary>
    /// <exception cref="InvalidOperationException">The accounting does not add up: a defect here.</exception>
    public PartAggregate Finish()
    {
        var rejects = new RejectCounts(RejectReasonNames.All.ToDictionary(reason => reason, r => _rejects[(int)r]));
        Accounting.Check(_read, rejects.Total, _usable.Count, _rectangle.Total, _polygon.Total);
        RejectedReading[] rejected = [.. _rejected.OrderBy(reading => reading.Position)];
        return new PartAggregate(
            _read, rejects, _usable.Count, _ambiguous, _rectangle.Finish(), _polygon.Finish(), rejected);
    }

    private void Take(ReadingId id, UsableReading reading)
    {
        ref var known = ref _usable.Of(id, out var isNew);
        if (isNew)
        {
            known = reading;
            Add(reading);
            return;
        }
        if (known.Position == reading.Position) throw SamePosition(reading.Position);
        var earlier = reading.Position < known.Position ? reading : known;
        if (known.Position < reading.Position)
        {
            TakeBack(known);
            Add(reading);
            known = reading;
        }
        Count(new RejectedReading(earlier.Position, RejectReason.Superseded));
    }

    private void Add(in UsableReading reading)
    {
        _rectangle.Add(reading.Rectangle, new Temperature(reading.NanoCelsius));
        _polygon.Add(reading.Polygon, new Temperature(reading.NanoCelsius));
        if (reading.IsAmbiguous) _ambiguous++;
    }

    private void TakeBack(in UsableReading reading)
    {
        _rectangle.TakeBack(reading.Rectangle, new Temperature(reading.NanoCelsius));
        _polygon.TakeBack(reading.Polygon, new Temperature(reading.NanoCelsius));
        if (reading.IsAmbiguous) _ambiguous--;
    }

    private void Count(RejectedReading rejected)
    {
        _rejects[(int)rejected.Reason]++;
        if (_keepRejected && rejected.Reason != RejectReason.Foreign) _rejected.Add(rejected);
    }

    private static InvalidOperationException SamePosition(long position) => new(
        $"Two pieces of a part both have a reading at position {position.ToString(CultureInfo.InvariantCulture)}.");
}
