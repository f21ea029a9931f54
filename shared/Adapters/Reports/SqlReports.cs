using System.Data.Common;
using System.Runtime.CompilerServices;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Reports;

/// <summary>Questions as statements. Each answer is read in one transaction, so it is of one moment.</summary>
internal abstract partial class SqlReports(SqlDialect dialect)
{
    private readonly string _missingHours = Shipped(dialect, "missing_hours.sql");
    private readonly string _knownAt = Shipped(dialect, "known_at.sql");

    public async Task<Method> MethodAsync(CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        var found = await session.QueryAsync(
            "SELECT value FROM settings WHERE name = 'method'", [], row => row.GetString(0), cancellation);
        return found.Count == 1 && MethodNames.TryParse(found[0], out var method)
            ? method
            : throw SqlDialect.NoMethod();
    }

    public async IAsyncEnumerable<RegionHourTemperature> TemperaturesAsync(
        ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        var span = (await session.QueryAsync(
            $"SELECT MIN(hour), MAX(hour) FROM {Source(filter)}",
            Values(ReportFilter.Everything with { AsOf = filter.AsOf }),
            row => row.IsDBNull(0) ? ((Hour, Hour)?)null : (SqlText.ReadHour(row, 0), SqlText.ReadHour(row, 1)),
            cancellation))[0];
        if (span is not { } all) yield break;
        var first = filter.From is { } from && from > all.Item1 ? from : all.Item1;
        var last = filter.To is { } to && to < all.Item2 ? to : all.Item2;
        if (first > last) yield break;
        var read = filter with { From = first.Plus(-DenseHours.HoursBefore), To = last };
        var rows = RowsAsync(session, read, cancellation);
        IReadOnlyList<Region> regions = filter.Region is { } only ? [only] : Region.All;
        await foreach (var row in DenseHours.FillAsync(rows, regions, first, last, cancellation)) yield return row;
    }

    public async IAsyncEnumerable<ShownTemperature> ShownAsync(
        ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        await foreach (var row in RowsAsync(session, filter, cancellation)) yield return row;
    }

    public async IAsyncEnumerable<MissingHour> MissingHoursAsync(
        Hour? until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        SqlParameterValue[] values = [Of("@until", until)];
        var rows = session.StreamAsync(_missingHours, values, ReadMissing, cancellation);
        await foreach (var row in rows) yield return row;
    }

    public async IAsyncEnumerable<LedgerRun> RunsAsync(
        ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var sql = $"""
            SELECT slot, run, started_at, state, source, parts, failures, failure_reason, code_version, recorded_at,
              (SELECT shapes_hash FROM evaluations WHERE evaluations.id = runs.evaluation_id),
              (SELECT rules_version FROM evaluations WHERE evaluations.id = runs.evaluation_id),
              EXISTS (
                SELECT 1 FROM hours JOIN hour_history_runs AS shown
                  ON shown.hour = hours.hour AND shown.changeover = hours.changeover
                WHERE hours.hour = runs.hour AND shown.evaluation_id = runs.evaluation_id),
              {SqlTotals.Columns}
            FROM runs{Where(filter with { Region = null })}
            ORDER BY started_at DESC, slot DESC, run DESC
            """;
        var values = Values(filter with { Region = null, AsOf = null });
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        await foreach (var row in session.StreamAsync(sql, values, ReadRun, cancellation)) yield return row;
    }

    private static string Shipped(SqlDialect dialect, string file)
    {
        var text = SqlFiles.Read(dialect.QueryFolder + file);
        return text[..text.LastIndexOf(';')];
    }

    /// <summary>Only what is asked for, so that an index serves it.</summary>
    private static string Where(ReportFilter filter)
    {
        string[] conditions =
        [
            .. filter.From is null ? [] : (string[])["hour >= @from"],
            .. filter.To is null ? [] : (string[])["hour <= @to"],
            .. filter.Region is null ? [] : (string[])["region = @region"],
        ];
        return conditions.Length == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
    }

    private static SqlParameterValue[] Values(ReportFilter filter) =>
    [
        .. filter.From is null ? [] : (SqlParameterValue[])[Of("@from", filter.From)],
        .. filter.To is null ? [] : (SqlParameterValue[])[Of("@to", filter.To)],
        .. filter.Region is null ? [] : (SqlParameterValue[])[Of("@region", filter.Region.Name)],
        .. filter.AsOf is null ? [] : (SqlParameterValue[])[Of("@known_at", filter.AsOf.Value)],
    ];

    /// <summary>The table, or what it showed at an earlier moment.</summary>
    private string Source(ReportFilter filter) =>
        filter.AsOf is null ? "region_temperature" : $"({_knownAt}) AS known";

    private IAsyncEnumerable<ShownTemperature> RowsAsync(
        SqlSession session, ReportFilter filter, CancellationToken cancellation) =>
        session.StreamAsync(
            $"SELECT hour, region, temperature, numberOfPoints FROM {Source(filter)}{Where(filter)}"
            + " ORDER BY hour, region",
            Values(filter),
            ReadShown,
            cancellation);

    private static ShownTemperature ReadShown(DbDataReader row) =>
        new(SqlText.ReadHour(row, 0), row.GetString(1), SqlText.ReadTemperature(row, 2), row.GetInt64(3));

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

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
