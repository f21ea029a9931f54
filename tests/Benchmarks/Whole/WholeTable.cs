using System.Globalization;
using System.Text;

namespace Isotherm.Benchmarks.Whole;

/// <summary>The figures of one file as Markdown.</summary>
internal static class WholeTable
{
    public static string Of(IReadOnlyList<WholeFigures> contenders)
    {
        var ours = contenders.Take(2).ToArray();
        var table = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ### {contenders[0].File.Name}, {contenders[0].Bytes / 1e6:#,0.0} MB

            | program | s, median (least) | M readings/s | processor s | peak MiB | to ours, 2 threads | 1 thread |
            |---|---:|---:|---:|---:|---:|---:|

            """));
        foreach (var one in contenders)
        {
            table.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"| {one.Contender} | {one.Seconds:0.000} ({one.LeastSeconds:0.000}) "
                + $"| {one.File.Readings / one.Seconds / 1e6:0.00} | {one.ProcessorSeconds:0.00} | {Peak(one)} "
                + $"| {one.TimesOf(ours[0]):0.00} | {one.TimesOf(ours[1]):0.00} |\n"));
        }

        return table.ToString();
    }

    /// <summary>A process may end before it was looked at.</summary>
    private static string Peak(WholeFigures one) =>
        one.PeakMiB > 0 ? one.PeakMiB.ToString("0", CultureInfo.InvariantCulture) : "-";
}
