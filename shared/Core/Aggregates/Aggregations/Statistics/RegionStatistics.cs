namespace Isotherm.Core.Aggregates.Aggregations.Statistics;

/// <summary>
/// What is kept of the temperatures of a region: integers, so equal for any order and any split. The squares of 4e9
/// temperatures of ±999 °C are less than 4.3e33 of 1e-18 °C², and 128 bits hold 1.7e38.
/// </summary>
internal sealed class RegionStatistics
{
    private UInt128 _squares;

    public ExactSum Sum { get; private set; }

    /// <summary>The sum of the squares, in 1e-18 °C².</summary>
    public UInt128 Squares => _squares;

    /// <summary>In 1e-9 °C; of no temperature the greatest number.</summary>
    public long Minimum { get; private set; } = long.MaxValue;

    /// <summary>In 1e-9 °C; of no temperature the least number.</summary>
    public long Maximum { get; private set; } = long.MinValue;

    public TemperatureSketch Sketch { get; private init; } = new();

    /// <summary>What was kept.</summary>
    public static RegionStatistics Of(
        ExactSum sum, UInt128 squares, long minimum, long maximum, TemperatureSketch sketch) =>
        new() { Sum = sum, _squares = squares, Minimum = minimum, Maximum = maximum, Sketch = sketch };

    public void Add(long nanoCelsius)
    {
        Sum = new ExactSum(Sum.NanoCelsius + nanoCelsius, Sum.Count + 1);
        var magnitude = (ulong)Math.Abs(nanoCelsius);
        var high = Math.BigMul(magnitude, magnitude, out var low);
        _squares += new UInt128(high, low);
        Minimum = Math.Min(Minimum, nanoCelsius);
        Maximum = Math.Max(Maximum, nanoCelsius);
        Sketch.Add(nanoCelsius);
    }

    public void Add(RegionStatistics other)
    {
        Sum = Sum.Plus(other.Sum);
        _squares += other._squares;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        Sketch.Add(other.Sketch);
    }

    /// <summary>
    /// The least temperature that at least this share of them does not exceed (the nearest rank), in 1e-9 °C; off by at
    /// most 0.05 °C, and never beyond the least and the greatest one.
    /// </summary>
    /// <param name="percent">1..100.</param>
    public long Quantile(int percent)
    {
        var rank = (long)((((Int128)Sum.Count * percent) + 99) / 100);
        return Math.Clamp(TemperatureSketch.NanoOf(Sketch.BucketAt(rank)), Minimum, Maximum);
    }
}
