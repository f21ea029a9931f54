using System.Text.Json;
using Isotherm.Core.Reports;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Functions.Tests.Report;

/// <summary><c>/api/v1/runs</c> and <c>/api/v1/regions.geojson</c>.</summary>
public sealed class LedgerApi : ReportTest
{
    [Fact]
    public async Task A_run_tells_what_became_of_it_and_of_its_readings()
    {
        var runs = (await JsonAsync(Runs)).GetProperty("runs");

        Assert.Equal(["b", "c", "a"], runs.EnumerateArray().Select(run => Text(run, "run")));
        var (shown, failed) = (runs[0], runs[1]);
        Assert.Equal(("complete", true), (Text(shown, "state"), shown.GetProperty("current").GetBoolean()));
        Assert.Equal("2019-02-19T17:00:00Z", Text(shown, "hour"));
        Assert.Equal("2019-02-19T17:00:03.000000Z", Text(shown, "startedAt"));
        var readings = shown.GetProperty("readings");
        Assert.Equal(8, readings.GetProperty("read").GetInt64());
        Assert.Equal(4, readings.GetProperty("rejected").GetInt64());
        Assert.Equal(4, readings.GetProperty("rejects").GetProperty("foreign").GetInt64());
        Assert.Equal("failed", Text(failed, "state"));
        Assert.Equal(JsonValueKind.Null, failed.GetProperty("readings").ValueKind);
        Assert.Equal("It answered " + Hostile, Text(failed, "failureReason"));
        Assert.Equal(Hostile, Text(runs[2], "source"));
    }

    [Fact]
    public async Task Pages_of_runs_cover_every_run_once_also_several_of_one_slot()
    {
        await RecordAsync(Enumerable.Range(1, 5).Select(run => Good.In("2019-02-19T14:00:00Z", $"r{run}", run)));
        var expected = await Database.Reports.RunsPageAsync(ReportFilter.Everything, null, 100, Cancellation);
        foreach (var limit in new[] { 1, 2, 3, 8, 9 })
        {
            var found = new List<string?>();
            string? next = $"{Runs}?limit={limit}";
            while (next is not null)
            {
                var page = await GetAsync(next);
                found.AddRange(page.Json.GetProperty("runs").EnumerateArray()
                    .Select(run => $"{Text(run, "slot")} {Text(run, "run")}"));
                next = Text(page.Json, "next");
                Assert.Equal(next is null ? "" : $"<{next}>; rel=\"next\"", page["Link"]);
            }

            Assert.Equal(expected.Select(run => run.Key.ToString()), found);
        }
    }

    [Fact]
    public async Task Hours_narrow_the_ledger_down()
    {
        var runs = (await JsonAsync($"{Runs}?from=2019-02-19T15&to=2019-02-19T15")).GetProperty("runs");

        Assert.Equal("c", Text(Assert.Single(runs.EnumerateArray().ToArray()), "run"));
    }

    [Fact]
    public async Task The_regions_come_as_GeoJSON_with_the_values_of_the_hour()
    {
        var answer = await GetAsync(Outlines);
        var features = answer.Json.GetProperty("features").EnumerateArray().ToArray();

        Assert.Equal("application/geo+json", answer["Content-Type"]);
        Assert.Equal("2019-02-19T17:00:00Z", Text(answer.Json, "hour"));
        Assert.Equal(Core.Regions.Region.All.Select(region => region.Code), features.Select(one => Text(one, "id")));
        var bretagne = features.Single(one => Text(one, "id") == "53").GetProperty("properties");
        Assert.Equal("Bretagne", Text(bretagne, "region"));
        Assert.Equal("8.000000", Text(bretagne, "temperature"));
        Assert.Equal("10.500000", Text(bretagne, "temperature3HoursBefore"));
        Assert.Equal(2, bretagne.GetProperty("numberOfPoints").GetInt64());
        Assert.Equal(JsonValueKind.Null, features[0].GetProperty("properties").GetProperty("temperature").ValueKind);
        Assert.All(features, one => Assert.Contains(
            Text(one.GetProperty("geometry"), "type"), new[] { "Polygon", "MultiPolygon" }));
    }

    [Fact]
    public async Task The_hour_and_the_method_of_the_regions_can_be_chosen()
    {
        var polygon = await JsonAsync($"{Outlines}?hour=2019-02-19T14:59&method=polygon");
        var values = polygon.GetProperty("features").EnumerateArray()
            .Where(one => one.GetProperty("properties").GetProperty("temperature").ValueKind != JsonValueKind.Null)
            .Select(one => Text(one, "id"));

        Assert.Equal(("2019-02-19T14:00:00Z", "polygon"), (Text(polygon, "hour"), Text(polygon, "method")));
        Assert.Equal(["11", "53"], values);
        var nothing = await JsonAsync($"{Outlines}?as-of=2000-01-01T00:00:00Z");
        Assert.Equal(JsonValueKind.Null, nothing.GetProperty("hour").ValueKind);
        Assert.Equal(13, nothing.GetProperty("features").GetArrayLength());
    }

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
