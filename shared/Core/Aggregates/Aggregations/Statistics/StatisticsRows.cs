using Isotherm.Core.Failures;
using Isotherm.Core.Regions;

namespace Isotherm.Core.Aggregates.Aggregations.Statistics;

/// <summary>The rows of statistics, as they are kept and as they are shown.</summary>
internal static class StatisticsRows
{
    private const int NanoDecimals = 9;
    private const int SquareDecimals = 18;
    private const int MeanDecimals = 6;

    /// <summary>The quantiles that are shown, in percent.</summary>
    private static readonly int[] Percents = [5, 25, 50, 75, 95];

    public static KeptTable Parts { get; } = new(
        "statistics_parts",
        [new("method", KeptType.Text), new("region", KeptType.Text)],
        [
            new("points", KeptType.Whole),
            new("sum", KeptType.Exact, NanoDecimals),
            new("squares", KeptType.Exact, SquareDecimals),
            new("minimum", KeptType.Exact, NanoDecimals),
            new("maximum", KeptType.Exact, NanoDecimals),
            new("sketch", KeptType.Bytes),
        ]);

    public static KeptTable Shown { get; } = new(
        "region_statistics",
        [new("method", KeptType.Text), new("region", KeptType.Text)],
        [
            new("numberOfPoints", KeptType.Whole),
            new("mean", KeptType.Number, MeanDecimals),
            new("standard_deviation", KeptType.Number, StandardDeviation.Decimals),
            new("minimum", KeptType.Number, NanoDecimals),
            new("p05", KeptType.Number, NanoDecimals),
            new("p25", KeptType.Number, NanoDecimals),
            new("p50", KeptType.Number, NanoDecimals),
            new("p75", KeptType.Number, NanoDecimals),
            new("p95", KeptType.Number, NanoDecimals),
            new("maximum", KeptType.Number, NanoDecimals),
        ]);

    public static KeptRow Kept(string method, string code, RegionStatistics region) => new(
        KeptValue.Of(method),
        KeptValue.Of(code),
        KeptValue.Of(region.Sum.Count),
        KeptValue.OfDecimal(region.Sum.NanoCelsius, NanoDecimals),
        KeptValue.OfDecimal((Int128)region.Squares, SquareDecimals),
        KeptValue.OfDecimal(region.Minimum, NanoDecimals),
        KeptValue.OfDecimal(region.Maximum, NanoDecimals),
        KeptValue.Of(region.Sketch.ToBytes()));

    /// <summary>Reads what <see cref="Kept"/> wrote, after its keys.</summary>
    /// <exception cref="TransientException">Somebody damaged the row.</exception>
    public static RegionStatistics Read(KeptRow row)
    {
        try
        {
            var sum = new ExactSum(row[3].Units, row[2].Whole);
            var sketch = TemperatureSketch.Of(row[7].Bytes.Span);
            if (sketch.Count != sum.Count) throw new FormatException($"The sketch has {sketch.Count} temperatures.");
            return RegionStatistics.Of(
                sum, (UInt128)row[4].Units, (long)row[5].Units, (long)row[6].Units, sketch);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            throw new TransientException($"The row {row} of {Parts.Name} cannot be read: {e.Message}", e)
            {
                NeedsPerson = true,
            };
        }
    }

    /// <summary>The row of a region over all parts.</summary>
    public static KeptRow Show(string method, string code, RegionStatistics region) => new(
    [
        KeptValue.Of(method),
        KeptValue.Of((Region.Find(code) ?? throw new PoisonException($"There is no region '{code}'.")).Name),
        KeptValue.Of(region.Sum.Count),
        KeptValue.OfMean(region.Sum),
        KeptValue.OfDecimal(
            StandardDeviation.MicroCelsius(region.Sum, region.Squares), StandardDeviation.Decimals),
        KeptValue.OfDecimal(region.Minimum, NanoDecimals),
        .. Percents.Select(percent => KeptValue.OfDecimal(region.Quantile(percent), NanoDecimals)),
        KeptValue.OfDecimal(region.Maximum, NanoDecimals),
    ]);
}
