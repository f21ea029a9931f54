using System.Data.Common;
using System.Globalization;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Failures;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Tables;

/// <summary>
/// What aggregations show and what they lack; read only. Every member throws <see cref="TransientException"/> when the
/// database cannot answer.
/// </summary>
public sealed class AggregationLedger
{
    private readonly SqlDialect _dialect;

    internal AggregationLedger(SqlDialect dialect) => _dialect = dialect;

    /// <summary>
    /// The rows that an aggregation shows, by hour, then by its keys; the filter's region and moment play no part.
    /// </summary>
    public async Task<IReadOnlyList<(Hour Hour, KeptRow Row)>> ShownAsync(
        Aggregation aggregation, ReportFilter hours, CancellationToken cancellation)
    {
        var table = aggregation.Shown;
        string[] conditions =
        [
            .. hours.From is null ? [] : (string[])["hour >= @from"],
            .. hours.To is null ? [] : (string[])["hour <= @to"],
        ];
        SqlParameterValue[] values =
        [
            .. hours.From is null ? [] : (SqlParameterValue[])[Of("@from", hours.From)],
            .. hours.To is null ? [] : (SqlParameterValue[])[Of("@to", hours.To)],
        ];
        var where = conditions.Length == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        await using var session = await SqlSession.ReadAsync(_dialect, cancellation);
        return await session.QueryAsync(
            $"SELECT hour, {SqlKeptColumns.Expressions(table.Columns)} FROM {table.Name}{where}"
            + $" ORDER BY hour, {string.Join(", ", table.Keys.Select(key => key.Name))}",
            values,
            row => (SqlText.ReadHour(row, 0), SqlKeptColumns.Read(row, table.Columns, first: 1)),
            cancellation);
    }

    /// <summary>
    /// The runs that are aggregated but not in for this aggregation, and those of hours for which it shows other runs
    /// or an earlier version: what a replay has to bring. By slot, then run.
    /// </summary>
    public async Task<IReadOnlyList<LackingRun>> LackingAsync(
        Aggregation aggregation, CancellationToken cancellation)
    {
        const string partsNotIn = """
            SELECT r.slot, r.run, e.shapes_hash, e.rules_version, COUNT(*)
            FROM runs AS r
            JOIN evaluations AS e ON e.id = r.evaluation_id
            JOIN evaluation_parts AS p ON p.evaluation_id = e.id
            LEFT JOIN aggregation_parts AS a ON a.evaluation_id = p.evaluation_id AND a.part = p.part
              AND a.aggregation = @aggregation AND a.version >= @version
            WHERE a.part IS NULL
            GROUP BY r.slot, r.run, e.shapes_hash, e.rules_version
            """;
        const string notes = "SELECT hour, evaluations FROM aggregation_hours"
            + " WHERE aggregation = @aggregation AND version >= @version";
        SqlParameterValue[] values = [Of("@aggregation", aggregation.Name), Of("@version", aggregation.Version)];
        await using var session = await SqlSession.ReadAsync(_dialect, cancellation);
        var lacking = await session.QueryAsync(partsNotIn, values, row => ReadRun(row, row.GetInt32(4)), cancellation);
        var noted = (await session.QueryAsync(
            notes, values, row => (Hour: SqlText.ReadHour(row, 0), Runs: row.GetString(1)), cancellation))
            .ToDictionary(hour => hour.Hour, hour => hour.Runs);
        var known = lacking.Select(run => run.Key).ToHashSet();
        lacking.AddRange((await StaleAsync(session, noted, cancellation)).Where(run => !known.Contains(run.Key)));
        return [.. lacking.OrderBy(run => run.Key.Slot).ThenBy(run => run.Key.Run.Value, StringComparer.Ordinal)];
    }

    /// <summary>The runs of hours that show others than the aggregation does.</summary>
    private static async Task<IEnumerable<LackingRun>> StaleAsync(
        SqlSession session, Dictionary<Hour, string> noted, CancellationToken cancellation)
    {
        const string shown = """
            SELECT e.slot, e.run, e.shapes_hash, e.rules_version, e.id
            FROM hours
            JOIN hour_history_runs AS s ON s.hour = hours.hour AND s.changeover = hours.changeover
            JOIN evaluations AS e ON e.id = s.evaluation_id
            ORDER BY s.hour, s.slot
            """;
        var runs = await session.QueryAsync(
            shown, [], row => (Run: ReadRun(row, parts: 0), Evaluation: row.GetInt64(4)), cancellation);
        return runs
            .GroupBy(run => run.Run.Key.Slot.Hour)
            .Where(hour => noted.GetValueOrDefault(hour.Key)
                != string.Join(' ', hour.Select(run => run.Evaluation.ToString(CultureInfo.InvariantCulture))))
            .SelectMany(hour => hour.Select(run => run.Run));
    }

    private static LackingRun ReadRun(DbDataReader row, int parts) => new(
        new RunKey(SqlText.ReadSlot(row, 0), RunId.Parse(row.GetString(1))),
        row.GetString(2),
        row.GetInt32(3),
        parts);
}
