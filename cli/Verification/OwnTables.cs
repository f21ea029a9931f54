using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Isotherm.Core.Failures;

namespace Isotherm.Cli.Verification;

/// <summary>Reads the facts of some hours from the tables, by statements of its own, in one transaction.</summary>
/// <param name="connection">Open.</param>
/// <param name="shapesHash">The shapes in use.</param>
/// <param name="rulesVersion">The rules in use.</param>
internal sealed class OwnTables(DbConnection connection, string shapesHash, int rulesVersion)
{
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";
    private const string Of = " JOIN runs AS r ON r.slot = e.slot AND r.run = e.run"
        + " WHERE r.hour BETWEEN @from AND @to AND e.shapes_hash = @hash AND e.rules_version = @rules";

    private static readonly string Counts = string.Join(", ", OwnRules.Counts.Select(name => "p." + name));
    private static readonly string RunCounts = string.Join(", ", OwnRules.Counts);

    /// <summary>The method that is shown, and the facts of the hours from the first to the last.</summary>
    public async Task<(string Method, Facts Facts)> ReadAsync(
        string from, string to, CancellationToken cancellation)
    {
        var facts = new Facts();
        try
        {
            await using var moment = await connection.BeginTransactionAsync(cancellation);
            var reading = new Reading(connection, moment, [
                ("@from", from), ("@to", to), ("@hash", shapesHash), ("@rules", rulesVersion)], cancellation);
            var method = "";
            await reading.EachAsync(
                "SELECT value FROM settings WHERE name = 'method'", row => method = row.GetString(0));
            await ReadShownAsync(reading, facts);
            await ReadRunsAsync(reading, facts);
            await ReadEvaluationsAsync(reading, facts);
            return (method, facts);
        }
        catch (DbException failure)
        {
            throw new TransientException($"The database failed: {failure.Message}", failure);
        }
    }

    private static Task ReadShownAsync(Reading reading, Facts facts) => reading.EachAsync(
        "SELECT hour, region, temperature, numberOfPoints FROM region_temperature WHERE hour BETWEEN @from AND @to",
        row => facts.Add(
            Instant(row, 0),
            null,
            $"shown {row.GetString(1)}",
            $"{row.GetDecimal(2).ToString("F6", CultureInfo.InvariantCulture)} of {OwnText.Count(row.GetInt64(3))}"));

    private static Task ReadRunsAsync(Reading reading, Facts facts) => reading.EachAsync(
        $"SELECT hour, run, slot, started_at, state, parts, {RunCounts} FROM runs"
        + " WHERE hour BETWEEN @from AND @to AND parts IS NOT NULL",
        row =>
        {
            var (hour, run) = (Instant(row, 0), $"{Instant(row, 2)} {row.GetString(1)}");
            facts.Add(hour, run, "started_at", Instant(row, 3, "yyyy-MM-dd HH:mm:ss.ffffff"));
            facts.Add(hour, run, "state", row.GetString(4));
            facts.Add(hour, run, "parts", OwnText.Count(row.GetInt64(5)));
            for (var i = 0; i < OwnRules.Counts.Length; i++)
            {
                if (!row.IsDBNull(6 + i))
                    facts.Add(hour, run, OwnRules.Counts[i], OwnText.Count(row.GetInt64(6 + i)));
            }
        });

    private static async Task ReadEvaluationsAsync(Reading reading, Facts facts)
    {
        await reading.EachAsync(
            "SELECT r.hour, e.slot, e.run, e.parts, e.parts_in FROM evaluations AS e" + Of,
            row => facts.Add(
                Instant(row, 0), Run(row), OwnRules.Evaluation, $"{row.GetInt64(4)} of {row.GetInt64(3)} parts"));
        await reading.EachAsync(
            $"SELECT r.hour, e.slot, e.run, p.part, p.object_name, p.generation, {Counts}"
            + " FROM evaluations AS e JOIN evaluation_parts AS p ON p.evaluation_id = e.id" + Of,
            row =>
            {
                var (hour, run, part) = (Instant(row, 0), Run(row), $"part {row.GetInt64(3)} ");
                facts.Add(hour, run, part + "object", $"{row.GetString(4)} {row.GetInt64(5)}");
                for (var i = 0; i < OwnRules.Counts.Length; i++)
                    facts.Add(hour, run, part + OwnRules.Counts[i], OwnText.Count(row.GetInt64(6 + i)));
            });
        await reading.EachAsync(
            "SELECT r.hour, e.slot, e.run, s.part, s.method, s.region, CAST(s.sum AS CHAR), s.points"
            + " FROM evaluations AS e JOIN region_sums AS s ON s.evaluation_id = e.id" + Of,
            row => facts.Add(
                Instant(row, 0),
                Run(row),
                $"part {row.GetInt64(3)} {row.GetString(4)} {row.GetString(5)}",
                $"{row.GetString(6)} of {OwnText.Count(row.GetInt64(7))}"));
    }

    private static string Run(DbDataReader row) => $"{Instant(row, 1)} {row.GetString(2)}";

    private static string Instant(DbDataReader row, int column, string form = Seconds) =>
        row.GetDateTime(column).ToString(form, CultureInfo.InvariantCulture);

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
