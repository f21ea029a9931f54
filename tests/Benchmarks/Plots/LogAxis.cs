using System.Globalization;

namespace Isotherm.Benchmarks.Plots;

/// <summary>Whole powers of ten around values that are greater than 0, laid out over a length.</summary>
internal sealed class LogAxis
{
    private readonly double _from;
    private readonly double _to;

    /// <param name="values">All that is shown.</param>
    /// <param name="from">Where the lowest power lies.</param>
    /// <param name="to">Where the highest power lies.</param>
    public LogAxis(IEnumerable<double> values, double from, double to)
    {
        double[] all = [.. values];
        (_from, _to) = (from, to);
        First = (int)Math.Floor(Math.Log10(all.Min()));
        Last = Math.Max(First + 1, (int)Math.Ceiling(Math.Log10(all.Max())));
    }

    public int First { get; }

    public int Last { get; }

    public IEnumerable<int> Powers => Enumerable.Range(First, Last - First + 1);

    public double Of(double value) => _from + ((Math.Log10(value) - First) / (Last - First) * (_to - _from));

    /// <summary>For example <c>10M</c>, <c>1k</c>, <c>0.1</c>.</summary>
    public static string Text(int power) => power switch
    {
        >= 6 => Math.Pow(10, power - 6).ToString(CultureInfo.InvariantCulture) + "M",
        >= 3 => Math.Pow(10, power - 3).ToString(CultureInfo.InvariantCulture) + "k",
        _ => Math.Pow(10, power).ToString(CultureInfo.InvariantCulture),
    };
}
