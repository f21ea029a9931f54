namespace Isotherm.Core.Reports;

/// <summary>
/// The report as CSV, with the columns of the brief: commas, quotes (RFC 4180) where needed, lines end in a line feed;
/// empty where nothing was measured.
/// </summary>
public static class CsvReport
{
    public static IReadOnlyList<string> Columns { get; } = ["Region", "Hour", "Temperature", "Temperature3HoursBefore"];

    /// <summary>The first line.</summary>
    public static string Heading { get; } = Line([.. Columns]);

    public static string Line(RegionHourTemperature row) => Line(Cells(row));

    /// <summary>The cells of a row in the order of <see cref="Columns"/>.</summary>
    public static string[] Cells(RegionHourTemperature row) =>
    [
        row.Region,
        row.Hour.ToString(),
        TemperatureText.Of(row.Temperature) ?? "",
        TemperatureText.Of(row.Temperature3HoursBefore) ?? "",
    ];

    private static string Line(string[] cells) => string.Join(',', cells.Select(Quoted)) + "\n";

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") || cell.StartsWith(' ') || cell.EndsWith(' ')
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
