using System.Globalization;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Reports;

namespace Isotherm.Cli.Reports;

/// <summary>The columns of the brief and how their values are written.</summary>
internal static class ReportText
{
    public static IReadOnlyList<string> Columns { get; } = ["Region", "Hour", "Temperature", "Temperature3HoursBefore"];

    /// <summary>The same for tables.</summary>
    public static IReadOnlyList<Column> TableColumns { get; } =
        [.. Columns.Select((heading, i) => new Column(heading, IsNumber: i >= 2, Folds: i == 3))];

    /// <summary>Null where nothing was measured.</summary>
    public static string? Temperature(decimal? celsius) => celsius?.ToString("0.000000", CultureInfo.InvariantCulture);

    /// <summary>Empty where nothing was measured.</summary>
    public static string[] Cells(RegionHourTemperature row) =>
    [
        row.Region,
        row.Hour.ToString(),
        Temperature(row.Temperature) ?? "",
        Temperature(row.Temperature3HoursBefore) ?? "",
    ];
}
