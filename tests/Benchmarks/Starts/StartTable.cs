using System.Globalization;
using System.Text;

namespace Isotherm.Benchmarks.Starts;

/// <summary>The figures as a table; ratios are to the first contestant.</summary>
internal static class StartTable
{
    public static string Of(IReadOnlyList<(Contestant Contestant, List<StartFigures> Figures)> all)
    {
        var table = new StringBuilder(
            """
            | program | first answer | ms, median (least) | of the empty service | resident MiB | at most MiB |
            |---|---|---:|---:|---:|---:|

            """);
        var empty = Median.Of(all[0].Figures.Select(one => one.Milliseconds));
        foreach (var (contestant, figures) in all)
        {
            var median = Median.Of(figures.Select(one => one.Milliseconds));
            table.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {contestant.Program} | {contestant.Answer} | {median:0} ({figures.Min(one => one.Milliseconds):0})"
                + $" | {median / empty:0.00} | {Median.Of(figures.Select(one => one.ResidentMiB)):0.0}"
                + $" | {figures.Max(one => one.PeakMiB):0.0} |"));
        }

        return table.ToString();
    }
}
