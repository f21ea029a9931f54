using System.Data.Common;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Testing.Tables;

/// <summary>
/// Ten years of hours in a migrated, empty MySQL database, made by the server itself: 13 regions in each hour, each
/// hour with one run of one part, every fiftieth with a correction. What region_temperature holds is the mean of the
/// sums by rectangle; by polygon it is a quarter of a degree more.
/// </summary>
public static class TenYears
{
    /// <summary>From 2010 on.</summary>
    public const int Hours = 87_660;

    /// <summary>A month in the middle.</summary>
    public static ReportFilter Month { get; } = new(Hour("2015-06-01T00:00:00Z"), Hour("2015-06-30T23:00:00Z"), null);

    /// <summary>A moment in the middle of that month.</summary>
    public static DateTimeOffset Moment { get; } = new(2015, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private const string Rejects =
        "rejected_not_an_object, rejected_missing_country, rejected_foreign, rejected_missing_latitude,"
        + " rejected_missing_longitude, rejected_missing_temperature, rejected_not_a_number, rejected_out_of_range,"
        + " rejected_bad_id, rejected_superseded";

    /// <summary>
    /// Of the run <c>kept</c> and region <c>r</c>: millidegrees, so a mean has no more decimals than it may.
    /// </summary>
    private const string Celsius =
        "((kept.n * 7 + CAST(r.code AS SIGNED)) MOD 40000) / 1000 - 10 + IF(kept.is_correction, 0.5, 0)";

    private const string Points = "100 + CAST(r.code AS SIGNED)";

    private static readonly string[] Statements =
    [
        "SET SESSION foreign_key_checks = 0, SESSION unique_checks = 0, SESSION cte_max_recursion_depth = 100000",
        "CREATE TABLE kept (id BIGINT PRIMARY KEY, n INT, hour DATETIME, is_correction BOOLEAN)",
        $"""
        INSERT INTO kept
        WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {Hours})
        SELECT n * 2 + 1, n, TIMESTAMP '2010-01-01 00:00:00' + INTERVAL n HOUR, FALSE FROM numbers
        UNION ALL
        SELECT n * 2 + 2, n, TIMESTAMP '2010-01-01 00:00:00' + INTERVAL n HOUR, TRUE FROM numbers WHERE n MOD 50 = 0
        """,
        $"""
        INSERT INTO runs (slot, run, hour, started_at, state, source, parts, evaluation_id, readings, usable, ambiguous,
          rectangle_outside, polygon_outside, took_milliseconds, recorded_at, code_version,
          {Rejects})
        SELECT hour, IF(is_correction, 'corrected', 'scheduled'), hour, hour + INTERVAL id MOD 2 MINUTE, 'complete',
          'http://sensors.example/temperatures', 1, id, 2000, 2000, 0, 0, 0, 5, hour + INTERVAL 2 MINUTE, '1.0',
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0
        FROM kept
        """,
        """
        INSERT INTO evaluations
          (id, slot, run, shapes_hash, rules_version, activation, parts, parts_in, complete, readings, usable)
        SELECT id, hour, IF(is_correction, 'corrected', 'scheduled'), 'aaaa', 1, 1, 1, 1, TRUE, 2000, 2000 FROM kept
        """,
        $"""
        INSERT INTO evaluation_parts (evaluation_id, part, object_name, generation, readings, usable, ambiguous,
          rectangle_used, rectangle_outside, polygon_used, polygon_outside, delivery_attempt, took_milliseconds,
          received_at, recorded_at, code_version, {Rejects})
        SELECT id, 0, 'raw/v1/x', 1, 2000, 2000, 0, 2000, 0, 2000, 0, 1, 5, hour, hour, '1.0',
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0
        FROM kept
        """,
        $"""
        INSERT INTO region_sums (evaluation_id, part, method, region, sum, points)
        SELECT kept.id, 0, method.name, r.code, ({Celsius} + method.more) * ({Points}), {Points}
        FROM kept
        CROSS JOIN (SELECT 'rectangle' AS name, 0 AS more UNION ALL SELECT 'polygon', 0.25) AS method
        CROSS JOIN regions AS r
        ORDER BY kept.id, method.name, r.code
        """,
        """
        INSERT INTO hour_history (hour, changeover, shown_from, method)
        SELECT hour, 1 + is_correction, hour + INTERVAL IF(is_correction, 90, 2) MINUTE, 'rectangle' FROM kept
        """,
        """
        INSERT INTO hour_history_runs (hour, changeover, slot, evaluation_id)
        SELECT hour, 1 + is_correction, hour, id FROM kept
        """,
        $"""
        INSERT INTO hour_history_values (hour, changeover, region, temperature, numberOfPoints)
        SELECT kept.hour, 1 + kept.is_correction, r.name, {Celsius}, {Points} FROM kept CROSS JOIN regions AS r
        ORDER BY kept.hour, kept.is_correction, r.name
        """,
        """
        INSERT INTO hours (hour, changeover, shown_from, method)
        SELECT hour, changeover, shown_from, method FROM hour_history AS last
        WHERE NOT EXISTS (
          SELECT 1 FROM hour_history AS later WHERE later.hour = last.hour AND later.changeover > last.changeover)
        """,
        """
        INSERT INTO region_temperature (hour, region, temperature, numberOfPoints)
        SELECT v.hour, v.region, v.temperature, v.numberOfPoints
        FROM hours AS h JOIN hour_history_values AS v ON v.hour = h.hour AND v.changeover = h.changeover
        """,
        "DROP TABLE kept",
        "ANALYZE TABLE region_temperature, runs, evaluations, evaluation_parts, region_sums, hours, hour_history,"
            + " hour_history_runs, hour_history_values",
    ];

    /// <summary>Takes some tens of seconds.</summary>
    public static async Task FillAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 600;
        foreach (var statement in Statements)
        {
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static Hour Hour(string text) =>
        Core.Runs.Hour.TryParse(text, out var hour) ? hour : throw new FormatException(text);
}
