using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

public sealed class AggregationsCommandTests
{
    private const string Hour = "2019-02-19T14:00:00Z";
    private static readonly string[] Day = ["--from", "2019-02-19", "--to", "2019-02-19"];

    private static readonly string[] TwoParts =
    [
        Array(Reading("a", 0, "10"), Reading("b", 0, "11"), Taken("c", 5, "-3.5", "2019-02-19 13:59:00")),
        Array(Taken("d", 0, "12.5", "2019-02-19 14:01:00"), """{"id":"e"}"""),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_lacks_an_aggregation_is_counted_and_a_replay_brings_just_that(bool isMySql)
    {
        await using var pipeline = await LiveAsync(isMySql);
        await ForgetAsync(pipeline, "statistics", "statistics_parts", "region_statistics");
        var before = await RestAsync(pipeline);
        Said.Contains("statistics,1,", await ListAsync(pipeline));
        Said.Contains("region_statistics,2,3\n", await ListAsync(pipeline));
        Said.Contains("grid_temperature,0,0\n", await ListAsync(pipeline));

        var dry = await pipeline.Shell.RunAsync("replay", "--aggregation", "statistics", "--dry-run");
        Said.Last(
            "3 messages of 2 runs would be published again; nothing was. No value changes.\n", dry.Succeeded());
        Assert.Empty(await pipeline.QueryAsync("SELECT * FROM region_statistics"));

        var one = await pipeline.Shell.RunAsync("replay", "--aggregation", "statistics", "--run", "a");
        Said.Last("2 messages of 1 runs were published again to this process. No value changes.\n", one.Succeeded());
        var again = await pipeline.Shell.RunAsync("replay", "--aggregation", "statistics", "--run", "a");
        Said.Last("0 messages of 0 runs were published again to this process. No value changes.\n", again.Succeeded());
        var rest = await pipeline.Shell.RunAsync("replay", "--aggregation", "statistics");
        Said.Last("1 messages of 1 runs were published again to this process. No value changes.\n", rest.Succeeded());

        Said.Contains("region_statistics,0,0\n", await ListAsync(pipeline));
        Assert.Equal(before, await RestAsync(pipeline));
        Assert.Equal(
            ["Grand Est|1|1", "Île-de-France|3|3"],
            await pipeline.QueryAsync(
                "SELECT s.region, s.numberOfPoints, t.numberOfPoints FROM region_statistics AS s"
                + " JOIN region_temperature AS t ON t.hour = s.hour AND t.region = s.region"
                + $" WHERE s.method = 'rectangle' AND s.hour = '2019-02-19 14:00:00' ORDER BY s.numberOfPoints"));
        var none = await pipeline.Shell.RunAsync("replay", "--aggregation", "statistics");
        Said.Last("0 messages of 0 runs were published again to this process. No value changes.\n", none.Succeeded());
    }

    [Fact]
    public async Task What_the_environment_leaves_out_cannot_be_brought()
    {
        await using var pipeline = await LiveAsync(isMySql: false);
        pipeline.Shell.Variables["AGGREGATIONS"] = "statistics";

        var refused = (await pipeline.Shell.RunAsync("replay", "--aggregation", "grid")).Failed(2);

        Said.First("AGGREGATIONS of the environment leaves grid out.", refused);
    }

    [Fact]
    public async Task Hours_that_show_other_runs_than_an_aggregation_does_are_brought_too()
    {
        await using var pipeline = await LiveAsync(isMySql: false);
        await pipeline.QueryAsync("UPDATE aggregation_hours SET evaluations = '' WHERE aggregation = 'grid'");
        await pipeline.QueryAsync("DELETE FROM grid_temperature");
        Said.Contains("grid_temperature,2,0\n", await ListAsync(pipeline));

        (await pipeline.Shell.RunAsync("replay", "--aggregation", "grid")).Succeeded();

        Said.Contains("grid_temperature,0,0\n", await ListAsync(pipeline));
        Assert.NotEmpty(await pipeline.QueryAsync("SELECT * FROM grid_temperature"));
    }

    [Fact]
    public async Task Runs_by_other_shapes_are_left_out_because_a_replay_would_change_their_values()
    {
        await using var pipeline = await LiveAsync(isMySql: false);
        await ForgetAsync(pipeline, "grid", "grid_parts", "grid_temperature");
        await pipeline.UseShapesAsync(shift: 1);
        var before = await RestAsync(pipeline);

        var replayed = await pipeline.Shell.RunAsync("replay", "--aggregation", "grid");

        Assert.Equal(3, replayed.Code);
        Said.Contains("2 runs that lack grid were aggregated by other shapes or rules", replayed.Error);
        Assert.Equal(before, await RestAsync(pipeline));
    }

    [Fact]
    public async Task Statistics_are_shown_by_the_method_in_use_or_the_one_that_is_asked_for()
    {
        await using var pipeline = await LiveAsync(isMySql: false);

        var shown = await pipeline.Shell.RunAsync(
            ["aggregations", "show", "statistics", .. Day, "--region", "11", "--format", "csv"]);
        Assert.Equal(
            "hour,method,region,numberOfPoints,mean,standard_deviation,minimum,p05,p25,p50,p75,p95,maximum\n"
            + "2019-02-19T14:00:00Z,rectangle,Île-de-France,3,11.166667,1.027402,10.000000000,10.000000000,"
            + "10.000000000,11.000000000,12.500000000,12.500000000,12.500000000\n",
            shown.Succeeded());

        var polygon = await pipeline.Shell.RunAsync(
            ["aggregations", "show", "statistics", .. Day, "--method", "polygon", "--format", "json"]);
        Said.Contains("\"method\":\"polygon\",\"region\":\"Grand Est\",\"numberOfPoints\":1,", polygon.Succeeded());
        Assert.DoesNotContain("rectangle", polygon.Output, StringComparison.Ordinal);
        Said.Contains("0.816497", (await pipeline.Shell.RunAsync(
            "aggregations", "show", "statistics", "--from", "2019-02-19T15", "--to", "2019-02-19T15")).Succeeded());
    }

    [Fact]
    public async Task Event_hours_are_shown_beside_import_hours()
    {
        await using var pipeline = await LiveAsync(isMySql: false);

        var shown = await pipeline.Shell.RunAsync(
            "aggregations", "show", "event-time", "--from", "2019-02-19T13", "--to", "2019-02-19T14",
            "--format", "csv");

        Assert.Equal(
            "hour,method,region,byEventTime,eventPoints,byImportTime,importPoints,difference,badTimestamps\n"
            + "2019-02-19T13:00:00Z,rectangle,Grand Est,-3.500000,1,,0,,0\n"
            + "2019-02-19T14:00:00Z,rectangle,Grand Est,,0,-3.500000,1,,0\n"
            + "2019-02-19T14:00:00Z,rectangle,Île-de-France,12.500000,1,11.166667,3,1.333333,2\n",
            shown.Succeeded());
    }

    [Fact]
    public async Task The_grid_is_shown_cell_by_cell_and_has_no_regions()
    {
        await using var pipeline = await LiveAsync(isMySql: false);

        var shown = await pipeline.Shell.RunAsync(
            "aggregations", "show", "grid", "--from", "2019-02-19T14", "--to", "2019-02-19T14", "--format", "csv");
        Assert.Equal(
            "hour,latitude,longitude,temperature,numberOfPoints\n"
            + "2019-02-19T14:00:00Z,45.5,-3.8,11.166667,3\n2019-02-19T14:00:00Z,45.5,1.2,-3.500000,1\n",
            shown.Succeeded());
        var refused = await pipeline.Shell.RunAsync("aggregations", "show", "grid", "--region", "11");
        Assert.Equal(2, refused.Code);
        Said.Contains("grid has no regions", refused.Error);
    }

    [Theory]
    [InlineData(
        "There is no aggregation 'mean': use one of statistics, grid, event-time.", "aggregations", "show", "mean")]
    [InlineData("There is no aggregation 'mean'", "replay", "--aggregation", "mean")]
    [InlineData("leave --resume out", "replay", "--aggregation", "grid", "--resume", "file.txt")]
    [InlineData("There is no region 'x'", "aggregations", "show", "statistics", "--region", "x")]
    public async Task A_mistake_is_said(string expected, params string[] arguments)
    {
        await using var pipeline = await CreateAsync();

        var refused = await pipeline.Shell.RunAsync(arguments);

        Assert.Equal(2, refused.Code);
        Said.Contains(expected, refused.Error);
    }

    [Fact]
    public async Task Without_a_database_nothing_can_be_lacking()
    {
        await using var pipeline = await CreateAsync();
        pipeline.Shell.Variables.Remove("DATABASE");

        var refused = await pipeline.Shell.RunAsync("replay", "--aggregation", "grid");

        Assert.Equal(2, refused.Code);
        Said.Contains("--aggregation needs the database", refused.Error);
    }

    [Fact]
    public async Task An_empty_database_shows_nothing_and_lacks_nothing()
    {
        await using var pipeline = await CreateAsync();

        Said.Contains("event_time_sums,0,0\n", await ListAsync(pipeline));
        var shown = await pipeline.Shell.RunAsync("aggregations", "show", "grid");
        Said.Contains("The database shows no hour yet.", shown.Error);
        var none = await pipeline.Shell.RunAsync(["aggregations", "show", "grid", .. Day]);
        Said.Contains("grid shows nothing in this range", none.Error);
    }

    /// <summary>Two runs, of two parts and of one, that are in.</summary>
    private static async Task<KeptPipeline> LiveAsync(bool isMySql)
    {
        var pipeline = await CreateAsync(isMySql);
        await pipeline.CommitAsync(Hour, "a", TwoParts);
        await pipeline.CommitAsync(
            "2019-02-19T15:00:00Z", "b", Array(Reading("a", 1, "5"), Reading("b", 1, "6"), Reading("c", 1, "7")));
        (await pipeline.Shell.RunAsync(["replay", .. Day])).Succeeded();
        return pipeline;
    }

    /// <summary>Leaves the tables as if the aggregation had not been there when the runs came.</summary>
    private static async Task ForgetAsync(KeptPipeline pipeline, string name, string parts, string shown)
    {
        await pipeline.QueryAsync($"DELETE FROM aggregation_parts WHERE aggregation = '{name}'");
        await pipeline.QueryAsync($"DELETE FROM aggregation_hours WHERE aggregation = '{name}'");
        await pipeline.QueryAsync($"DELETE FROM {parts}");
        await pipeline.QueryAsync($"DELETE FROM {shown}");
    }

    /// <summary>Everything that a replay for one aggregation must leave as it is.</summary>
    private static async Task<string[]> RestAsync(KeptPipeline pipeline) =>
    [
        await pipeline.HashAsync(),
        .. await pipeline.QueryAsync("SELECT * FROM region_sums ORDER BY evaluation_id, part, method, region"),
        .. await pipeline.QueryAsync("SELECT * FROM hour_history ORDER BY hour, changeover"),
        .. await pipeline.QueryAsync("SELECT * FROM hour_history_values ORDER BY hour, changeover, region"),
        .. await pipeline.QueryAsync("SELECT * FROM runs ORDER BY slot, run"),
        .. await pipeline.QueryAsync("SELECT * FROM event_time_sums ORDER BY hour, event_hour, method, region"),
    ];

    private static async Task<string> ListAsync(KeptPipeline pipeline) =>
        (await pipeline.Shell.RunAsync("aggregations", "--format", "csv")).Succeeded();

    private static string Taken(string id, double region, string temperature, string timestamp) =>
        Reading(id, region, temperature).Replace(
            "\"country\"", $"\"timestamp\":\"{timestamp}\",\"country\"", StringComparison.Ordinal);
}
