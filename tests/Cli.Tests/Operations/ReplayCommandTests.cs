using System.Text.Json;
using Isotherm.Core.Aggregates.Aggregations;
using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

public sealed class ReplayCommandTests
{
    private const string Hour = "2019-02-19T14:00:00Z";
    private static readonly string[] Day = ["--from", "2019-02-19", "--to", "2019-02-19"];

    private static readonly string[] TwoParts =
    [
        Array(Reading("a", 0, "10"), Reading("b", 0, "11"), Reading("c", 5, "-3.5")),
        Array(Reading("d", 0, "12.5"), """{"id":"e"}"""),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_of_two_parts_is_previewed_aggregated_and_audited(bool isMySql)
    {
        await using var pipeline = await CreateAsync(isMySql);
        await pipeline.CommitAsync(Hour, "a", TwoParts);

        var preview = (await pipeline.Shell.RunAsync(["replay", .. Day, "--dry-run", "--format", "csv"])).Succeeded();
        Assert.Empty(await pipeline.QueryAsync("SELECT * FROM runs"));
        Assert.Empty(await pipeline.QueryAsync("SELECT * FROM replays"));
        Assert.Equal(
            "Hour,Region,Before,PointsBefore,After,PointsAfter,Why\n"
            + "2019-02-19T14:00:00Z,Grand Est,,,-3.500000,1,run a was never aggregated\n"
            + "2019-02-19T14:00:00Z,Île-de-France,,,11.166667,3,run a was never aggregated\n",
            preview);

        var done = (await pipeline.Shell.RunAsync(["replay", .. Day, "--reason", "first fill"])).Succeeded();
        Said.Last("2 messages of 1 runs were published again to this process. 2 values of 1 hours change.\n", done);
        Assert.Equal(
            ["Grand Est|-3.500000|1", "Île-de-France|11.166667|3"],
            await pipeline.QueryAsync(
                "SELECT region, temperature, numberOfPoints FROM region_temperature ORDER BY numberOfPoints"));
        Assert.Equal(
            ["replay|1|2|first fill|this process|unknown|1"],
            await pipeline.QueryAsync(
                "SELECT command, runs, messages, reason, destination, started_by,"
                + " CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END FROM replays"));
        Said.Contains("first fill", (await pipeline.Shell.RunAsync("replay", "--list")).Succeeded());
    }

    [Fact]
    public async Task New_shapes_a_correction_and_a_late_part_are_told_apart()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.CommitAsync(Hour, "a", TwoParts);
        await pipeline.Shell.RunAsync(["replay", .. Day]);
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "a", Array(Reading("a", 1, "5")));
        await pipeline.Shell.RunAsync(["replay", .. Day]);
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "later", Array(Reading("a", 1, "6")));

        var correction = await ChangesAsync(pipeline);
        Assert.Equal(["correction: run later instead of a"], correction.Select(change => change.Why));

        await pipeline.UseShapesAsync(shift: 1);
        var shapes = await ChangesAsync(pipeline);
        Assert.Equal(3, shapes.Count(change => change.Why.StartsWith("shapes ", StringComparison.Ordinal)));
        Assert.Contains(shapes, change => change is ("Île-de-France", null, _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Values_by_older_rules_are_replaced_as_whole_evaluations_and_stay_in_the_history(bool isMySql)
    {
        await using var pipeline = await CreateAsync(isMySql);
        await pipeline.CommitAsync(Hour, "a", TwoParts);
        await pipeline.Shell.RunAsync(["replay", .. Day]);

        // What a program with older rules left behind: other sums, under their own version.
        await pipeline.QueryAsync("UPDATE evaluations SET rules_version = rules_version - 1");
        await pipeline.QueryAsync("UPDATE runs SET code_version = '0.0.9'");
        await pipeline.QueryAsync("UPDATE region_sums SET points = points + 1 WHERE part = 0");
        await pipeline.QueryAsync("UPDATE region_temperature SET numberOfPoints = numberOfPoints + 1");
        var changes = await ChangesAsync(pipeline);
        (await pipeline.Shell.RunAsync(["replay", .. Day])).Succeeded();

        Assert.Equal(2, changes.Length);
        Assert.All(changes, change => Said.First("rules 0 -> 1, code 0.0.9 -> ", change.Why));
        Assert.Equal(
            ["Grand Est|-3.500000|1", "Île-de-France|11.166667|3"],
            await pipeline.QueryAsync(
                "SELECT region, temperature, numberOfPoints FROM region_temperature ORDER BY numberOfPoints"));
        Assert.Equal(["0|1", "1|1"], await pipeline.QueryAsync(
            "SELECT rules_version, COUNT(*) FROM evaluations GROUP BY rules_version ORDER BY 1"));
        Assert.Equal(["2"], await pipeline.QueryAsync("SELECT COUNT(*) FROM hour_history"));
        Assert.Empty(await ChangesAsync(pipeline));
    }

    [Fact]
    public async Task A_method_that_was_not_carried_through_is_told_from_rows_changed_by_hand()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.CommitAsync(Hour, "a", TwoParts);
        await pipeline.Shell.RunAsync(["replay", .. Day]);
        await pipeline.QueryAsync("UPDATE region_sums SET points = points + 1 WHERE method = 'polygon'");
        await pipeline.QueryAsync("UPDATE settings SET value = 'polygon' WHERE name = 'method'");

        Assert.All(await ChangesAsync(pipeline), change => Assert.Equal("method rectangle -> polygon", change.Why));
        await pipeline.QueryAsync("UPDATE region_temperature SET numberOfPoints = 99");
        Assert.All(await ChangesAsync(pipeline), change => Assert.Equal("rows were changed by hand", change.Why));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_hour_whose_row_was_removed_by_hand_is_shown_again_and_its_history_goes_on(bool isMySql)
    {
        await using var pipeline = await CreateAsync(isMySql);
        await pipeline.CommitAsync(Hour, "a", TwoParts);
        await pipeline.Shell.RunAsync(["replay", .. Day]);
        var rows = await pipeline.QueryAsync("SELECT * FROM region_temperature ORDER BY region");
        await pipeline.QueryAsync("DELETE FROM region_temperature");
        await pipeline.QueryAsync("DELETE FROM hours");

        (await pipeline.Shell.RunAsync(["replay", .. Day])).Succeeded();

        Assert.Equal(rows, await pipeline.QueryAsync("SELECT * FROM region_temperature ORDER BY region"));
        Assert.Equal(["2"], await pipeline.QueryAsync("SELECT changeover FROM hours"));
        Assert.Equal(["1", "2"], await pipeline.QueryAsync("SELECT changeover FROM hour_history ORDER BY 1"));
    }

    [Fact]
    public async Task A_part_that_is_missing_is_a_late_part()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.CommitAsync(Hour, "a", TwoParts);
        await pipeline.Shell.RunAsync(["replay", .. Day]);
        foreach (var table in new[] { "region_temperature", "hour_history_runs", "hour_history_values",
            "hour_history", "hours" }) await pipeline.QueryAsync($"DELETE FROM {table}");
        await pipeline.QueryAsync("DELETE FROM region_sums WHERE part = 1");
        foreach (var aggregation in RegisteredAggregations.All)
            await pipeline.QueryAsync($"DELETE FROM {aggregation.Parts.Name} WHERE part = 1");
        await pipeline.QueryAsync("DELETE FROM aggregation_parts WHERE part = 1");
        await pipeline.QueryAsync("DELETE FROM evaluation_parts WHERE part = 1");
        await pipeline.QueryAsync("UPDATE evaluations SET parts_in = 1, complete = 0");

        var changes = await ChangesAsync(pipeline);
        Assert.All(changes, change => Assert.Equal("late part", change.Why));
        await pipeline.Shell.RunAsync(["replay", .. Day]);

        Assert.Empty(await ChangesAsync(pipeline));
        Assert.Equal(["2"], await pipeline.QueryAsync("SELECT COUNT(*) FROM region_temperature"));
    }

    [Fact]
    public async Task Bodies_are_published_verbatim_and_a_resumed_replay_goes_on_where_it_ended()
    {
        await using var pipeline = await CreateAsync();
        pipeline.Shell.Variables["TOPIC"] = "file:./topic";
        var first = await pipeline.CommitAsync(Hour, "a", TwoParts);
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "b", Array(Reading("a", 1, "5")));
        string[] line = ["replay", .. Day, "--resume", "resume.txt"];
        (await pipeline.Shell.RunAsync(line)).Succeeded();

        // As if the process was killed while it noted the second run.
        var noted = pipeline.Shell.Read("resume.txt");
        pipeline.Shell.Write("resume.txt", noted[..(noted.IndexOf("\nended ", StringComparison.Ordinal) - 5)]);
        Directory.Delete(pipeline.Shell.PathOf("topic"), recursive: true);
        var again = (await pipeline.Shell.RunAsync(line)).Succeeded();

        var bodies = Bodies(pipeline);
        Assert.Single(bodies);
        Said.Contains("\"run\":\"b\"", bodies[0]);
        Said.Contains("1 messages of 1 runs were published again", again);
        Said.Contains("/topic. 2 messages of 1 runs had been before.", again);
        Assert.Equal(WithoutEnd(noted), WithoutEnd(pipeline.Shell.Read("resume.txt")));
        Assert.Equal(["2|3"], await pipeline.QueryAsync("SELECT runs, messages FROM replays"));

        File.Delete(pipeline.Shell.PathOf("resume.txt"));
        Directory.Delete(pipeline.Shell.PathOf("topic"), recursive: true);
        (await pipeline.Shell.RunAsync([.. line, "--run", "a"])).Succeeded();
        Assert.Equal(first.Parts.Select(part => part.Message).Order(), Bodies(pipeline).Order());
    }

    [Fact]
    public async Task A_resume_file_of_another_replay_is_refused_and_stays()
    {
        await using var pipeline = await CreateAsync();
        pipeline.Shell.Variables["TOPIC"] = "file:./topic";
        await pipeline.Shell.RunAsync(["replay", .. Day, "--resume", "r.txt"]);
        var before = pipeline.Shell.Read("r.txt");
        pipeline.Shell.Write("notes.txt", "my notes\n");

        var other = await pipeline.Shell.RunAsync("replay", "--from", "2020-01-01", "--resume", "r.txt");
        var notes = await pipeline.Shell.RunAsync(["replay", .. Day, "--resume", "notes.txt"]);

        Said.Contains("belongs to another replay", other.Failed(code: 2));
        Said.Contains("is no resume file of a replay", notes.Failed(code: 2));
        Assert.Equal(before, pipeline.Shell.Read("r.txt"));
        Assert.Equal("my notes\n", pipeline.Shell.Read("notes.txt"));
    }

    [Fact]
    public async Task Without_a_database_it_publishes_and_says_what_it_cannot_do()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.CommitAsync(Hour, "a", TwoParts);
        pipeline.Shell.Variables.Remove("DATABASE");

        var published = await pipeline.Shell.RunAsync(["replay", .. Day, "--topic", "file:./topic"]);
        var nowhere = await pipeline.Shell.RunAsync(["replay", .. Day]);

        Assert.Equal(0, published.Code);
        Said.First("isotherm: warning: No database is given", published.Error);
        Assert.Equal(2, Bodies(pipeline).Length);
        Assert.Equal(2, nowhere.Code);
        Said.Contains("Neither a topic nor a database is given", nowhere.Error);
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_is_named_and_the_others_are_published()
    {
        await using var pipeline = await CreateAsync();
        await pipeline.CommitAsync(Hour, "a", TwoParts);
        pipeline.Shell.Write("bucket/raw/v1/2019/02/19/15/broken/manifest.json", "{}");

        var finished = await pipeline.Shell.RunAsync(["replay", .. Day]);

        Assert.Equal(3, finished.Code);
        Said.Contains("15/broken/manifest.json: The manifest cannot be used", finished.Error);
        Said.Contains("2 messages of 1 runs were published again", finished.Output);
    }

    [Theory]
    [InlineData("", "Say which hours")]
    [InlineData("--from yesterday", "--from is 'yesterday'")]
    [InlineData("--run A", "--run is 'A': a run id is")]
    [InlineData("--from 2019-02-19 --rate -1", "--rate cannot be '-1'")]
    [InlineData("--from 2019-02-19 --dry-run --resume f", "--resume notes what is published")]
    [InlineData("--from 2019-02-19 --bucket nonsense", "'nonsense' cannot be used as a bucket")]
    [InlineData("--list --from 2019-02-19", "--list shows every replay, and goes with --database and --format.")]
    [InlineData("--list --dry-run", "--list shows every replay")]
    [InlineData("--from 2019-02-19 --topic a/b", "'a/b' cannot be used as a topic")]
    public async Task A_wrong_command_line_is_explained(string options, string message)
    {
        await using var pipeline = await CreateAsync();
        var line = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Said.First(message, (await pipeline.Shell.RunAsync(["replay", .. line])).Failed(code: 2));
    }

    private static string WithoutEnd(string noted) => noted[..noted.IndexOf("ended ", StringComparison.Ordinal)];

    private static string[] Bodies(KeptPipeline pipeline) =>
    [
        .. Directory.GetFiles(pipeline.Shell.PathOf("topic"), "*.json").Select(path =>
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.GetProperty("body").GetString()!;
        }),
    ];

    private static async Task<(string Region, string? After, string Why)[]> ChangesAsync(KeptPipeline pipeline)
    {
        var finished = await pipeline.Shell.RunAsync(["replay", .. Day, "--dry-run", "--format", "json"]);
        using var json = JsonDocument.Parse(finished.Succeeded());
        return
        [
            .. json.RootElement.GetProperty("changes").EnumerateArray().Select(change => (
                change.GetProperty("region").GetString()!,
                change.GetProperty("after").GetString(),
                change.GetProperty("why").GetString()!)),
        ];
    }
}
