using System.Globalization;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>Hours put into the tables by plain statements, where a test needs more than it could record.</summary>
internal static class ManyHours
{
    private const int Chunk = 500;
    private const string Rejects =
        "rejected_not_an_object, rejected_missing_country, rejected_foreign, rejected_missing_latitude,"
        + " rejected_missing_longitude, rejected_missing_temperature, rejected_not_a_number, rejected_out_of_range,"
        + " rejected_bad_id, rejected_superseded";

    /// <summary>The hour with this number, from 2010 on.</summary>
    public static string Hour(int number) =>
        new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(number)
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Hours, each with one run: 1 °C in Île-de-France by rectangle, 2 °C by polygon.</summary>
    public static async Task InsertAsync(TablesFixture tables, int hours)
    {
        const string shown = "1, '2010-01-01 00:00:00', 'rectangle'";
        for (var first = 0; first < hours; first += Chunk)
        {
            var numbers = Enumerable.Range(first, Math.Min(Chunk, hours - first)).ToArray();
            foreach (var table in new[] { "hours", "hour_history" })
            {
                await InsertAsync(
                    tables, $"{table} (hour, changeover, shown_from, method)", numbers, i => $"'{Hour(i)}', {shown}");
            }

            await InsertAsync(
                tables,
                "hour_history_runs (hour, changeover, slot, evaluation_id)",
                numbers,
                i => $"'{Hour(i)}', 1, '{Hour(i)}', {i + 1}");
            await InsertAsync(
                tables,
                "evaluations (id, slot, run, shapes_hash, rules_version, activation, parts, parts_in, complete)",
                numbers,
                i => $"{i + 1}, '{Hour(i)}', 'a', 'aaaa', 1, 1, 1, 1, 1");
            await InsertAsync(
                tables,
                "evaluation_parts (evaluation_id, part, object_name, generation, readings, usable, ambiguous,"
                + " rectangle_used, rectangle_outside, polygon_used, polygon_outside, delivery_attempt,"
                + $" took_milliseconds, received_at, recorded_at, code_version, {Rejects})",
                numbers,
                i => $"{i + 1}, 0, 'x', 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, '{Hour(i)}', '{Hour(i)}', '1',"
                    + " 0, 0, 0, 0, 0, 0, 0, 0, 0, 0");
            await InsertAsync(
                tables,
                "region_sums (evaluation_id, part, method, region, sum, points)",
                [.. numbers, .. numbers.Select(i => -1 - i)],
                i => i >= 0 ? $"{i + 1}, 0, 'rectangle', '11', '1.000000000', 1"
                    : $"{-i}, 0, 'polygon', '11', '2.000000000', 1");
        }
    }

    public static async Task InsertAsync(
        TablesFixture tables, string target, IEnumerable<int> numbers, Func<int, string> row)
    {
        var rows = numbers.Select(number => $"({row(number)})").ToArray();
        if (rows.Length > 0) await tables.ExecuteAsync($"INSERT INTO {target} VALUES {string.Join(", ", rows)}");
    }
}
