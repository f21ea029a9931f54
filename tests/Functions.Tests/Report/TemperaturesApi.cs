using System.Globalization;
using System.Text.Json;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Testing;

namespace Isotherm.Functions.Tests.Report;

/// <summary><c>/api/v1/temperatures</c>: which rows, in which form, page by page.</summary>
public sealed class TemperaturesApi : ReportTest
{
    private const string Measured = $"{Temperatures}?from=2019-02-19T14&to=2019-02-19T14&region=53";

    [Fact]
    public async Task Every_region_and_every_hour_is_there_with_the_values_of_the_shipped_SQL_query()
    {
        var rows = (await JsonAsync(Temperatures)).GetProperty("temperatures").EnumerateArray()
            .Select(row => string.Join(
                '|',
                Text(row, "region"),
                Text(row, "hour"),
                Text(row, "temperature"),
                Text(row, "temperature3HoursBefore")))
            .ToArray();

        Assert.Equal(4 * 13, rows.Length);
        Assert.Equal((await SqlRowsAsync()).Order(), rows.Order());
    }

    [Fact]
    public async Task A_row_tells_code_and_number_of_points_and_writes_temperatures_with_six_decimals()
    {
        var answer = await GetAsync($"{Temperatures}?from=2019-02-19T17&to=2019-02-19T17&region=53&region=corse");

        Assert.Equal(
            """
            {"method":"rectangle","asOf":null,"next":null,"temperatures":[
            {"region":"Bretagne","code":"53","hour":"2019-02-19T17:00:00Z","temperature":"8.000000",
            "temperature3HoursBefore":"10.500000","numberOfPoints":2},
            {"region":"Corse","code":"94","hour":"2019-02-19T17:00:00Z","temperature":"-0.500000",
            "temperature3HoursBefore":null,"numberOfPoints":1}]}
            """.ReplaceLineEndings(""),
            answer.Text);
        Assert.Equal("application/json; charset=utf-8", answer["Content-Type"]);
    }

    [Theory]
    [InlineData("", 4 * 13)]
    [InlineData("?from=2019-02-19T15", 3 * 13)]
    [InlineData("?to=2019-02-19T15:59:59Z", 2 * 13)]
    [InlineData("?from=2019-02-19&to=2019-02-19", 4 * 13)]
    [InlineData("?from=1990-01-01&to=2100-01-01&region=94", 4)]
    [InlineData("?region=94&region=94&region=Corse", 4)]
    [InlineData("?from=2019-02-20", 0)]
    [InlineData("?to=2019-02-19T13", 0)]
    public async Task Hours_and_regions_narrow_it_down(string query, int rows) =>
        Assert.Equal(rows, (await JsonAsync(Temperatures + query)).GetProperty("temperatures").GetArrayLength());

    [Fact]
    public async Task The_method_that_is_not_shown_is_answered_too_and_asking_for_the_shown_one_changes_no_value()
    {
        var polygon = await JsonAsync($"{Temperatures}?method=polygon&region=11");

        Assert.Equal("polygon", Text(polygon, "method"));
        Assert.Equal("10.500000", Text(polygon.GetProperty("temperatures")[0], "temperature"));
        Assert.Equal(
            (await GetAsync(Temperatures)).Text, (await GetAsync($"{Temperatures}?method=rectangle")).Text);
        await SwitchAsync(Method.Polygon);
        Assert.Equal(
            (await GetAsync(Temperatures)).Text, (await GetAsync($"{Temperatures}?method=polygon")).Text);
    }

    [Fact]
    public async Task As_of_a_moment_it_tells_what_was_shown_then_by_the_method_of_then()
    {
        var then = UtcText.ToMicroseconds(Clock.GetUtcNow());
        Clock.Advance(TimeSpan.FromHours(1));
        await CorrectAsync();
        await SwitchAsync(Method.Polygon);

        var past = await JsonAsync($"{Measured}&as-of={then}");

        Assert.Equal("rectangle", Text(past, "method"));
        Assert.Equal("10.500000", Text(past.GetProperty("temperatures")[0], "temperature"));
        Assert.Equal("20.000000", Text((await JsonAsync(Measured)).GetProperty("temperatures")[0], "temperature"));
        var before = await JsonAsync($"{Measured}&as-of=2019-01-01T00:00:00Z");
        Assert.Empty(before.GetProperty("temperatures").EnumerateArray());
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(5, "")]
    [InlineData(13, "")]
    [InlineData(51, "")]
    [InlineData(2, "&region=11&region=53&region=94")]
    [InlineData(7, "&format=csv&from=2019-02-19T15")]
    public async Task Pages_cover_every_row_once_in_order(int limit, string more)
    {
        var whole = await GetAsync($"{Temperatures}?limit=100000{more}");
        var rows = new List<string>();
        string? next = string.Create(CultureInfo.InvariantCulture, $"{Temperatures}?limit={limit}{more}");
        while (next is not null)
        {
            var page = await GetAsync(next);
            var found = Rows(page);
            Assert.InRange(found.Length, 1, limit);
            rows.AddRange(found);
            var link = page["Link"];
            next = link.Length == 0 ? null : link[1..link.IndexOf('>', StringComparison.Ordinal)];
            if (page["Content-Type"].Contains("json", StringComparison.Ordinal))
                Assert.Equal(next, Text(page.Json, "next"));
        }

        Assert.Equal(Rows(whole), rows);
    }

    [Fact]
    public async Task CSV_has_every_row_by_whichever_way_it_is_asked_for()
    {
        var rows = await Database.Reports.TemperaturesAsync(ReportFilter.Everything, Cancellation)
            .Select(CsvReport.Line).ToArrayAsync(Cancellation);
        var asked = await GetAsync($"{Temperatures}?format=csv");
        var accepted = await GetAsync(Temperatures, ("Accept", "text/csv, application/json;q=0.5"));

        Assert.Equal("Region,Hour,Temperature,Temperature3HoursBefore\n" + string.Concat(rows), asked.Text);
        Assert.Equal(asked.Text, accepted.Text);
        Assert.StartsWith("text/csv; charset=utf-8", accepted["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("", asked["Link"]);
    }

    [Theory]
    [InlineData("*/*", 200, "application/json")]
    [InlineData("text/*", 200, "text/csv")]
    [InlineData("text/csv;q=0.4, application/json;q=0.5", 200, "application/json")]
    [InlineData("application/json;q=0, */*", 200, "text/csv")]
    [InlineData("no media type", 200, "application/json")]
    [InlineData("image/png", 406, "application/problem+json")]
    [InlineData("text/html, application/json;q=0", 406, "application/problem+json")]
    public async Task The_form_is_the_one_that_the_client_takes(string accept, int status, string type)
    {
        var answer = await GetAsync(Temperatures, ("Accept", accept));

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(type, answer["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("Accept", answer["Vary"], StringComparison.Ordinal);
    }

    private static string[] Rows(HttpAnswer answer)
    {
        Assert.Equal(200, answer.Status);
        return answer["Content-Type"].Contains("json", StringComparison.Ordinal)
            ? [.. answer.Json.GetProperty("temperatures").EnumerateArray().Select(row => row.GetRawText())]
            : answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    /// <summary>The rows of the statement in the folder sql, as a plain client gets them.</summary>
    private async Task<List<string>> SqlRowsAsync()
    {
        await using var connection = Database.CreateConnection();
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = await File.ReadAllTextAsync(
            Checkout.PathOf("sql", "sqlite", "temperature_3_hours_before.sql"), Cancellation);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            var hour = DateTime.Parse(reader.GetString(1), CultureInfo.InvariantCulture);
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{reader.GetString(0)}|{hour:yyyy-MM-dd'T'HH:mm:ss}Z|{Celsius(reader, 2)}|{Celsius(reader, 3)}"));
        }

        return rows;
    }

    private static string? Celsius(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column)
        ? null
        : TemperatureText.Of(Convert.ToDecimal(row.GetValue(column), CultureInfo.InvariantCulture));
}
