using Isotherm.Core.Runs;

namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>How the rows that hours show are reported.</summary>
/// <param name="Columns">The columns beside the hour.</param>
/// <param name="HoursAround">How many hours before and after those that are asked for it looks at.</param>
/// <param name="Rows">
/// From the rows of the table that is shown, each with its hour, by hour, to the rows of the hours that are asked for.
/// </param>
public sealed record AggregationReport(
    IReadOnlyList<KeptColumn> Columns,
    int HoursAround,
    Func<IEnumerable<(Hour Hour, KeptRow Row)>, IEnumerable<(Hour Hour, KeptRow Row)>> Rows)
{
    /// <summary>The rows as they are.</summary>
    public static AggregationReport AsShown(Aggregation aggregation) => new(aggregation.Shown.Columns, 0, rows => rows);
}
