using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>
/// Which colour a value has on a map. Temperatures: from one whole 5 °C to another around all of them, at least 10 °C
/// apart, so the colours of neighbouring hours mostly mean the same. Differences: as far below 0 as above.
/// </summary>
internal sealed class ColourScale
{
    public const string White = "#fff";
    public const string Black = "#000";

    private const decimal Step = 5;
    private const decimal ShortestSpan = 10;

    private static readonly decimal[] Ends = [0.1m, 0.2m, 0.5m, 1, 2, 5, 10, 20, 50, 100, 200];

    private ColourScale(decimal low, decimal high, ColourRamp ramp) => (Low, High, Ramp) = (low, high, ramp);

    /// <summary>°C of the first colour.</summary>
    public decimal Low { get; }

    /// <summary>°C of the last colour.</summary>
    public decimal High { get; }

    public ColourRamp Ramp { get; }

    /// <summary>°C of the marks of the legend, in order, the ends included.</summary>
    public IReadOnlyList<decimal> Marks
    {
        get
        {
            var isInFour = Ramp == ColourRamp.Difference || (High - Low) % (4 * Step) == 0;
            var parts = isInFour ? 4 : (int)((High - Low) / Step);
            if (parts > 6) parts = 2;
            return [.. Enumerable.Range(0, parts + 1).Select(index => Low + ((High - Low) * index / parts))];
        }
    }

    public static ColourScale For(ViewMethod method, IReadOnlyCollection<decimal> values) =>
        method == ViewMethod.Difference ? Differences(values) : Temperatures(values);

    public OkLab ColourOf(decimal value) => Ramp.At((double)((value - Low) / (High - Low)));

    /// <summary>Black or white: whichever is read better on that colour; at least 4.5 to 1 by WCAG.</summary>
    public static string InkOn(OkLab colour) =>
        1.05 / (colour.Luminance + 0.05) > (colour.Luminance + 0.05) / 0.05 ? White : Black;

    private static ColourScale Temperatures(IReadOnlyCollection<decimal> values)
    {
        if (values.Count == 0) return new(0, 20, ColourRamp.Temperature);
        var low = Math.Floor(values.Min() / Step) * Step;
        var high = Math.Ceiling(values.Max() / Step) * Step;
        while (high - low < ShortestSpan) high += Step;
        return new(low, high, ColourRamp.Temperature);
    }

    private static ColourScale Differences(IReadOnlyCollection<decimal> values)
    {
        var largest = values.Count == 0 ? 0 : values.Max(Math.Abs);
        var end = Ends.First(end => end >= Math.Min(largest, Ends[^1]));
        return new(-end, end, ColourRamp.Difference);
    }
}
