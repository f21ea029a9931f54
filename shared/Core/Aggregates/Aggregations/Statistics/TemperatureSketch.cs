namespace Isotherm.Core.Aggregates.Aggregations.Statistics;

/// <summary>
/// How many temperatures lie nearest to each tenth of a degree (those half way between two: the warmer one). Counts of
/// fixed buckets, so sketches add up exactly, in any order; a quantile is off by at most 0.05 °C, and by nothing when
/// temperatures have one decimal. Buckets around the temperatures that came are held, about 8 bytes each.
/// </summary>
internal sealed class TemperatureSketch
{
    private const long NanoPerBucket = 100_000_000;
    private const int Room = 64;

    /// <summary>Makes every temperature positive, so that an unsigned division rounds down.</summary>
    private const long Shift = 1_000_000_000_000;

    private long[] _counts = [];
    private int _first;

    /// <summary>The sum of all counts.</summary>
    public long Count { get; private set; }

    /// <summary>The bucket of a temperature, in tenths of a degree.</summary>
    public static int BucketOf(long nanoCelsius) =>
        (int)((ulong)(nanoCelsius + Shift + (NanoPerBucket / 2)) / NanoPerBucket) - (int)(Shift / NanoPerBucket);

    /// <summary>The temperature that stands for a bucket, in 1e-9 °C.</summary>
    public static long NanoOf(int bucket) => bucket * NanoPerBucket;

    public void Add(long nanoCelsius) => Add(BucketOf(nanoCelsius), 1);

    public void Add(TemperatureSketch other)
    {
        for (var i = 0; i < other._counts.Length; i++)
        {
            if (other._counts[i] > 0) Add(other._first + i, other._counts[i]);
        }
    }

    /// <summary>
    /// The bucket of the temperature that is number <paramref name="rank"/> from the coldest, from 1.
    /// </summary>
    public int BucketAt(long rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, Count);
        var index = 0;
        for (var below = _counts[0]; below < rank; below += _counts[index]) index++;
        return _first + index;
    }

    /// <summary>
    /// Bucket and count, by bucket, each bucket as the difference to the one before (the first to 0): whole numbers in
    /// groups of seven bits, the lowest first, signs folded in. One encoding for one content.
    /// </summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>();
        var before = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] == 0) continue;
            var step = _first + i - before;
            SevenBits.Write(bytes, (ulong)(step < 0 ? (-2L * step) - 1 : 2L * step));
            SevenBits.Write(bytes, (ulong)_counts[i]);
            before = _first + i;
        }

        return [.. bytes];
    }

    /// <exception cref="FormatException">The bytes are no sketch.</exception>
    public static TemperatureSketch Of(ReadOnlySpan<byte> bytes)
    {
        var sketch = new TemperatureSketch();
        var bucket = 0L;
        while (!bytes.IsEmpty)
        {
            var step = SevenBits.Read(ref bytes);
            bucket += (step & 1) == 0 ? (long)(step / 2) : -(long)(step / 2) - 1;
            var count = SevenBits.Read(ref bytes);
            if (Math.Abs(bucket) > Shift / NanoPerBucket || count is 0 or > long.MaxValue)
                throw new FormatException("The bytes are no sketch of temperatures.");
            sketch.Add((int)bucket, (long)count);
        }

        return sketch;
    }

    private void Add(int bucket, long count)
    {
        var index = bucket - _first;
        if (unchecked((uint)index) >= (uint)_counts.Length) index = MakeRoom(bucket);
        _counts[index] += count;
        Count += count;
    }

    private int MakeRoom(int bucket)
    {
        var isNew = _counts.Length == 0;
        var first = Math.Min(isNew ? bucket : _first, bucket - Room);
        var last = Math.Max(isNew ? bucket : _first + _counts.Length - 1, bucket + Room);
        var counts = new long[last - first + 1];
        _counts.CopyTo(counts, isNew ? 0 : _first - first);
        (_counts, _first) = (counts, first);
        return bucket - first;
    }
}
