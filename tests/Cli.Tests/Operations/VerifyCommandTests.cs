using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

public sealed class VerifyCommandTests
{
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
            Assert.Equal("hour,run,what,expected,found\n" + difference + "\n", finished.Output);
        }
    }

    [Fact]
    public async Task A_run_that_the_tables_lack_is_one_difference_and_what_it_shows()
    {
        await using var pipeline = await FilledAsync(isMySql: false);
        await pipeline.CommitAsync("2019-02-19T18:00:00Z", "lost", Array(Reading("a", 7, "5")));

        var finished = await pipeline.Shell.RunAsync(["verify", .. Day, "--format", "csv"]);

        Assert.Equal(3, finished.Code);
        Said.Contains("18:00:00 lost,evaluation by the shapes and rules in use,1 of 1 parts,\n", finished.Output);
        Said.Contains("18:00:00,,shown Bretagne,5.000000 of 1,\n", finished.Output);
        Assert.Equal(3, finished.Output.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_raw_object_that_is_gone_is_a_difference()
    {
        await using var pipeline = await FilledAsync(isMySql: false);
        File.Delete(pipeline.Shell.PathOf("bucket/raw/v1/2019/02/19/15/x/attempt/part-00000.json"));

        var finished = await pipeline.Shell.RunAsync(["verify", .. Day]);

        Assert.Equal(3, finished.Code);
        Said.Contains("15/x/attempt/part-00000.json is gone", finished.Output);
    }

    [Fact]
    public async Task Without_a_first_hour_the_command_line_is_wrong()
    {
        await using var pipeline = await CreateAsync();

        Said.First("Say from which hour on: --from.", (await pipeline.Shell.RunAsync("verify")).Failed(code: 2));
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
