using System.Globalization;
using System.Runtime.CompilerServices;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// The usable readings whose ids have certain hashes, and their sums: so several threads can take readings in without
/// waiting for each other, and nothing has to be merged but sums.
/// </summary>
internal sealed class IdShare(int regions, bool keepRejected)
{
    /// <summary>So many are there.</summary>
    public const int Shares = 1 << Bits;

    private const int Bits = 4;

    private readonly Lock _lock = new();
    private readonly UsableReadings _usable = new();
    private readonly List<RejectedReading> _superseded = [];
    private long _supersededCount;

    public MethodSums Rectangle { get; } = new(regions);

    public MethodSums Polygon { get; } = new(regions);

    /// <summary>Usable readings that lie in two or more rectangles.</summary>
    public long Ambiguous { get; private set; }

    /// <summary>The readings that count, one for each id; while nothing is taken in.</summary>
    public UsableReadings Readings => _usable;

    /// <summary>Distinct ids.</summary>
    public int Usable => _usable.Count;

    /// <summary>Readings whose id came again at a greater position.</summary>
    public long SupersededCount => _supersededCount;

    /// <summary>They, when they are kept.</summary>
    public IReadOnlyList<RejectedReading> Superseded => _superseded;

    /// <summary>The share of an id, by its hash.</summary>
    public static int Of(int hash) => hash >>> (32 - Bits);

    /// <summary>Takes some readings of a batch in; by several threads.</summary>
    /// <param name="batch">What they are read from.</param>
    /// <param name="indices">Those of this share.</param>
    /// <param name="first">To be added to their positions.</param>
    /// <exception cref="InvalidOperationException">There is a reading at the same position.</exception>
    public void Take(ReadingBatch batch, ReadOnlySpan<int> indices, long first)
    {
        lock (_lock)
        {
            Bring(batch, indices);
            foreach (var index in indices) Take(batch, batch[index], first);
        }
    }

    /// <summary>
    /// Memory answers many questions at once when nothing waits for an answer: then all is near when it is needed.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Bring(ReadingBatch batch, ReadOnlySpan<int> indices)
    {
        var any = 0;
        foreach (var index in indices) any ^= _usable.Bring(batch[index].Hash);
        return any;
    }

    private void Take(ReadingBatch batch, in BatchedReading batched, long first)
    {
        var reading = batched.Reading.Behind(first);
        ref var known = ref _usable.Of(batched.Key, batch.Text(batched), batched.Hash, out var isNew);
        if (isNew)
        {
            known = reading;
            Add(reading);
            return;
        }

        if (known.Position == reading.Position) throw SamePosition(reading.Position);
        var earlier = Math.Min(known.Position, reading.Position);
        if (known.Position < reading.Position)
        {
            TakeBack(known);
            Add(reading);
            known = reading;
        }

        _supersededCount++;
        if (keepRejected) _superseded.Add(new RejectedReading(earlier, RejectReason.Superseded));
    }

    private void Add(in UsableReading reading)
    {
        Rectangle.Add(reading.Rectangle, new Temperature(reading.NanoCelsius));
        Polygon.Add(reading.Polygon, new Temperature(reading.NanoCelsius));
        if (reading.IsAmbiguous) Ambiguous++;
    }

    private void TakeBack(in UsableReading reading)
    {
        Rectangle.TakeBack(reading.Rectangle, new Temperature(reading.NanoCelsius));
        Polygon.TakeBack(reading.Polygon, new Temperature(reading.NanoCelsius));
        if (reading.IsAmbiguous) Ambiguous--;
    }

    private static InvalidOperationException SamePosition(long position) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Two readings of a part have position {position}: its pieces were not given the part's positions."));
}
