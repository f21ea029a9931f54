using System.Data.Common;
using System.Runtime.CompilerServices;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Reports;

/// <summary>Questions to the ledger.</summary>
internal abstract partial class SqlReports
{
    private static readonly string RunColumns = $"""
        SELECT slot, run, started_at, state, source, parts, failures, failure_reason, code_version, recorded_at,
          (SELECT shapes_hash FROM evaluations WHERE evaluations.id = runs.evaluation_id),
          (SELECT rules_version FROM evaluations WHERE evaluations.id = runs.evaluation_id),
          EXISTS (
            SELECT 1 FROM hours JOIN hour_history_runs AS shown
              ON shown.hour = hours.hour AND shown.changeover = hours.changeover
            WHERE hours.hour = runs.hour AND shown.evaluation_id = runs.evaluation_id),
          {SqlTotals.Columns}
        FROM runs
        """;

    private readonly string _missingHours = Shipped(dialect, "missing_hours.sql");

    public async IAsyncEnumerable<MissingHour> MissingHoursAsync(
        Hour? from, Hour? until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        SqlParameterValue[] values = [Of("@from", from), Of("@until", until)];
        var rows = session.StreamAsync(_missingHours, values, ReadMissing, cancellation);
        await foreach (var row in rows) yield return row;
    }

    public async IAsyncEnumerable<LedgerRun> RunsAsync(
        ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var hours = filter with { Region = null, AsOf = null };
        var sql = $"{RunColumns}{Where(Between(hours, "hour"))} ORDER BY started_at DESC, slot DESC, run DESC";
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        await foreach (var row in session.StreamAsync(sql, Values(hours), ReadRun, cancellation)) yield return row;
    }

    /// <summary>
    /// Backwards along the primary key, from where the page before ended. The hours are told by slots, which the key
    /// begins with.
    /// </summary>
    public async Task<IReadOnlyList<LedgerRun>> RunsPageAsync(
        ReportFilter filter, RunKey? after, int count, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        IEnumerable<string> conditions =
        [
            .. filter.From is null ? [] : (string[])["slot >= @from"],
            .. filter.To is null ? [] : (string[])["slot < @end"],
            .. after is null ? [] : (string[])["slot <= @slot AND (slot < @slot OR run < @run)"],
        ];
        SqlParameterValue[] values =
        [
            Of("@from", filter.From),
            Of("@end", filter.To?.Plus(1)),
            .. after is { } key ? [Of("@slot", key.Slot), Of("@run", key.Run.Value)] : (SqlParameterValue[])[],
            Of("@count", count),
        ];
        var sql = $"{RunColumns}{Where(conditions)} ORDER BY slot DESC, run DESC LIMIT @count";
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        return await session.QueryAsync(sql, values, ReadRun, cancellation);
    }

    private static string Shipped(SqlDialect dialect, string file)
    {
        var text = SqlFiles.Read(dialect.QueryFolder + file);
        return text[..text.LastIndexOf(';')];
    }

    private static MissingHour ReadMissing(DbDataReader row) => new(
        SqlText.ReadHour(row, 0),
        row.GetString(1),
        row.IsDBNull(2) ? null : RunId.Parse(row.GetString(2)),
        row.IsDBNull(3) ? null : SqlText.ReadInstant(row, 3),
        row.IsDBNull(4) ? 0 : row.GetInt32(4),
        row.IsDBNull(5) ? null : row.GetString(5));

    private static LedgerRun ReadRun(DbDataReader row)
    {
        const int totals = 13;
        return new LedgerRun(
            new RunKey(SqlText.ReadSlot(row, 0), RunId.Parse(row.GetString(1))),
            SqlText.ReadInstant(row, 2),
            RunStateNames.Parse(row.GetString(3)),
            row.GetInt64(12) != 0,
            Text(row, 4),
            row.IsDBNull(5) ? null : row.GetInt32(5),
            row.GetInt32(6),
            Text(row, 7),
            Text(row, 10),
            row.IsDBNull(11) ? null : row.GetInt32(11),
            row.IsDBNull(totals) ? null : SqlTotals.Read(row, totals),
            Text(row, 8),
            SqlText.ReadInstant(row, 9));
    }
}
