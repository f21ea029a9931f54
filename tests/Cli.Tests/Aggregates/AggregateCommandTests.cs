using System.Text.Json;

namespace Isotherm.Cli.Tests.Aggregates;

public sealed class AggregateCommandTests
{
    private const string GoldenCsv = """
        method,code,region,numberOfPoints,sum,temperature
        rectangle,11,Île-de-France,3,22.25,7.416667
        rectangle,24,Centre-Val de Loire,1,0.0001,0.000100
        rectangle,27,Bourgogne-Franche-Comté,0,0,
        rectangle,28,Normandie,0,0,
        rectangle,32,Hauts-de-France,0,0,
        rectangle,44,Grand Est,0,0,
        rectangle,52,Pays de la Loire,0,0,
        rectangle,53,Bretagne,0,0,
        rectangle,75,Nouvelle-Aquitaine,0,0,
        rectangle,76,Occitanie,0,0,
        rectangle,84,Auvergne-Rhône-Alpes,0,0,
        rectangle,93,Provence-Alpes-Côte d'Azur,0,0,
        rectangle,94,Corse,0,0,

        """;

    private const string GoldenTable = """
        | Region                     | Polygon °C | Points |
        | -------------------------- | ---------: | -----: |
        | Île-de-France              |   7.416667 |      3 |
        | Centre-Val de Loire        |   0.000100 |      1 |
        """;

    private const string GoldenAccounting = """
        | Accounting                      | Readings |
        | ------------------------------- | -------: |
        | read, from 1 file               |        9 |
        | rejected: not_an_object         |        1 |
        | rejected: foreign               |        1 |
        | rejected: missing_temperature   |        1 |
        | rejected: superseded            |        1 |
        | usable                          |        5 |
        | in two or more rectangles       |        1 |
        | outside every region by polygon |        1 |

        """;

    private const string GoldenJson = """
        {
          "files": 1,
          "read": 9,
          "usable": 5,
          "rejects": {
            "not_an_object": 1,
            "missing_country": 0,
            "foreign": 1,
            "missing_latitude": 0,
            "missing_longitude": 0,
            "missing_temperature": 1,
            "not_a_number": 0,
            "out_of_range": 0,
            "bad_id": 0,
            "superseded": 1
          },
          "ambiguous": 1,
          "methods": {
            "rectangle": {
              "outsideEveryRegion": 1,
              "regions": [
                {
                  "code": "11",
                  "region": "Île-de-France",
                  "numberOfPoints": 3,
                  "sum": "22.25",
                  "temperature": "7.416667"
                },
                {
                  "code": "24",
                  "region": "Centre-Val de Loire",
                  "numberOfPoints": 1,
                  "sum": "0.0001",
                  "temperature": "0.000100"
                },
                {
                  "code": "27",
                  "region": "Bourgogne-Franche-Comté",
                  "numberOfPoints": 0,
                  "sum": "0",
                  "temperature": null
                },
        """;

    [Fact]
    public async Task JSON_is_one_object_with_every_figure_and_every_region()
    {
        using var shell = Nine();
        var output = await JsonAsync(shell, "nine.json");

        Said.First(GoldenJson, output);
        using var json = JsonDocument.Parse(output);
        var methods = json.RootElement.GetProperty("methods");
        Assert.Equal(["rectangle", "polygon"], methods.EnumerateObject().Select(method => method.Name));
        var regions = methods.EnumerateObject().Select(method => method.Value.GetProperty("regions").GetArrayLength());
        Assert.Equal([13, 13], regions);
    }

    [Fact]
    public async Task CSV_has_a_line_for_every_method_and_region()
    {
        using var shell = Nine();
        var finished = await shell.RunAsync(
            "aggregate", "nine.json", "--regions", "squares.geojson", "--method", "rectangle", "--format", "csv");

        Assert.Equal(GoldenCsv, finished.Succeeded());
    }

    [Fact]
    public async Task A_table_shows_the_means_and_accounts_for_every_reading()
    {
        using var shell = Nine();
        var finished = await shell.RunAsync(
            "aggregate", "nine.json", "--regions", "squares.geojson", "--method", "polygon");

        Said.First(GoldenTable, finished.Succeeded());
        Said.Last(GoldenAccounting, finished.Output);
    }

    [Fact]
    public async Task An_array_lines_gzip_and_standard_input_give_the_same()
    {
        using var shell = Nine();
        shell.Write("nine.ndjson", Fixtures.Bytes(string.Join('\n', Fixtures.Nine[..^1])));
        shell.Write("nine.json.gz", Shell.Gzip(Fixtures.Bytes(Fixtures.Array(Fixtures.Nine))));
        shell.Input = Fixtures.Bytes(Fixtures.Array(Fixtures.Nine));
        var expected = await JsonAsync(shell, "nine.json");

        Assert.Equal(expected, await JsonAsync(shell, "nine.json.gz"));
        Assert.Equal(expected, await JsonAsync(shell, "-"));
        var objects = await JsonAsync(shell, "nine.ndjson");
        Assert.Equal(
            expected.Replace("\"read\": 9", "\"read\": 8", StringComparison.Ordinal)
                .Replace("\"not_an_object\": 1", "\"not_an_object\": 0", StringComparison.Ordinal),
            objects);
    }

    [Fact]
    public async Task Each_file_is_a_part_in_which_the_last_reading_of_an_id_counts()
    {
        using var shell = Nine();
        shell.Write("again.json", Fixtures.Array([Fixtures.Reading("a", 45.5, -3.5, "1")]));
        using var json = JsonDocument.Parse(await JsonAsync(shell, "nine.json", "again.json"));
        var region = json.RootElement.GetProperty("methods").GetProperty("rectangle").GetProperty("regions")[0];

        Assert.Equal(2, json.RootElement.GetProperty("files").GetInt32());
        Assert.Equal(10, json.RootElement.GetProperty("read").GetInt64());
        Assert.Equal(1, json.RootElement.GetProperty("rejects").GetProperty("superseded").GetInt64());
        Assert.Equal("23.25", region.GetProperty("sum").GetString());
        Assert.Equal("5.812500", region.GetProperty("temperature").GetString());
    }

    [Fact]
    public async Task An_empty_array_has_no_temperature_anywhere()
    {
        using var shell = Nine();
        shell.Write("empty.json", "[]");
        var output = await JsonAsync(shell, "empty.json");

        Said.Contains("\"read\": 0", output);
        Assert.Equal(26, output.Split("\"temperature\": null").Length - 1);
    }

    [Fact]
    public async Task A_file_that_is_given_twice_counts_twice_with_a_warning()
    {
        using var shell = Nine();
        var finished = await shell.RunAsync(
            "aggregate", "nine.json", "./nine.json", "--regions", "squares.geojson", "--format", "json");

        Assert.Equal(0, finished.Code);
        Said.Contains("\"read\": 18", finished.Output);
        Said.Contains("warning", finished.Error);
        Said.Contains("nine.json is given 2 times", finished.Error);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("8")]
    public async Task Any_number_of_threads_gives_the_same_bytes(string threads)
    {
        using var shell = Nine();
        shell.Write("many-1.json", Fixtures.Many(30_000, seed: 1));
        shell.Write("many-2.json", Fixtures.Many(9_000, seed: 2));
        string[] files = ["many-1.json", "nine.json", "many-2.json"];
        var one = await JsonAsync(shell, [.. files, "--threads", "1"]);
        var alone = await JsonAsync(shell, "many-1.json", "--threads", "1");

        Assert.Equal(one, await JsonAsync(shell, [.. files, "--threads", threads]));
        Assert.Equal(alone, await JsonAsync(shell, "many-1.json", "--threads", threads));
        Said.Not("\"superseded\": 0", one);
    }

    [Fact]
    public async Task Ids_of_any_length_are_told_apart_by_any_number_of_threads()
    {
        using var shell = Nine();
        var id = new string('x', 300_000);
        string[] readings = [Fixtures.Reading(id + "1", 45.5, 0, "1"), Fixtures.Reading(id + "2", 45.5, 0, "2")];
        shell.Write("long.json", Fixtures.Array([.. readings, .. readings]));
        var one = await JsonAsync(shell, "long.json", "--threads", "1");

        Said.Contains("\"superseded\": 2", one);
        Assert.Equal(one, await JsonAsync(shell, "long.json", "--threads", "3"));
    }

    private static Shell Nine()
    {
        var shell = Fixtures.Shell();
        shell.Write("nine.json", Fixtures.Array(Fixtures.Nine));
        return shell;
    }

    private static async Task<string> JsonAsync(Shell shell, params string[] arguments)
    {
        var finished = await shell.RunAsync(
            ["aggregate", "--format", "json", "--regions", "squares.geojson", .. arguments]);
        return finished.Succeeded();
    }
}
