using System.Globalization;
using DuckDB.NET.Data;

namespace Isotherm.Cli.Tests.Exports;

/// <summary>DuckDB over a folder that was exported to, with the views of sql/bigquery.</summary>
internal sealed class Duck : IDisposable
{
    private const string Readings = """
        run: 'VARCHAR', slot: 'TIMESTAMP', hour: 'TIMESTAMP', started_at: 'TIMESTAMP', parts: 'BIGINT',
        part: 'BIGINT', position: 'BIGINT', is_object: 'BOOLEAN', id: 'VARCHAR', id_type: 'VARCHAR',
        "timestamp": 'VARCHAR', timestamp_type: 'VARCHAR', lat: 'VARCHAR', lat_type: 'VARCHAR', lon: 'VARCHAR',
        lon_type: 'VARCHAR', temperature: 'VARCHAR', temperature_type: 'VARCHAR', country: 'VARCHAR',
        country_type: 'VARCHAR'
        """;

    private const string Regions = """
        place: 'BIGINT', code: 'VARCHAR', region: 'VARCHAR', south: 'DOUBLE', west: 'DOUBLE', north: 'DOUBLE',
        east: 'DOUBLE', outline: 'VARCHAR', shapes_hash: 'VARCHAR'
        """;

    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public Duck(string folder)
    {
        _connection.Open();
        Run("CREATE SCHEMA isotherm");
        Run(GoogleSql.Macros);
        Table("readings", $"{folder}/readings/v1/**/*.ndjson", Readings);
        Table("regions", $"{folder}/regions/v1/*.ndjson", Regions);
        foreach (var view in GoogleSql.Views) Run($"CREATE VIEW isotherm.{view} AS {GoogleSql.Read(view)}");
    }

    /// <summary>Rows as text, columns parted by a bar.</summary>
    public string[] Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i)
                ? "null"
                : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return [.. rows];
    }

    public void Dispose() => _connection.Dispose();

    private void Table(string name, string files, string columns) => Run(
        $"CREATE TABLE isotherm.{name} AS SELECT * FROM read_json('{files}', format = 'newline_delimited',"
        + $" columns = {{{columns}}})");

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
