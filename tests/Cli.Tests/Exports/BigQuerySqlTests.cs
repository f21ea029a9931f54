using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isotherm.Cli.Tests.Aggregates;
using Isotherm.Cli.Tests.Operations;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Exports;

/// <summary>The statements for BigQuery, run by DuckDB, against what the pipeline makes of the same runs.</summary>
public sealed partial class BigQuerySqlTests
{
    private const string Accounting =
        "SELECT run, readings, usable, rejected_not_an_object, rejected_missing_country, rejected_foreign,"
        + " rejected_missing_latitude, rejected_missing_longitude, rejected_missing_temperature,"
        + " rejected_not_a_number, rejected_out_of_range, rejected_bad_id, rejected_superseded, rectangle_outside";

    /// <summary>One reading for each way to be rejected, or barely not to be.</summary>
    private static readonly string[] Hostile =
    [
        "42", "null", "[]", "\"text\"", "{}",
        """{"country":null,"id":"a"}""", """{"country":7}""", """{"country":"Spain","lat":"x"}""",
        """{"country":"\ud800","id":"a"}""",
        Reading(country: "\\u00a0fRaNcE\\u2003\\t", id: "spaces"),
        Reading(country: "Frances"), Reading(country: "France", lat: "null"), Reading(lat: "\"45.5\""),
        Reading(lat: "1e999"), Reading(lat: "-90.00000001"), Reading(lat: "90", id: "pole"), Reading(lat: "true"),
        Reading(lon: "null"), Reading(lon: "{}"), Reading(lon: "180.1"), Reading(lon: "-180", id: "edge"),
        Reading(temperature: "null"), Reading(temperature: "\"20\""), Reading(temperature: "1e999"),
        Reading(temperature: "1e300"), Reading(temperature: "1e30"), Reading(temperature: "100.000000000000000001"),
        Reading(temperature: "-100", id: "coldest"), Reading(temperature: "1e2", id: "hottest"),
        Reading(temperature: "0.0000000005", id: "even"), Reading(temperature: "0.0000000015", id: "odd"),
        Reading(temperature: "-0.0000000025", id: "minus"), Reading(temperature: "2.94068E1", id: "power"),
        Reading(temperature: "-0.0", id: "zero"), Reading(temperature: "12.345678901234567", id: "long"),
        Reading(id: ""), Reading(id: "\\ud800"),
        """{"lat":45.5,"lon":-3.5,"temperature":1,"country":"France","id":7}""",
        Reading(id: "twice", temperature: "1"), Reading(id: "tw\\u0069ce", temperature: "2"),
        Reading(id: "twice", temperature: "null"), Reading(id: "twice", temperature: "3", country: "Spain"),
        """{"id":"last","lat":1,"lon":-3.5,"temperature":9,"country":"Spain","country":"France","lat":45.5}""",
        """{"ID":"x","Lat":1,"id":"case","lat":45.5,"lon":-3.5,"temperature":4,"country":"France","more":{"lat":1}}""",
        Reading(lon: "-3", id: "border"), Reading(lon: "-2.5", lat: "46.5", id: "corner"),
        Reading(lat: "46.5000000000001", id: "north of all"),
    ];

    [Fact]
    public async Task Every_reading_is_judged_placed_and_added_as_the_pipeline_does()
    {
        await using var pipeline = await KeptPipeline.CreateAsync();
        await pipeline.UseShapesAsync(shift: 0, side: 1.5);
        await pipeline.CommitAsync(
            "2019-02-19T14:00:00Z", "hostile", [KeptPipeline.Array(Hostile), Fixtures.Many(400, 1), "[1]"]);
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "first", Fixtures.Many(300, 2));
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "corrected", Fixtures.Many(300, 3), Fixtures.Many(50, 4));
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "unusable-though-later", "[1,2]");
        (await pipeline.Shell.RunAsync("replay", "--from", "2019-02-19", "--to", "2019-02-19")).Succeeded();

        (await pipeline.Shell.RunAsync(
            "export", "--from", "2019-02-19", "--to", "2019-02-19", "--destination", "file:./export")).Succeeded();

        using var duck = new Duck(pipeline.Shell.PathOf("export"));
        await AgreeAsync(pipeline, duck, runs: 4);
        Assert.Equal(
            ["corrected", "hostile"], duck.Query("SELECT run FROM isotherm.current_runs ORDER BY run"));
    }

    [Fact]
    public async Task The_real_answer_gives_the_same_table()
    {
        var answer = await File.ReadAllTextAsync(Checkout.Shared("data", "api", "response-1000.json"), Cancellation);
        var regions = await File.ReadAllBytesAsync(
            Checkout.Shared("data", "regions", "contours-geographiques-des-nouvelles-regions-metropole.geojson"),
            Cancellation);
        await using var pipeline = await KeptPipeline.CreateAsync();
        await pipeline.UseShapesAsync(regions);
        await pipeline.CommitAsync("2019-04-26T09:00:00Z", "real", answer);
        (await pipeline.Shell.RunAsync("replay", "--run", "real")).Succeeded();

        (await pipeline.Shell.RunAsync("export", "--from", "2019-04-26", "--destination", "file:./export")).Succeeded();

        using var duck = new Duck(pipeline.Shell.PathOf("export"));
        await AgreeAsync(pipeline, duck, runs: 1);
        Assert.Equal(
            ["28.000166|184"],
            duck.Query(
                "SELECT CAST(temperature AS VARCHAR), numberOfPoints FROM isotherm.region_temperature"
                + " WHERE region = 'Île-de-France'"));
    }

    [Fact]
    public void Each_statement_is_run_here_or_is_said_not_to_be()
    {
        var files = Directory.GetFiles(Checkout.PathOf("sql", "bigquery"), "*.sql")
            .Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(
            GoogleSql.Views.Concat(GoogleSql.NotRun).Order(StringComparer.Ordinal),
            files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Terraform_declares_the_columns_that_are_exported()
    {
        await using var pipeline = await KeptPipeline.CreateAsync();
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", """
            [{"id":"a","timestamp":"t","lat":45.5,"lon":-3.5,"temperature":1,"country":"France"}]
            """);
        (await pipeline.Shell.RunAsync("export", "--from", "2019-02-19", "--destination", "file:./export")).Succeeded();
        var reading = pipeline.Shell.Read("export/readings/v1/2019/02/19/14/a/part-00000.ndjson");
        var region = pipeline.Shell.Read("export/regions/v1/regions.ndjson").Split('\n')[0];

        Assert.Equal(Declared("reading_columns"), NamesIn(reading));
        Assert.Equal(Declared("region_columns"), NamesIn(region));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The names in a list of columns; a field is declared once and has two.</summary>
    private static IEnumerable<string> Declared(string list)
    {
        var text = File.ReadAllText(Checkout.PathOf("terraform", "bigquery.tf"));
        var from = text.IndexOf($"  {list} = ", StringComparison.Ordinal);
        var block = text[from..text.IndexOf("\n\n", from, StringComparison.Ordinal)];
        var fields = FieldList().Match(block).Groups[1].Value;
        return ColumnName().Matches(block).Select(name => name.Groups[1].Value)
            .Concat(Quoted().Matches(fields).Select(name => name.Groups[1].Value)
                .SelectMany(field => (string[])[field, field + "_type"]));
    }

    private static IEnumerable<string> NamesIn(string line) =>
        JsonDocument.Parse(line).RootElement.EnumerateObject().Select(property => property.Name);

    private static async Task AgreeAsync(KeptPipeline pipeline, Duck duck, int runs)
    {
        var accounted = await pipeline.QueryAsync($"{Accounting} FROM runs ORDER BY slot, run");
        Assert.Equal(runs, accounted.Length);
        Assert.Equal(accounted, duck.Query($"{Accounting} FROM isotherm.run_accounting ORDER BY slot, run"));
        Assert.Equal(await SumsAsync(pipeline), Sums(duck));
        var shown = await pipeline.QueryAsync(
            "SELECT region, temperature, numberOfPoints FROM region_temperature ORDER BY hour, region");
        Assert.NotEmpty(shown);
        Assert.Equal(shown, duck.Query(
            "SELECT region, CAST(temperature AS VARCHAR), numberOfPoints FROM isotherm.region_temperature"
            + " ORDER BY hour, region"));
    }

    private static async Task<string[]> SumsAsync(KeptPipeline pipeline)
    {
        var rows = await pipeline.QueryAsync(
            "SELECT e.run, s.region, CAST(s.sum AS CHAR), s.points FROM region_sums AS s"
            + " JOIN evaluations AS e ON e.id = s.evaluation_id WHERE s.method = 'rectangle'");
        return Added(rows);
    }

    private static string[] Sums(Duck duck) =>
        Added(duck.Query("SELECT run, code, celsius, points FROM isotherm.region_sums"));

    /// <summary>Of each run and region the exact sum and the points, over its parts, as one text.</summary>
    private static string[] Added(string[] rows) =>
    [
        .. rows.Select(row => row.Split('|'))
            .GroupBy(row => $"{row[0]} {row[1]}")
            .Select(group => string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Key} {group.Sum(row => Number(row[2])):0.000000000} {group.Sum(row => Number(row[3]))}"))
            .Order(StringComparer.Ordinal),
    ];

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Reading(
        string id = "id",
        string lat = "45.5",
        string lon = "-3.5",
        string temperature = "20",
        string country = "France") =>
        $$"""{"id":"{{id}}","lat":{{lat}},"lon":{{lon}},"temperature":{{temperature}},"country":"{{country}}"}""";

    [GeneratedRegex("name = \"([a-z_]+)\"")]
    private static partial Regex ColumnName();

    [GeneratedRegex(@"for field in \[([^\]]+)\]")]
    private static partial Regex FieldList();

    [GeneratedRegex("\"([a-z_]+)\"")]
    private static partial Regex Quoted();
}
