using System.Globalization;
using System.Text;

namespace Isotherm.Benchmarks.Whole;

/// <summary>The goals for whole processes beside what was measured.</summary>
internal static class WholeGoals
{
    /// <summary>The goals are of a file of so many readings, or of the largest that was measured below it.</summary>
    public const int Readings = 5_000_000;

    private const double BytesOfId = 64;

    /// <summary>The readings in France, whose ids have to be remembered; each is another.</summary>
    private const double IdsOfReading = 0.6;

    public static string Of(IReadOnlyList<WholeFigures> figures)
    {
        var plain = figures.Where(one => one.File.IsPlain).ToArray();
        var (least, most) = (plain.Min(one => one.File.Readings), plain.Where(IsGoal).Max(one => one.File.Readings));
        var two = One(plain, most, WholeContenders.TwoThreads);
        var zipped = figures.Where(one => one.File.IsCompressed).ToArray();
        var inflating = One(zipped, zipped[0].File.Readings, WholeContenders.Inflate);
        var allowed = One(plain, least, two.Contender).PeakMiB + (BytesOfId * IdsOfReading * most / 1024 / 1024);
        var table = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"### Goals, at {most:#,0} readings\n\n")
            .Append("| goal | asked | measured | by processor time |\n|---|---:|---:|---:|\n");
        Ratio("one thread / two threads", ">= 1.8", "0.00", One(plain, most, WholeContenders.OneThread), two);
        Ratio("DuckDB / two threads", ">= 10", "0.0", One(plain, most, WholeContenders.DuckDb), two);
        Ratio("C# stream / two threads", ">= 15", "0.0", One(plain, most, WholeContenders.Stream), two);
        Ratio("the same, last of an id: DuckDB", ">= 10", "0.0", One(plain, most, WholeContenders.DuckDbIds), two);
        Ratio("the same, both methods: C# stream", ">= 15", "0.0", One(plain, most, WholeContenders.StreamIds), two);
        Ratio("inflating alone / two threads, gzip", ">= 0.90", "0.00", inflating, zipped[0]);
        table.Append(
            CultureInfo.InvariantCulture,
            $"| peak MiB (that of {least:#,0} and {BytesOfId} bytes an id) | <= {allowed:0} | {two.PeakMiB:0} | |\n");
        return table.ToString();

        void Ratio(string goal, string asked, string format, WholeFigures one, WholeFigures other) => table
            .Append($"| {goal} | {asked} | {one.TimesOf(other).ToString(format, CultureInfo.InvariantCulture)} ")
            .Append($"| {one.ProcessorTimesOf(other).ToString(format, CultureInfo.InvariantCulture)} |\n");
    }

    private static bool IsGoal(WholeFigures one) => one.File.Readings <= Readings;

    private static WholeFigures One(IEnumerable<WholeFigures> figures, int readings, string contender) =>
        figures.First(one => one.File.Readings == readings && one.Contender == contender);
}
