using System.Globalization;
using Isotherm.Benchmarks.Plots;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Whole;

/// <summary>
/// The picture of the time against the number of readings, and beside it the figures that it is drawn from.
/// </summary>
internal static class WholePlot
{
    private const char Separator = ';';

    private static string Table => Checkout.PathOf("docs", "pictures", "whole-process.csv");

    private static string Picture => Path.ChangeExtension(Table, ".svg");

    /// <summary>Keeps the figures of the plain files, and draws them.</summary>
    public static async Task WriteAsync(string machine, IReadOnlyList<WholeFigures> figures, TextWriter output)
    {
        IEnumerable<string> lines =
        [
            $"# {machine}; medians of {figures[0].Rounds.Count}",
            "contender;readings;bytes;seconds;least seconds;processor seconds;peak MiB",
            .. figures.Where(one => one.File.IsPlain).Select(one => string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Contender};{one.File.Readings};{one.Bytes};{one.Seconds:0.0000};{one.LeastSeconds:0.0000};"
                + $"{one.ProcessorSeconds:0.0000};{one.PeakMiB:0.0}")),
        ];
        Directory.CreateDirectory(Path.GetDirectoryName(Table)!);
        await File.WriteAllTextAsync(Table, string.Join('\n', lines) + "\n");
        await DrawAsync(output);
    }

    /// <summary>Draws the figures that were kept.</summary>
    public static async Task DrawAsync(TextWriter output)
    {
        await File.WriteAllTextAsync(Picture, Draw(await File.ReadAllLinesAsync(Table)));
        await output.WriteLineAsync($"Written: {Picture} and the .csv beside it.");
    }

    /// <summary>The picture of a table of figures.</summary>
    public static string Draw(IReadOnlyList<string> table)
    {
        var series = table.Skip(2).Select(line => line.Split(Separator)).GroupBy(cells => cells[0]).Select(one =>
            new PlotSeries(one.Key, [.. one.Select(cells => (Number(cells[1]), Number(cells[3]))).Order()]));
        string[] caption =
        [
            "From the start of each process to its end, all in turn on the same file (about 156 bytes a reading).",
            "isotherm answers by rectangle and by polygon in one pass, and accounts for every reading and id.",
            table[0].TrimStart('#', ' '),
        ];
        return new LogLogPlot("Whole process: time by number of readings", caption, "readings in the file", "seconds")
            .Draw([.. series]);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
