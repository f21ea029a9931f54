using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

public sealed class VerifyCommandTests
{
    private const string Heading = "hour,run,what,expected,found\n";

    private static readonly string[] Day = ["--from", "2019-02-19", "--to", "2019-02-19"];

    /// <summary>Every reject reason, numbers of all forms, borders, two readings of one id.</summary>
    private static readonly string Odd = Array(
        Reading("a", 0, "10.1234567891"),
        Reading("a", 0, "1e1"),
        Reading("half", 0, "0.0000000005"),
        Reading("b", 0.75, "-0.0000000015"),
        Reading("c", -0.25, "1.5E-20"),
        Reading("d", 30, "4"),
        Reading("e", 2, "100.0000000001"),
        Reading("f", 2, "1e999"),
        Reading("g", 2, "null"),
        Reading("h", 2, "\"4\""),
        Reading("", 2, "4"),
        Reading("i", 2, "4", "Spain"),
        Reading("j", 2, "4", " fRANCE "),
        """{"id":"k","lat":null,"lon":1,"temperature":1,"country":"France"}""",
        """{"id":"l","lat":91,"lon":1,"temperature":1,"country":"France"}""",
        """{"id":"m","lat":45,"temperature":1,"country":"France","country":null}""",
        """{"id":"n","lat":45,"lat":46,"lon":-3,"temperature":1,"country":"France"}""",
        """{"id":"o\ud800","lat":45,"lon":1,"temperature":1,"country":"France"}""",
        "7",
        "[1]");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_aggregate_made_is_what_the_raw_objects_say(bool isMySql)
    {
        await using var pipeline = await FilledAsync(isMySql);

        Assert.Equal(
            "3 runs were computed anew: everything is equal.\n",
            (await pipeline.Shell.RunAsync(["verify", .. Day])).Succeeded());

        await pipeline.Shell.RunAsync("method", "polygon");
        (await pipeline.Shell.RunAsync(["verify", .. Day])).Succeeded();
    }

    [Theory]
    [InlineData(
        "UPDATE region_temperature SET temperature = temperature + 0.000001 WHERE hour LIKE '2019-02-19 15%'",
        "2019-02-19 15:00:00,,shown Bretagne,5.000000 of 1,5.000001 of 1")]
    [InlineData(
        "DELETE FROM region_temperature WHERE hour LIKE '2019-02-19 15%'",
        "2019-02-19 15:00:00,,shown Bretagne,5.000000 of 1,")]
    [InlineData(
        "UPDATE region_temperature SET numberOfPoints = 2 WHERE hour LIKE '2019-02-19 15%'",
        "2019-02-19 15:00:00,,shown Bretagne,5.000000 of 1,5.000000 of 2")]
    [InlineData(
        "INSERT INTO region_temperature VALUES ('2019-02-19 20:00:00', 'Corse', 1, 1)",
        "2019-02-19 20:00:00,,shown Corse,,1.000000 of 1")]
    [InlineData(
        "UPDATE region_sums SET sum = '5.000000001' WHERE method = 'polygon' AND region = '53'",
        "2019-02-19 15:00:00,2019-02-19 15:00:00 x,part 0 polygon 53,5.000000000 of 1,5.000000001 of 1")]
    [InlineData(
        "UPDATE runs SET rejected_foreign = 9 WHERE run = 'x'",
        "2019-02-19 15:00:00,2019-02-19 15:00:00 x,rejected_foreign,0,9")]
    [InlineData(
        "UPDATE runs SET state = 'unusable' WHERE run = 'x'",
        "2019-02-19 15:00:00,2019-02-19 15:00:00 x,state,complete,unusable")]
    public async Task A_planted_difference_is_found_on_both_databases(string sql, string difference)
    {
        foreach (var isMySql in new[] { false, true })
        {
            await using var pipeline = await FilledAsync(isMySql);
            await pipeline.QueryAsync(sql);

            var finished = await pipeline.Shell.RunAsync(["verify", .. Day, "--format", "csv"]);

            Assert.Equal(3, finished.Code);
            Assert.Equal(Heading + difference + "\n", finished.Output);
        }
    }

    [Fact]
    public async Task A_run_that_the_tables_lack_is_one_difference()
    {
        await using var pipeline = await FilledAsync(isMySql: false);
        await pipeline.CommitAsync("2019-02-19T18:00:00Z", "lost", Array(Reading("a", 7, "5")));

        Assert.Equal(
            Heading + "2019-02-19 18:00:00,2019-02-19 18:00:00 lost,evaluation,1 of 1 parts,the run is not there\n",
            await DifferencesAsync(pipeline));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_new_shapes_each_run_is_said_not_to_be_evaluated_by_them_and_nothing_else(bool isMySql)
    {
        await using var pipeline = await FilledAsync(isMySql);
        await pipeline.UseShapesAsync(shift: 1);

        var lines = (await DifferencesAsync(pipeline)).TrimEnd('\n').Split('\n');

        Assert.Equal(1 + 3, lines.Length);
        Assert.All(lines[1..], line => Said.Last("parts,not evaluated by the shapes in use", line));
    }

    [Fact]
    public async Task A_raw_object_that_is_gone_is_one_difference_of_its_run()
    {
        await using var pipeline = await FilledAsync(isMySql: false);
        File.Delete(pipeline.Shell.PathOf("bucket/raw/v1/2019/02/19/15/x/attempt/part-00000.json"));

        var lines = (await DifferencesAsync(pipeline)).TrimEnd('\n').Split('\n');

        Assert.Equal(2, lines.Length);
        Said.First("2019-02-19 15:00:00,2019-02-19 15:00:00 x,raw object,generation ", lines[1]);
        Said.Last(" of raw/v1/2019/02/19/15/x/attempt/part-00000.json is gone,", lines[1]);
    }

    [Fact]
    public async Task A_raw_object_that_is_no_array_any_more_is_one_difference_of_its_run()
    {
        await using var pipeline = await FilledAsync(isMySql: false);
        pipeline.Shell.Write("bucket/raw/v1/2019/02/19/15/x/attempt/part-00000.json", "[\n{\"id\":}]");

        var lines = (await DifferencesAsync(pipeline)).TrimEnd('\n').Split('\n');

        Assert.Equal(2, lines.Length);
        Said.First("2019-02-19 15:00:00,2019-02-19 15:00:00 x,raw object,", lines[1]);
        Said.Contains("raw/v1/2019/02/19/15/x/attempt/part-00000.json", lines[1]);
        Said.Not("BytePositionInLine", lines[1]);
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_is_one_difference_of_its_own_hour()
    {
        await using var pipeline = await FilledAsync(isMySql: false);
        pipeline.Shell.Write("bucket/raw/v1/2019/02/19/15/x/manifest.json", "{\n\"slot\":}");

        Assert.Equal(
            Heading + "2019-02-19 15:00:00,2019-02-19 15:00:00 x,raw object,raw/v1/2019/02/19/15/x/manifest.json: "
            + "it is no manifest: line 2 byte 8,\n",
            await DifferencesAsync(pipeline));
    }

    [Fact]
    public async Task A_manifest_that_is_gone_is_one_difference_of_its_run()
    {
        await using var pipeline = await FilledAsync(isMySql: false);
        File.Delete(pipeline.Shell.PathOf("bucket/raw/v1/2019/02/19/15/x/manifest.json"));

        Assert.Equal(
            Heading + "2019-02-19 15:00:00,2019-02-19 15:00:00 x,run,no manifest,complete\n",
            await DifferencesAsync(pipeline));
    }

    [Theory]
    [InlineData("DELETE FROM settings WHERE name = 'method'", ",,settings: method,rectangle or polygon,\n")]
    [InlineData(
        "UPDATE settings SET value = 'circle' WHERE name = 'method'",
        ",,settings: method,rectangle or polygon,circle\n")]
    [InlineData(
        "UPDATE hour_history_values SET numberOfPoints = 7 WHERE hour LIKE '2019-02-19 15%'",
        "2019-02-19 15:00:00,,history Bretagne,5.000000 of 1,5.000000 of 7\n")]
    [InlineData(
        "UPDATE hours SET changeover = 4 WHERE hour LIKE '2019-02-19 15%'",
        "2019-02-19 15:00:00,,changeover of hours,,4 by rectangle; "
        + "newest changeover of hour_history: 1 by rectangle\n")]
    [InlineData(
        "DELETE FROM hours WHERE hour LIKE '2019-02-19 15%'",
        "2019-02-19 15:00:00,,changeover of hours,,none; newest changeover of hour_history: 1 by rectangle\n")]
    public async Task Settings_and_history_are_compared_on_both_databases(string sql, string difference)
    {
        foreach (var isMySql in new[] { false, true })
        {
            await using var pipeline = await FilledAsync(isMySql);
            await pipeline.QueryAsync(sql);

            Assert.Equal(Heading + difference, await DifferencesAsync(pipeline));
        }
    }

    [Theory]
    [InlineData(
        "UPDATE region_temperature SET temperature = 'abc' WHERE hour LIKE '2019-02-19 15%'",
        "2019-02-19 15:00:00,,shown Bretagne,5.000000 of 1,abc of 1\n")]
    [InlineData(
        "UPDATE runs SET slot = 'x' WHERE run = 'x'",
        "2019-02-19 15:00:00,2019-02-19 15:00:00 x,evaluation,1 of 1 parts,the run is not there\n"
        + "2019-02-19 15:00:00,x x,run,no manifest,complete\n")]
    [InlineData(
        "UPDATE runs SET started_at = 'then' WHERE run = 'x'",
        "2019-02-19 15:00:00,2019-02-19 15:00:00 x,started_at,2019-02-19 15:00:04.000000,then\n")]
    public async Task A_damaged_row_is_a_difference(string sql, string difference)
    {
        await using var pipeline = await FilledAsync(isMySql: false);
        await pipeline.QueryAsync(sql);

        Assert.Equal(Heading + difference, await DifferencesAsync(pipeline));
    }

    [Theory]
    [InlineData("UPDATE region_temperature SET temperature = 'abc'", "temperature = abc", "report")]
    [InlineData("UPDATE runs SET slot = 'x' WHERE run = 'x'", "slot = x, run = x", "runs")]
    public async Task A_damaged_row_is_named_by_the_commands_that_need_it(string sql, string row, string command)
    {
        await using var pipeline = await FilledAsync(isMySql: false);
        await pipeline.QueryAsync(sql);

        var failed = (await pipeline.Shell.RunAsync(command, "--from", "2019-02-19")).Error;

        Said.Contains("A row of the database cannot be read: ", failed);
        Said.Contains(row, failed);
        Said.Not("A defect of isotherm", failed);
        Said.Not("try again", failed);
    }

    [Theory]
    [InlineData("0001-01-01", "2019-12-31")]
    [InlineData("2019-01-01", "9999-12-31T23")]
    public async Task The_widest_range_of_hours_begins_with_the_first_that_is_known(string from, string to)
    {
        await using var pipeline = await FilledAsync(isMySql: false);
        pipeline.Shell.Clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(
            new DateTimeOffset(2019, 2, 21, 0, 0, 0, TimeSpan.Zero));

        Said.First("3 runs were computed anew", (await pipeline.Shell.RunAsync(
            "verify", "--from", from, "--to", to)).Succeeded());
        await pipeline.QueryAsync("INSERT INTO region_temperature VALUES ('2018-12-31 20:00:00', 'Corse', 1, 1)");
        await pipeline.QueryAsync("INSERT INTO region_temperature VALUES ('2019-03-31 20:00:00', 'Corse', 1, 1)");
        var found = await pipeline.Shell.RunAsync("verify", "--from", from, "--to", to, "--format", "csv");
        var isThere = found.Output.Contains("2018-12-31 20:00:00,,shown Corse", StringComparison.Ordinal);
        Assert.Equal(from[0] == '0', isThere);
        Said.Contains("2019-03-31 20:00:00,,shown Corse,,1.000000 of 1\n", found.Output);
    }

    [Fact]
    public async Task Without_a_first_hour_the_command_line_is_wrong()
    {
        await using var pipeline = await CreateAsync();

        Said.First("Say from which hour on: --from.", (await pipeline.Shell.RunAsync("verify")).Failed(code: 2));
    }

    private static async Task<string> DifferencesAsync(KeptPipeline pipeline)
    {
        var finished = await pipeline.Shell.RunAsync(["verify", .. Day, "--format", "csv"]);
        Assert.Equal("", finished.Error);
        Assert.Equal(3, finished.Code);
        return finished.Output;
    }

    private static async Task<KeptPipeline> FilledAsync(bool isMySql)
    {
        var pipeline = await CreateAsync(isMySql);
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Odd, Array(Reading("z", 4, "3")));
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "x", Array(Reading("a", 7, "5")));
        await pipeline.CommitAsync("2019-02-19T16:00:00Z", "empty", "[]");
        Assert.Equal(0, (await pipeline.Shell.RunAsync(["replay", .. Day])).Code);
        return pipeline;
    }
}
