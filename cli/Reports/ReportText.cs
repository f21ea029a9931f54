using Isotherm.Cli.Terminals;
using Isotherm.Core.Reports;

namespace Isotherm.Cli.Reports;

/// <summary>The columns of the brief in a table.</summary>
internal static class ReportText
{
    public static IReadOnlyList<Column> TableColumns { get; } =
        [.. CsvReport.Columns.Select((heading, i) => new Column(heading, IsNumber: i >= 2, Folds: i == 3))];
}
