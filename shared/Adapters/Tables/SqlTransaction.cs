using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Tables;

/// <summary>The steps of a transaction as statements: settings, hours and what they show.</summary>
internal sealed partial class SqlTransaction(SqlSession session, SqlDialect dialect) : ITablesTransaction
{
    /// <summary>Rows in one INSERT: below the 32,766 parameters that SQLite takes and the packet of MySQL.</summary>
    private const int RowsInOneStatement = 1_000;

    public Task<Method> ReadMethodAsync(CancellationToken cancellation) =>
        MethodAsync(dialect.ForShare, cancellation);

    public Task<Method> LockMethodAsync(CancellationToken cancellation) =>
        MethodAsync(dialect.ForUpdate, cancellation);

    public Task SetMethodAsync(Method method, DateTimeOffset at, CancellationToken cancellation) =>
        session.ExecuteAsync(
            "UPDATE settings SET value = @method, changed_at = @at WHERE name = 'method'",
            [Of("@method", method), Of("@at", at)],
            cancellation);

    /// <summary>
    /// The row is written before it is read: reading first takes a shared lock, and two that both hold one and both
    /// want to write would be a deadlock.
    /// </summary>
    public async Task<HourShown> LockHourAsync(Hour hour, CancellationToken cancellation)
    {
        await session.ExecuteAsync(
            "INSERT INTO hours (hour, changeover) VALUES (@hour, 0)"
            + dialect.OnDuplicate("hour") + "hour = excluded.hour",
            [Of("@hour", hour)],
            cancellation);
        var shown = await ReadShownAsync(
            "SELECT hour, changeover, shown_from, method FROM hours WHERE hour = @hour AND changeover > 0",
            [Of("@hour", hour)],
            cancellation);
        if (shown.Count > 0) return shown[0];

        // An hour whose row was removed by hand still has its history, which is only ever appended.
        var before = await ReadShownAsync(
            "SELECT hour, changeover, shown_from, method FROM hour_history WHERE hour = @hour"
            + " ORDER BY changeover DESC LIMIT 1",
            [Of("@hour", hour)],
            cancellation);
        return before.SingleOrDefault() ?? HourShown.Nothing(hour);
    }

    public Task<IReadOnlyList<HourShown>> ReadShownHoursAsync(
        Hour? after, int limit, CancellationToken cancellation) =>
        ReadShownAsync(
            "SELECT hour, changeover, shown_from, method FROM hours WHERE changeover > 0"
            + (after is null ? "" : " AND hour > @after") + " ORDER BY hour LIMIT @limit",
            after is null ? [Of("@limit", limit)] : [Of("@after", after), Of("@limit", limit)],
            cancellation);

    public async Task<bool> IsIntactAsync(HourShown shown, CancellationToken cancellation)
    {
        const string sql = """
            SELECT
              (SELECT COUNT(*) FROM region_temperature WHERE hour = @hour),
              (SELECT COUNT(*) FROM hour_history_values WHERE hour = @hour AND changeover = @changeover),
              (SELECT COUNT(*) FROM region_temperature AS shown
               JOIN hour_history_values AS written
                 ON written.hour = shown.hour AND written.region = shown.region
                 AND written.temperature = shown.temperature AND written.numberOfPoints = shown.numberOfPoints
               WHERE shown.hour = @hour AND written.changeover = @changeover)
            """;
        var counts = await session.QueryAsync(
            sql,
            [Of("@hour", shown.Hour), Of("@changeover", shown.Changeover)],
            row => (shown: row.GetInt64(0), written: row.GetInt64(1), equal: row.GetInt64(2)),
            cancellation);
        return shown.Changeover == 0 || (counts[0].shown == counts[0].equal && counts[0].written == counts[0].equal);
    }

    public async Task WriteRowsAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation)
    {
        foreach (var some in hours.Chunk(RowsInOneStatement))
        {
            var names = some.Select((_, i) => $"@h{i}");
            await session.ExecuteAsync(
                $"DELETE FROM region_temperature WHERE hour IN ({string.Join(", ", names)})",
                [.. some.Select((change, i) => Of($"@h{i}", change.Shown.Hour))],
                cancellation);
        }

        await InsertAsync(
            "region_temperature (hour, region, temperature, numberOfPoints)",
            hours.SelectMany(change => change.Rows.Select(row => new object?[]
            {
                SqlText.Of(change.Shown.Hour.Start), row.Region, SqlText.OfTemperature(row.Temperature),
                row.NumberOfPoints,
            })),
            cancellation);
    }

    public async Task AppendHistoryAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation)
    {
        var shown = hours.Select(change => change.Shown).ToArray();
        var columns = shown.Select(hour => new object?[]
        {
            SqlText.Of(hour.Hour.Start), hour.Changeover, SqlText.OfMicroseconds(hour.From), hour.Method.Name(),
        }).ToArray();
        await InsertAsync("hour_history (hour, changeover, shown_from, method)", columns, cancellation);
        await InsertAsync(
            "hour_history_runs (hour, changeover, slot, evaluation_id)",
            shown.SelectMany(hour => hour.Slots.Select(slot => new object?[]
            {
                SqlText.Of(hour.Hour.Start), hour.Changeover, SqlText.Of(slot.Slot.Start), slot.Evaluation,
            })),
            cancellation);
        await InsertAsync(
            "hour_history_values (hour, changeover, region, temperature, numberOfPoints)",
            hours.SelectMany(change => change.Rows.Select(row => new object?[]
            {
                SqlText.Of(change.Shown.Hour.Start), change.Shown.Changeover, row.Region,
                SqlText.OfTemperature(row.Temperature), row.NumberOfPoints,
            })),
            cancellation);
        await InsertAsync(
            "hours (hour, changeover, shown_from, method)",
            columns,
            cancellation,
            dialect.OnDuplicate("hour")
            + "changeover = excluded.changeover, shown_from = excluded.shown_from, method = excluded.method");
    }

    public Task CommitAsync(CancellationToken cancellation) => session.CommitAsync(cancellation);

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async Task<Method> MethodAsync(string locking, CancellationToken cancellation)
    {
        var found = await session.QueryAsync(
            "SELECT value FROM settings WHERE name = 'method'" + locking, [], row => row.GetString(0), cancellation);
        return found.Count == 1 && MethodNames.TryParse(found[0], out var method)
            ? method
            : throw SqlDialect.NoMethod();
    }

    private async Task<IReadOnlyList<HourShown>> ReadShownAsync(
        string sql, IReadOnlyList<SqlParameterValue> values, CancellationToken cancellation)
    {
        const string slots = """
            SELECT shown.hour, shown.slot, shown.evaluation_id
            FROM hours
            JOIN hour_history_runs AS shown ON shown.hour = hours.hour AND shown.changeover = hours.changeover
            WHERE hours.hour BETWEEN @first AND @last
            ORDER BY shown.slot
            """;
        var hours = await session.QueryAsync(
            sql,
            values,
            row => new HourShown(
                SqlText.ReadHour(row, 0),
                row.GetInt32(1),
                SqlText.ReadInstant(row, 2),
                ReadMethod(row.GetString(3)),
                []),
            cancellation);
        if (hours.Count == 0) return hours;
        var shown = await session.QueryAsync(
            slots,
            [Of("@first", hours[0].Hour), Of("@last", hours[^1].Hour)],
            row => (hour: SqlText.ReadHour(row, 0), slot: new ShownSlot(SqlText.ReadSlot(row, 1), row.GetInt64(2))),
            cancellation);
        var slotsOf = shown.ToLookup(row => row.hour, row => row.slot);
        return [.. hours.Select(hour => hour with { Slots = [.. slotsOf[hour.Hour]] })];
    }

    private static Method ReadMethod(string name) =>
        MethodNames.TryParse(name, out var method) ? method : throw new FormatException($"'{name}' is no method.");

    private async Task InsertAsync(
        string target, IEnumerable<object?[]> rows, CancellationToken cancellation, string onDuplicate = "")
    {
        foreach (var some in rows.Chunk(RowsInOneStatement))
        {
            var lines = some.Select((row, i) => $"({string.Join(", ", row.Select((_, j) => $"@v{i}_{j}"))})");
            await session.ExecuteAsync(
                $"INSERT INTO {target} VALUES {string.Join(", ", lines)}{onDuplicate}",
                [.. some.SelectMany((row, i) => row.Select((value, j) => new SqlParameterValue($"@v{i}_{j}", value)))],
                cancellation);
        }
    }
}
