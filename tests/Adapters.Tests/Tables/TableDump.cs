using Isotherm.Core.Aggregates.Aggregations;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>Tables as text without surrogate keys, to compare what different deliveries or databases left.</summary>
internal static class TableDump
{
    /// <summary>The name of a column that is read as a number with nine decimals.</summary>
    public const string NineDecimals = "nine_decimals";

    private const string Rejects =
        "rejected_not_an_object, rejected_missing_country, rejected_foreign, rejected_missing_latitude,"
        + " rejected_missing_longitude, rejected_missing_temperature, rejected_not_a_number, rejected_out_of_range,"
        + " rejected_bad_id, rejected_superseded";

    private const string RunOf = "JOIN evaluations AS e ON e.id = t.evaluation_id";

    /// <summary>What must be equal after any deliveries of the same parts: rule 11.</summary>
    public static async Task<string[]> SettledAsync(TablesFixture tables) =>
    [
        .. await tables.ShownAsync(),
        .. await tables.QueryAsync(
            "SELECT slot, run, shapes_hash, rules_version, activation, parts, parts_in, complete, readings, usable"
            + " FROM evaluations ORDER BY slot, run, shapes_hash, rules_version"),
        .. await tables.QueryAsync(
            "SELECT e.slot, e.run, e.shapes_hash, e.rules_version, t.part, t.object_name, t.generation, t.readings,"
            + $" t.usable, t.ambiguous, t.rectangle_outside, t.polygon_outside, {Rejects} FROM evaluation_parts AS t"
            + $" {RunOf} ORDER BY 1, 2, 3, 4, 5"),
        .. await tables.QueryAsync(
            "SELECT e.slot, e.run, e.shapes_hash, e.rules_version, t.part, t.method, t.region, CAST(t.sum AS CHAR),"
            + $" t.points FROM region_sums AS t {RunOf} ORDER BY 1, 2, 3, 4, 5, 6, 7"),
        .. await tables.QueryAsync(
            "SELECT slot, run, hour, started_at, state, source, parts, failures, failure_reason, readings, usable,"
            + $" ambiguous, rectangle_outside, polygon_outside, {Rejects} FROM runs ORDER BY slot, run"),
        .. await tables.QueryAsync("SELECT slot, run, started_at FROM run_failures ORDER BY 1, 2, 3"),
        .. await tables.QueryAsync("SELECT generation, hash FROM shapes_activations ORDER BY 1, 2"),
        .. await tables.QueryAsync("SELECT name, value FROM settings ORDER BY 1"),
        .. await AggregationsAsync(tables),
    ];

    /// <summary>What every aggregation keeps and shows.</summary>
    public static async Task<string[]> AggregationsAsync(TablesFixture tables)
    {
        var dump = new List<string>(await tables.QueryAsync(
            "SELECT e.slot, e.run, e.shapes_hash, e.rules_version, t.part, t.aggregation, t.version"
            + $" FROM aggregation_parts AS t {RunOf} ORDER BY 1, 2, 3, 4, 5, 6, 7"));
        foreach (var one in RegisteredAggregations.All)
        {
            dump.AddRange(await tables.QueryAsync(
                $"SELECT e.slot, e.run, e.shapes_hash, e.rules_version, t.part, t.version, {Columns(one.Parts)}"
                + $" FROM {one.Parts.Name} AS t {RunOf} ORDER BY 1, 2, 3, 4, 5, 6, {Keys(one.Parts)}"));
            dump.AddRange(await tables.QueryAsync(
                $"SELECT hour, {Columns(one.Shown)} FROM {one.Shown.Name} AS t ORDER BY hour, {Keys(one.Shown)}"));
        }

        return [.. dump];
    }

    private static string Keys(KeptTable table) => string.Join(", ", table.Keys.Select(column => $"t.{column.Name}"));

    private static string Columns(KeptTable table) => string.Join(", ", table.Columns.Select(Column));

    private static string Column(KeptColumn column) => column.Type switch
    {
        KeptType.Exact => $"CAST(t.{column.Name} AS CHAR)",
        KeptType.Bytes => $"HEX(t.{column.Name})",
        KeptType.Number => $"t.{column.Name} AS {NineDecimals}",
        _ => $"t.{column.Name}",
    };

    /// <summary>Every changeover: when, what, from which evaluations.</summary>
    public static async Task<string[]> HistoryAsync(TablesFixture tables) =>
    [
        .. await tables.QueryAsync("SELECT hour, changeover, shown_from, method FROM hours ORDER BY 1"),
        .. await tables.QueryAsync("SELECT hour, changeover, shown_from, method FROM hour_history ORDER BY 1, 2"),
        .. await tables.QueryAsync(
            "SELECT t.hour, t.changeover, t.slot, e.run, e.shapes_hash, e.rules_version FROM hour_history_runs AS t"
            + $" {RunOf} ORDER BY 1, 2, 3"),
        .. await tables.QueryAsync(
            "SELECT hour, changeover, region, temperature, numberOfPoints FROM hour_history_values ORDER BY 1, 2, 3"),
    ];

    /// <summary>All of it, times in the ledger too.</summary>
    public static async Task<string[]> EverythingAsync(TablesFixture tables) =>
    [
        .. await SettledAsync(tables),
        .. await HistoryAsync(tables),
        .. await tables.QueryAsync(
            "SELECT slot, run, received_at, recorded_at, code_version, took_milliseconds FROM runs ORDER BY 1, 2"),
    ];
}
