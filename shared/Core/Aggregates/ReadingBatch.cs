using System.Runtime.InteropServices;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// Readings on their way into a <see cref="PartAccumulator"/>: already placed in regions, their ids packed, sorted by
/// the share of the ids that they belong to. Its memory is used again and again and grows with the largest batch.
/// </summary>
public sealed class ReadingBatch : IReadingBatch
{
    private const int Usual = 1024;

    private readonly PointLocator _locate;
    private readonly bool _keepRejected;
    private readonly PartAggregations? _aggregations;
    private readonly long[] _rejects = new long[RejectReasonNames.All.Count];
    private readonly List<RejectedReading> _rejected = [];
    private readonly int[] _ends = new int[IdShare.Shares];
    private BatchedReading[] _usable = new BatchedReading[Usual];
    private int[] _sorted = [];
    private byte[] _texts = new byte[Usual];
    private int _count;
    private int _textLength;

    internal ReadingBatch(PointLocator locate, bool keepRejected, PartAggregations? aggregations)
    {
        _locate = locate;
        _keepRejected = keepRejected;
        _aggregations = aggregations;
    }

    /// <summary>By reason.</summary>
    internal ReadOnlySpan<long> Rejects => _rejects;

    /// <summary>Rejects other than foreign ones, when they are kept.</summary>
    internal ReadOnlySpan<RejectedReading> Rejected => CollectionsMarshal.AsSpan(_rejected);

    internal int UsableCount => _count;

    public void Usable(scoped in Reading reading)
    {
        if (_count == _usable.Length) Array.Resize(ref _usable, 2 * _count);
        ref var batched = ref _usable[_count++];
        batched.Reading = new UsableReading(
            reading.Position,
            reading.Temperature.NanoCelsius,
            _locate(reading.Latitude, reading.Longitude),
            _aggregations?.KeysOf(reading) ?? 0);
        if (batched.Key.TryPack(reading.Id, out batched.Hash)) return;
        batched.Hash = IdKey.HashOf(reading.Id);
        batched.Key = new IdKey { Start = _textLength, Length = reading.Id.Length };
        if (_texts.Length - _textLength < reading.Id.Length)
            Array.Resize(ref _texts, Math.Max(2 * _texts.Length, _textLength + reading.Id.Length));
        reading.Id.CopyTo(_texts.AsSpan(_textLength));
        _textLength += reading.Id.Length;
    }

    public void Reject(RejectedReading rejected)
    {
        _rejects[(int)rejected.Reason]++;
        if (_keepRejected && rejected.Reason != RejectReason.Foreign) _rejected.Add(rejected);
    }

    public void Clear()
    {
        Array.Clear(_rejects);
        _rejected.Clear();
        _count = _textLength = 0;
    }

    /// <summary>Sorts the usable readings by share; before <see cref="OfShare"/>.</summary>
    internal void Sort()
    {
        if (_sorted.Length < _count) _sorted = new int[_usable.Length];
        Array.Clear(_ends);
        foreach (ref readonly var entry in _usable.AsSpan(0, _count)) _ends[IdShare.Of(entry.Hash)]++;
        var sum = 0;
        for (var share = 0; share < IdShare.Shares; share++) (_ends[share], sum) = (sum, sum + _ends[share]);
        for (var index = 0; index < _count; index++) _sorted[_ends[IdShare.Of(_usable[index].Hash)]++] = index;
    }

    /// <summary>The indices of the readings of a share, in the order in which they came.</summary>
    internal ReadOnlySpan<int> OfShare(int share) =>
        _sorted.AsSpan((share == 0 ? 0 : _ends[share - 1]).._ends[share]);

    internal ref readonly BatchedReading this[int index] => ref _usable[index];

    /// <summary>The id of a reading of this batch, when it is no UUID; else empty.</summary>
    internal ReadOnlySpan<byte> Text(in BatchedReading reading) => IdKey.IsUuid(reading.Hash)
        ? default : _texts.AsSpan(reading.Key.Start, reading.Key.Length);
}
