using System.Globalization;
using System.Text;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Simulation.Oracle;
using Isotherm.Simulation.Tables;

namespace Isotherm.Simulation.Checks;

/// <summary>
/// Looks at what aggregations show, whenever an hour was written: always exactly what the oracle computes of the runs
/// that are noted; and, unless an instance of an earlier release was at work, of the very runs that the hour shows.
/// </summary>
internal sealed class AggregationsWatch(Database database, Expectation expected, Verdict verdict)
{
    /// <summary>What was found right last.</summary>
    private readonly Dictionary<(Hour, string), (AggregatedRows? Rows, string Noted)> _seen = [];

    /// <summary>
    /// Whether an instance that lacks aggregations may have left something to be filled by a replay.
    /// </summary>
    public bool HasLag { get; set; }

    public void Check(HourShown shown, Func<long, (string Run, string Shapes)> nameOf)
    {
        var runs = string.Join(' ', shown.Slots.Select(slot => slot.Evaluation));
        foreach (var aggregation in RegisteredAggregations.All)
        {
            if (verdict.Violation is not null) return;
            var noted = database.AggregationHours.Find((shown.Hour, aggregation.Name), null)?.Shown.Evaluations ?? "";
            verdict.Require(
                HasLag || noted == runs,
                Invariant.AggregationsAreExact,
                $"{aggregation.Name} of {shown.Hour} shows '{noted}', and the hour '{runs}'.");
            CheckRows(shown.Hour, aggregation, noted, nameOf);
        }
    }

    /// <summary>Everything that a replay must leave as it is.</summary>
    public string Dump()
    {
        var dump = new StringBuilder();
        var parts = database.Aggregated.Committed.OrderBy(row => row.Key.Evaluation).ThenBy(row => row.Key.Part)
            .ThenBy(row => row.Key.Aggregation.Name, StringComparer.Ordinal);
        foreach (var (key, row) in parts) dump.Append(CultureInfo.InvariantCulture, $"{key} {Text(row)}\n");
        var hours = database.AggregationRows.Committed.OrderBy(row => row.Key.Hour)
            .ThenBy(row => row.Key.Aggregation, StringComparer.Ordinal);
        foreach (var (key, row) in hours) dump.Append(CultureInfo.InvariantCulture, $"{key} {Text(row)}\n");
        return dump.ToString();
    }

    private void CheckRows(
        Hour hour, Aggregation aggregation, string noted, Func<long, (string Run, string Shapes)> nameOf)
    {
        var shown = database.AggregationRows.Find((hour, aggregation.Name), null);
        if (_seen.TryGetValue((hour, aggregation.Name), out var seen) && seen == (shown, noted)) return;
        (string, string)[] runs =
        [
            .. noted.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => nameOf(long.Parse(id, CultureInfo.InvariantCulture))),
        ];
        var exact = expected.AggregationRows(aggregation.Name, runs);
        var rows = Text(shown);
        verdict.Require(
            rows == exact,
            Invariant.AggregationsAreExact,
            $"{aggregation.Name} of {hour} shows\n{rows}\nand should show\n{exact}");
        _seen[(hour, aggregation.Name)] = (shown, noted);
    }

    private static string Text(AggregatedRows? rows) => rows is null ? "" : string.Join('\n', rows.Rows);
}
