using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Reports;

/// <summary>Questions about what the hours show, and showed.</summary>
internal abstract partial class SqlReports
{
    public async IAsyncEnumerable<RegionHourTemperature> TemperaturesAsync(
        ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        if (await SpanAsync(session, filter.AsOf, cancellation) is not { } all) yield break;
        var first = filter.From is { } from && from > all.First ? from : all.First;
        var last = filter.To is { } to && to < all.Last ? to : all.Last;
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

    public async Task<ShownSpan?> SpanAsync(DateTimeOffset? asOf, CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        return await SpanAsync(session, asOf, cancellation);
    }

    /// <summary>A change of the method changes every hour in one transaction, so one hour tells it.</summary>
    public async Task<Method?> MethodAtAsync(DateTimeOffset moment, CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        var found = await session.QueryAsync(
            $"SELECT h.method FROM hour_history AS h WHERE h.shown_from <= @known_at AND {KnownChangeover}"
            + " ORDER BY h.hour DESC LIMIT 1",
            [Of("@known_at", moment)],
            row => MethodNames.TryParse(row.GetString(0), out var method) ? method : throw SqlDialect.NoMethod(),
            cancellation);
        return found.Count == 0 ? null : found[0];
    }

    public async IAsyncEnumerable<ShownTemperature> ByMethodAsync(
        Method method, ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var isNow = filter.AsOf is null;
        IEnumerable<string> conditions =
        [
            .. Between(filter, "h.hour"),
            .. isNow ? [] : (string[])[KnownChangeover],
            .. filter.Region is null ? [] : (string[])["s.region = @region"],
        ];
        var sql = "SELECT h.hour, s.region, CAST(s.sum AS CHAR), s.points"
            + $" FROM {(isNow ? "hours" : "hour_history")} AS h"
            + " JOIN hour_history_runs AS shown ON shown.hour = h.hour AND shown.changeover = h.changeover"
            + " JOIN region_sums AS s ON s.evaluation_id = shown.evaluation_id AND s.method = @method"
            + $"{Where(conditions)} ORDER BY h.hour";
        SqlParameterValue[] values = [.. Values(filter), Of("@method", method), Of("@region", filter.Region?.Code)];
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        var sums = session.StreamAsync(sql, values, ReadHourSum, cancellation);
        await foreach (var row in HourMeans.OfAsync(sums, cancellation)) yield return row;
    }

    /// <summary>
    /// Every changeover raises the changeover of its hour by one, so the sum of them changes with each, and an hour
    /// that shows something for the first time adds itself. When the last one was tells a restored database apart.
    /// </summary>
    public async Task<string> VersionAsync(ReportFilter filter, CancellationToken cancellation)
    {
        var sql = filter.AsOf is null
            ? "SELECT COUNT(*), SUM(changeover), MAX(shown_from) FROM hours"
                + Where([.. Between(filter, "hour"), "changeover > 0"])
            : "SELECT COUNT(DISTINCT hour), COUNT(*), MAX(shown_from) FROM hour_history"
                + Where([.. Between(filter, "hour"), "shown_from <= @known_at"]);
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        var found = await session.QueryAsync(
            sql,
            Values(filter),
            row => row.IsDBNull(2) ? "0" : Version(row.GetInt64(0), row.GetInt64(1), SqlText.ReadInstant(row, 2)),
            cancellation);
        return found[0];
    }

    private static string Version(long hours, long changeovers, DateTimeOffset last) => string.Create(
        CultureInfo.InvariantCulture, $"{hours}-{changeovers}-{last.UtcTicks / TimeSpan.TicksPerMicrosecond}");

    private static async Task<ShownSpan?> SpanAsync(
        SqlSession session, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        if (asOf is not { } moment)
        {
            return (await session.QueryAsync(
                "SELECT MIN(hour), MAX(hour) FROM region_temperature",
                [],
                row => row.IsDBNull(0) ? null : new ShownSpan(SqlText.ReadHour(row, 0), SqlText.ReadHour(row, 1)),
                cancellation))[0];
        }

        // Hours are shown after they began, but for one that was asked for in advance.
        const string begun = "h.hour <= @known_at";
        const string ahead = "h.hour > @known_at";
        var first = await EndAsync(begun, "") ?? await EndAsync(ahead, "");
        var last = await EndAsync(ahead, " DESC") ?? await EndAsync(begun, " DESC");
        return first is null || last is null ? null : new ShownSpan(first.Value, last.Value);

        // Along the key until an hour is found that showed a row then.
        async Task<Hour?> EndAsync(string side, string order)
        {
            var found = await session.QueryAsync(
                $"SELECT h.hour FROM hour_history AS h WHERE {side} AND h.shown_from <= @known_at"
                + $" AND {KnownChangeover} AND EXISTS (SELECT 1 FROM hour_history_values AS v"
                + $" WHERE v.hour = h.hour AND v.changeover = h.changeover) ORDER BY h.hour{order} LIMIT 1",
                [Of("@known_at", moment)],
                row => SqlText.ReadHour(row, 0),
                cancellation);
            return found.Count == 0 ? null : found[0];
        }
    }

    private static IAsyncEnumerable<ShownTemperature> RowsAsync(
        SqlSession session, ReportFilter filter, CancellationToken cancellation)
    {
        string[] region = filter.Region is null ? [] : ["v.region = @region"];
        var sql = "SELECT v.hour, v.region, v.temperature, v.numberOfPoints FROM " + (filter.AsOf is null
            ? "region_temperature AS v" + Where([.. Between(filter, "v.hour"), .. region])
            : "hour_history AS h JOIN hour_history_values AS v ON v.hour = h.hour AND v.changeover = h.changeover"
                + Where([.. Between(filter, "h.hour"), KnownChangeover, .. region]));
        return session.StreamAsync(
            sql + " ORDER BY v.hour, v.region",
            [.. Values(filter), Of("@region", filter.Region?.Name)],
            ReadShown,
            cancellation);
    }

    private static ShownTemperature ReadShown(DbDataReader row) =>
        new(SqlText.ReadHour(row, 0), row.GetString(1), SqlText.ReadTemperature(row, 2), row.GetInt64(3));

    private static HourSum ReadHourSum(DbDataReader row) => new(
        SqlText.ReadHour(row, 0),
        Region.Find(row.GetString(1)) ?? throw new FormatException($"'{row.GetString(1)}' is the code of no region."),
        new ExactSum(SqlText.ReadSum(row.GetString(2)), row.GetInt64(3)));
}
