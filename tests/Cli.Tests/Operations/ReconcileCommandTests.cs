using Microsoft.Extensions.Time.Testing;
using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

public sealed class ReconcileCommandTests
{
    private static readonly string[] Hours = ["--from", "2019-02-19T14", "--to", "2019-02-19T16", "--format", "csv"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_tables_lack_is_published_and_what_cannot_be_mended_is_listed(bool isMySql)
    {
        await using var pipeline = await CreateAsync(isMySql);
        await pipeline.CommitAsync(
            "2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")), Array(Reading("b", 0, "6")));
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "e", "[]");
        LookBackFromNextDay(pipeline);

        var dry = await pipeline.Shell.RunAsync(["reconcile", .. Hours, "--dry-run"]);
        Assert.Empty(await pipeline.QueryAsync("SELECT * FROM runs"));
        var first = await pipeline.Shell.RunAsync(["reconcile", .. Hours]);
        var second = await pipeline.Shell.RunAsync(["reconcile", .. Hours]);

        Assert.Equal(3, dry.Code);
        Said.Contains("unevaluated,2019-02-19T14:00:00Z,,a,", dry.Output);
        Said.Contains("would be published again", dry.Output);
        Assert.Equal((3, ""), (first.Code, first.Error));
        Assert.Equal(
            "finding,hour,until,run,cause,action\n"
            + "unevaluated,2019-02-19T14:00:00Z,,a,\"committed, and the tables know nothing of it\",published again\n"
            + "unevaluated,2019-02-19T15:00:00Z,,e,\"committed, and the tables know nothing of it\",published again\n"
            + "missing,2019-02-19T16:00:00Z,,,never run,fetch the hour again while the API can still give it\n",
            first.Output);
        Assert.Equal(
            "finding,hour,until,run,cause,action\n"
            + "missing,2019-02-19T15:00:00Z,,e,empty,nothing to show; a correction is a new run of the hour\n"
            + "missing,2019-02-19T16:00:00Z,,,never run,fetch the hour again while the API can still give it\n",
            second.Output);
        Assert.Equal(
            ["reconcile|2|3"], await pipeline.QueryAsync("SELECT command, runs, messages FROM replays"));
        Assert.Equal(["5.500000|2"], await pipeline.QueryAsync(
            "SELECT temperature, numberOfPoints FROM region_temperature"));
    }

    [Fact]
    public async Task Missing_hours_that_follow_each_other_are_one_line()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        await pipeline.CommitAsync("2019-02-20T14:00:00Z", "b", Array(Reading("a", 0, "5")));
        await pipeline.CommitAsync("2019-02-20T16:00:00Z", "e", "[]");
        LookBackFromNextDay(pipeline);
        string[] line = ["reconcile", "--from", "2019-02-19T14", "--to", "2019-02-20T18", "--format", "csv"];
        await pipeline.Shell.RunAsync(line);

        var found = await pipeline.Shell.RunAsync(line);

        Assert.Equal(
            "finding,hour,until,run,cause,action\n"
            + "missing,2019-02-19T15:00:00Z,2019-02-20T13:00:00Z,,never run,"
            + "fetch the hour again while the API can still give it\n"
            + "missing,2019-02-20T15:00:00Z,,,never run,fetch the hour again while the API can still give it\n"
            + "missing,2019-02-20T16:00:00Z,,e,empty,nothing to show; a correction is a new run of the hour\n"
            + "missing,2019-02-20T17:00:00Z,2019-02-20T18:00:00Z,,never run,"
            + "fetch the hour again while the API can still give it\n",
            found.Output);
    }

    [Fact]
    public async Task Where_all_is_well_it_says_so_with_exit_code_0()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        LookBackFromNextDay(pipeline);
        string[] line = ["reconcile", "--from", "2019-02-19T14", "--to", "2019-02-19T14"];

        var mended = await pipeline.Shell.RunAsync(line);

        Assert.Equal(0, mended.Code);
        Assert.Equal("Bucket, ledger and tables agree.\n", (await pipeline.Shell.RunAsync(line)).Succeeded());
    }

    [Fact]
    public async Task What_is_young_is_left_to_the_traffic_under_way()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        await pipeline.StrayAsync("2019-02-19T15:00:00Z", "b", "crashed");
        string[] line = ["reconcile", "--from", "2019-02-19T14", "--to", "2019-02-19T14"];

        var left = await pipeline.Shell.RunAsync([.. line, "--settled", "1h"]);

        Assert.Equal(0, left.Code);
        Said.Contains("1 runs are younger than --settled and left to the traffic.", left.Error);
        Assert.Empty(await pipeline.QueryAsync("SELECT * FROM runs"));
    }

    [Fact]
    public async Task Older_shapes_are_published_again_only_when_asked()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        LookBackFromNextDay(pipeline);
        string[] line = ["reconcile", "--from", "2019-02-19T14", "--to", "2019-02-19T14"];
        await pipeline.Shell.RunAsync(line);
        await pipeline.UseShapesAsync(shift: -1);

        (await pipeline.Shell.RunAsync(line)).Succeeded();
        Assert.Equal(["Île-de-France"], await pipeline.QueryAsync("SELECT region FROM region_temperature"));
        var stale = await pipeline.Shell.RunAsync([.. line, "--stale", "--format", "csv"]);

        Assert.Equal(0, stale.Code);
        Said.Contains(",by other shapes than those in use,published again\n", stale.Output);
        Assert.Equal(["Centre-Val de Loire"], await pipeline.QueryAsync("SELECT region FROM region_temperature"));
    }

    [Fact]
    public async Task Stray_parts_are_listed_and_pruned_and_nothing_else_is()
    {
        await using var pipeline = await CreateAsync();
        var good = await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        var lost = await pipeline.StrayAsync("2019-02-19T14:00:00Z", "a", "loser");
        var crashed = await pipeline.StrayAsync("2019-02-19T15:00:00Z", "b", "crashed");
        pipeline.Shell.Write("bucket/quarantine/b/x.json", "{}");
        var young = await pipeline.Shell.RunAsync("raw", "prune", "--older-than", "1h");
        LookBackFromNextDay(pipeline);

        var listed = await pipeline.Shell.RunAsync(["reconcile", .. Hours]);
        var dry = (await pipeline.Shell.RunAsync("raw", "prune", "--older-than", "1h", "--dry-run")).Succeeded();
        Assert.NotNull(await pipeline.Bucket.FindAsync(lost.Name, TestContext.Current.CancellationToken));
        var pruned = (await pipeline.Shell.RunAsync(
            "raw", "prune", "--older-than", "1h", "--format", "csv")).Succeeded();

        Said.First("No raw object is older than that", young.Succeeded());
        Said.Contains($"{lost.Name}: another attempt committed the run,isotherm raw prune", listed.Output);
        Said.Contains($"{crashed.Name}: its run was never committed,isotherm raw prune", listed.Output);
        Said.Contains("| would be deleted |", dry);
        Assert.Equal(2, pruned.Split(",deleted\n").Length - 1);
        var left = await pipeline.Bucket.ListAsync("", TestContext.Current.CancellationToken)
            .Select(stored => stored.Name).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Contains(good.Parts[0].Stored.Name, left);
        Assert.Contains("quarantine/b/x.json", left);
        Assert.DoesNotContain(lost.Name, left);
        Assert.DoesNotContain(crashed.Name, left);
    }

    [Fact]
    public async Task Where_a_manifest_cannot_be_read_nothing_of_its_run_is_pruned()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.StrayAsync("2019-02-19T14:00:00Z", "a", "one");
        await pipeline.StrayAsync("2019-02-19T14:00:00Z", "a", "two");
        pipeline.Shell.Write("bucket/raw/v1/2019/02/19/14/a/manifest.json", "{}");
        LookBackFromNextDay(pipeline);

        var finished = await pipeline.Shell.RunAsync("raw", "prune", "--older-than", "1h");

        Assert.Equal(3, finished.Code);
        Said.Contains("Nothing of run 2019-02-19T14:00:00Z a is deleted", finished.Error);
        Assert.Equal(2, Directory.GetFiles(
            pipeline.Shell.PathOf("bucket/raw"), "part-*.json", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData("raw prune", "Option '--older-than' is required.")]
    [InlineData("raw prune --older-than soon", "--older-than cannot be 'soon': write an age as 15m, 6h or 7d.")]
    [InlineData("raw prune --older-than 30m", "--older-than is less than 1 hour")]
    [InlineData("reconcile --settled 0m", "--settled cannot be '0m'")]
    [InlineData("reconcile --to tomorrow", "--to is 'tomorrow'")]
    public async Task A_wrong_command_line_is_explained(string line, string message)
    {
        await using var pipeline = await CreateAsync();

        Said.First(message, (await pipeline.Shell.RunAsync(line.Split(' '))).Failed(code: 2));
    }

    [Fact]
    public async Task A_manifest_that_is_gone_is_told_and_its_raw_objects_are_never_pruned()
    {
        await using var pipeline = await CreateAsync();
        var good = await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        await pipeline.Shell.RunAsync(["replay", "--run", "a", "--from", "2019-02-19"]);
        File.Delete(pipeline.Shell.PathOf("bucket/raw/v1/2019/02/19/14/a/manifest.json"));
        LookBackFromNextDay(pipeline);

        var found = await pipeline.Shell.RunAsync("reconcile", "--from", "2019-02-19T14", "--to", "2019-02-19T14");
        var pruned = await pipeline.Shell.RunAsync("raw", "prune", "--older-than", "1h");

        Assert.Equal(3, found.Code);
        Said.Contains("its manifest is gone, though the tables have the run", found.Output);
        Assert.DoesNotContain("stray", found.Output, StringComparison.Ordinal);
        Assert.Equal(3, pruned.Code);
        Said.Contains("its manifest is gone, though the database has the run.", pruned.Error);
        Assert.NotNull(await pipeline.Bucket.FindAsync(
            good.Parts[0].Stored.Name, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_raw_object_that_is_gone_and_a_manifest_that_is_damaged_are_told()
    {
        await using var pipeline = await CreateAsync();
        var good = await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "b", Array(Reading("a", 0, "5")));
        await pipeline.Shell.RunAsync(["replay", "--from", "2019-02-19"]);
        await pipeline.Bucket.DeleteAsync(
            good.Parts[0].Stored.Name, good.Parts[0].Stored.Generation, TestContext.Current.CancellationToken);
        var manifest = "bucket/raw/v1/2019/02/19/15/b/manifest.json";
        pipeline.Shell.Write(manifest, pipeline.Shell.Read(manifest)[..^9]);
        LookBackFromNextDay(pipeline);

        var found = await pipeline.Shell.RunAsync(
            "reconcile", "--from", "2019-02-19T14", "--to", "2019-02-19T15", "--format", "csv");

        Assert.Equal(3, found.Code);
        string[] lines = found.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Said.First($"unusable,2019-02-19T14:00:00Z,,a,{good.Parts[0].Stored.Name}: generation ", lines[1]);
        Said.First("unusable,2019-02-19T15:00:00Z,,b,raw/v1/2019/02/19/15/b/manifest.json: ", lines[2]);
    }

    [Fact]
    public async Task A_run_that_an_earlier_pass_published_in_vain_needs_a_person()
    {
        await using var pipeline = await CreateAsync();
        pipeline.Shell.Variables["TOPIC"] = "file:./topic";
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        LookBackFromNextDay(pipeline);
        string[] line = ["reconcile", "--from", "2019-02-19T14", "--to", "2019-02-19T14"];

        var first = await pipeline.Shell.RunAsync(line);
        var soon = await pipeline.Shell.RunAsync(line);
        ((FakeTimeProvider)pipeline.Shell.Clock).Advance(TimeSpan.FromHours(1));
        var later = await pipeline.Shell.RunAsync(line);

        Assert.Equal((0, 0, 3), (first.Code, soon.Code, later.Code));
        Said.Contains("and not in since: isotherm dead-letters list", later.Output);
        Assert.Equal(3, Directory.GetFiles(pipeline.Shell.PathOf("topic")).Length);
    }

    [Fact]
    public async Task A_run_that_becomes_a_dead_letter_here_is_still_not_in_and_needs_a_person()
    {
        await using var pipeline = await CreateAsync();
        var good = await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        var part = "bucket/" + good.Parts[0].Stored.Name;
        pipeline.Shell.Write(part, pipeline.Shell.Read(part)[..^3]);
        LookBackFromNextDay(pipeline);

        var found = await pipeline.Shell.RunAsync("reconcile", "--from", "2019-02-19T14", "--to", "2019-02-19T14");

        Assert.Equal(3, found.Code);
        Said.Contains("published again, and still not in: isotherm dead-letters list", found.Output);
    }

    [Fact]
    public async Task It_looks_back_a_week_from_the_last_hour_that_it_is_given()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        LookBackFromNextDay(pipeline);

        var found = await pipeline.Shell.RunAsync("reconcile", "--to", "2019-02-20T02", "--format", "csv");

        Assert.Equal(3, found.Code);
        Said.Contains("unevaluated,2019-02-19T14:00:00Z,,a,", found.Output);
        Said.Contains("missing,2019-02-19T15:00:00Z,2019-02-20T02:00:00Z,,never run", found.Output);
        var future = await pipeline.Shell.RunAsync("reconcile", "--from", "9998-01-01", "--to", "9999-12-31T23");
        Said.First("isotherm: The hour 9998-01-01T00:00:00Z has not begun yet.", future.Error);
        Assert.Equal(2, future.Code);
        var early = await pipeline.Shell.RunAsync("reconcile", "--to", "0001-01-01T05", "--dry-run");
        Assert.Equal("Bucket, ledger and tables agree.\n", early.Succeeded());
    }

    /// <summary>The raw objects are made now, so a day later nothing is young.</summary>
    private static void LookBackFromNextDay(KeptPipeline pipeline) =>
        pipeline.Shell.Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(1))
        {
            AutoAdvanceAmount = TimeSpan.FromMilliseconds(1),
        };
}
