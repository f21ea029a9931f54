using System.Globalization;
using DuckDB.NET.Data;

namespace Isotherm.Benchmarks.Whole.Contenders;

/// <summary>
/// One statement of DuckDB over the file: CASE of the rectangles, GROUP BY, sums as DECIMAL; of readings with one id
/// only the last, if so asked.
/// </summary>
internal static class DuckDbContender
{
    public static async Task RunAsync(string file, RegionBoxes boxes, bool lastOfId)
    {
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SET threads = 2";
        await command.ExecuteNonQueryAsync();
        command.CommandText = Statement(file, boxes, lastOfId);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            await Console.Out.WriteLineAsync(
                PrintedSums.Line("rectangle", rows.GetString(0), rows.GetInt64(1), rows.GetString(2)));
    }

    private static string Statement(string file, RegionBoxes boxes, bool lastOfId)
    {
        // With an exponent a literal is a DOUBLE, as the columns are; without, it would be a DECIMAL.
        static string Double(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "e0";
        var cases = boxes.Codes.Zip(boxes.Boxes, (code, box) =>
            $"WHEN lat >= {Double(box.MinY)} AND lat <= {Double(box.MaxY)} "
            + $"AND lon >= {Double(box.MinX)} AND lon <= {Double(box.MaxX)} THEN '{code}'");
        var id = lastOfId ? "id: 'VARCHAR', " : "";
        var readings = $$"""
            read_json('{{file.Replace("'", "''", StringComparison.Ordinal)}}', format = 'array', columns =
              {{{id}}lat: 'DOUBLE', lon: 'DOUBLE', temperature: 'DECIMAL(12, 9)', country: 'VARCHAR'})
            """;
        var located = $"""
            SELECT * EXCLUDE (lat, lon), CASE {string.Join('\n', cases)} END AS region
            FROM (SELECT *, row_number() OVER () AS position FROM {readings})
            WHERE lower(trim(country)) = 'france'
            """;
        var counted = lastOfId
            ? $"""
                SELECT last.region AS region, last.temperature AS temperature FROM (
                  SELECT arg_max({"{region: region, temperature: temperature}"}, position) AS last
                  FROM ({located}) GROUP BY id)
                """
            : located.Replace("*, row_number() OVER () AS position", "*", StringComparison.Ordinal);
        return $"""
            SELECT region, count(*), CAST(sum(temperature) AS VARCHAR) FROM ({counted})
            WHERE region IS NOT NULL GROUP BY region
            """;
    }
}
