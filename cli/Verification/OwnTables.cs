using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Isotherm.Adapters.Tables;

namespace Isotherm.Cli.Verification;

/// <summary>Reads the facts of some hours from the tables, by statements of its own, in one transaction.</summary>
/// <param name="database">Knows what its errors mean.</param>
/// <param name="connection">Open.</param>
/// <param name="shapesHash">The shapes in use.</param>
/// <param name="rulesVersion">The rules in use.</param>
internal sealed class OwnTables(Database database, DbConnection connection, string shapesHash, int rulesVersion)
{
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";
    private const string Of = " JOIN runs AS r ON r.slot = e.slot AND r.run = e.run"
        + " WHERE r.hour BETWEEN @from AND @to AND e.shapes_hash = @hash AND e.rules_version = @rules";

    private static readonly string[] TablesOfHours = ["runs", "region_temperature", "hour_history"];
    private static readonly string Counts = string.Join(", ", OwnRules.Counts.Select(name => "p." + name));
    private static readonly string RunCounts = string.Join(", ", OwnRules.Counts);

    private const string Newest = " JOIN (SELECT hour, MAX(changeover) AS changeover FROM hour_history"
        + " WHERE hour BETWEEN @from AND @to GROUP BY hour) AS m ON m.hour = h.hour AND m.changeover = h.changeover";

    /// <summary>The method that is shown (null: none is named), and the facts of these hours.</summary>
    public async Task<(string? Method, Facts Facts)> ReadAsync(string from, string to, CancellationToken cancellation)
    {
        var facts = new Facts();
        string? method = null;
        await InOneMomentAsync(
            [("@from", from), ("@to", to), ("@hash", shapesHash), ("@rules", rulesVersion)],
            ReadAllAsync,
            cancellation);
        return (method, facts);

        async Task ReadAllAsync(Reading read)
        {
            await read.EachAsync(
                "SELECT value FROM settings WHERE name = 'method'", row => method = Text(row, 0));
            await ReadShownAsync(read, facts);
            await ReadRunsAsync(read, facts);
            await ReadEvaluationsAsync(read, facts);
        }
    }

    /// <summary>The first and the last hour that the tables know; null when they know none.</summary>
    public async Task<(string First, string Last)?> HoursAsync(CancellationToken cancellation)
    {
        var hours = new List<string>();
        await InOneMomentAsync(
            [],
            async read =>
            {
                foreach (var table in TablesOfHours)
                {
                    await read.EachAsync($"SELECT MIN(hour), MAX(hour) FROM {table}", row =>
                    {
                        if (!row.IsDBNull(0)) hours.AddRange([Instant(row, 0), Instant(row, 1)]);
                    });
                }
            },
            cancellation);
        return hours.Count == 0
            ? null
            : (hours.Min(StringComparer.Ordinal)!, hours.Max(StringComparer.Ordinal)!);
    }

    private async Task InOneMomentAsync(
        (string, object)[] values, Func<Reading, Task> read, CancellationToken cancellation)
    {
        try
        {
            await using var moment = await connection.BeginTransactionAsync(cancellation);
            await read(new Reading(connection, moment, values, cancellation));
        }
        catch (DbException failure)
        {
            throw database.Translate(failure);
        }
    }

    private static async Task ReadShownAsync(Reading reading, Facts facts)
    {
        await reading.EachAsync(
            "SELECT hour, region, temperature, numberOfPoints FROM region_temperature"
            + " WHERE hour BETWEEN @from AND @to",
            row => facts.Add(Instant(row, 0), null, OwnRules.Shown + Text(row, 1), Mean(row)));
        await reading.EachAsync(
            "SELECT h.hour, h.region, h.temperature, h.numberOfPoints FROM hour_history_values AS h" + Newest,
            row => facts.Add(Instant(row, 0), null, OwnRules.History + Text(row, 1), Mean(row)));
        await reading.EachAsync(
            "SELECT h.hour, h.changeover, h.method FROM hour_history AS h" + Newest,
            row => facts.Add(Instant(row, 0), null, OwnRules.NewestChangeover, Changeover(row)));
        await reading.EachAsync(
            "SELECT hour, changeover, method FROM hours WHERE changeover > 0 AND hour BETWEEN @from AND @to",
            row => facts.Add(Instant(row, 0), null, OwnRules.ShownChangeover, Changeover(row)));
    }

    private static string Mean(DbDataReader row) =>
        Cell(row, 2, i => row.GetDecimal(i).ToString("F6", CultureInfo.InvariantCulture)) + $" of {Count(row, 3)}";

    private static string Changeover(DbDataReader row) => $"{Count(row, 1)} by {Text(row, 2)}";

    private static Task ReadRunsAsync(Reading reading, Facts facts) => reading.EachAsync(
        $"SELECT hour, run, slot, started_at, state, parts, {RunCounts} FROM runs"
        + " WHERE hour BETWEEN @from AND @to AND parts IS NOT NULL",
        row =>
        {
            var (hour, run) = (Instant(row, 0), $"{Instant(row, 2)} {Text(row, 1)}");
            facts.Add(hour, run, "started_at", Instant(row, 3, "yyyy-MM-dd HH:mm:ss.ffffff"));
            facts.Add(hour, run, OwnRules.State, Text(row, 4));
            facts.Add(hour, run, "parts", Count(row, 5));
            for (var i = 0; i < OwnRules.Counts.Length; i++)
            {
                if (!row.IsDBNull(6 + i))
                    facts.Add(hour, run, OwnRules.Counts[i], Count(row, 6 + i));
            }
        });

    private static async Task ReadEvaluationsAsync(Reading reading, Facts facts)
    {
        await reading.EachAsync(
            "SELECT r.hour, e.slot, e.run, e.parts, e.parts_in FROM evaluations AS e" + Of,
            row => facts.Add(
                Instant(row, 0), Run(row), OwnRules.Evaluation, $"{Count(row, 4)} of {Count(row, 3)} parts"));
        await reading.EachAsync(
            $"SELECT r.hour, e.slot, e.run, p.part, p.object_name, p.generation, {Counts}"
            + " FROM evaluations AS e JOIN evaluation_parts AS p ON p.evaluation_id = e.id" + Of,
            row =>
            {
                var (hour, run, part) = (Instant(row, 0), Run(row), $"part {Count(row, 3)} ");
                facts.Add(hour, run, part + "object", $"{Text(row, 4)} {Count(row, 5)}");
                for (var i = 0; i < OwnRules.Counts.Length; i++)
                    facts.Add(hour, run, part + OwnRules.Counts[i], Count(row, 6 + i));
            });
        await reading.EachAsync(
            "SELECT r.hour, e.slot, e.run, s.part, s.method, s.region, CAST(s.sum AS CHAR), s.points"
            + " FROM evaluations AS e JOIN region_sums AS s ON s.evaluation_id = e.id" + Of,
            row => facts.Add(
                Instant(row, 0),
                Run(row),
                $"part {Count(row, 3)} {Text(row, 4)} {Text(row, 5)}",
                $"{Text(row, 6)} of {Count(row, 7)}"));
    }

    private static string Run(DbDataReader row) => $"{Instant(row, 1)} {Text(row, 2)}";

    private static string Instant(DbDataReader row, int column, string form = Seconds) =>
        Cell(row, column, i => row.GetDateTime(i).ToString(form, CultureInfo.InvariantCulture));

    private static string Count(DbDataReader row, int column) =>
        Cell(row, column, i => OwnText.Count(row.GetInt64(i)));

    private static string Text(DbDataReader row, int column) =>
        row.IsDBNull(column) ? "" : Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)!;

    /// <summary>A cell in its usual form; a damaged one as it stands there, so that it makes a difference.</summary>
    private static string Cell(DbDataReader row, int column, Func<int, string> read)
    {
        try
        {
            return row.IsDBNull(column) ? "" : read(column);
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            return Text(row, column);
        }
    }

    private sealed class Reading(
        DbConnection connection,
        DbTransaction moment,
        (string Name, object Value)[] values,
        CancellationToken cancellation)
    {
        [SuppressMessage("Security", "CA2100", Justification = "Statements are constants of this class.")]
        public async Task EachAsync(string sql, Action<DbDataReader> take)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = moment;
            command.CommandText = sql;
            foreach (var (name, value) in values.Where(value => sql.Contains(value.Name, StringComparison.Ordinal)))
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) take(reader);
        }
    }
}
