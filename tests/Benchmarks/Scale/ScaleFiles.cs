using System.Globalization;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Scale;

/// <summary>What was measured, and what the model says, beside the pictures of the documents.</summary>
internal static class ScaleFiles
{
    private const string Note = "# ";

    public static string Picture => Checkout.PathOf("docs", "pictures", "scale.svg");

    private static string Measured => Checkout.PathOf("docs", "pictures", "scale-measured.csv");

    private static string Modelled => Path.ChangeExtension(Picture, ".csv");

    /// <summary>Keeps the figures of a measurement.</summary>
    public static Task KeepAsync(string machine, IReadOnlyList<FeedFigures> figures)
    {
        var fetch = figures.Max(one => one.Bytes / one.FetchSeconds);
        return File.WriteAllLinesAsync(
            Measured,
            [
                Note + machine,
                string.Create(CultureInfo.InvariantCulture, $"{Note}fetch bytes a second;{fetch:0}"),
                ServedPart.Header,
                .. figures.SelectMany(one => one.Parts).Select(part => part.ToString()),
            ]);
    }

    /// <summary>The machine, what one call of fetch brings in a second, and the parts that one instance took.</summary>
    public static (string Machine, double FetchBytesPerSecond, ServedPart[] Served) Read()
    {
        var lines = File.ReadAllLines(Measured);
        var fetch = double.Parse(lines[1].Split(';')[1], CultureInfo.InvariantCulture);
        var served = lines.Skip(3).Select(ServedPart.Parse).Where(part => part.Instances == 1);
        return (lines[0][Note.Length..], fetch, [.. served]);
    }

    public static Task WriteAsync(IEnumerable<string> table) => File.WriteAllLinesAsync(Modelled, table);
}
