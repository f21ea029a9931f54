using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

/// <summary>What <c>replay --resume</c> makes of a file, and what of a user it must never harm.</summary>
public sealed class ResumeFileTests
{
    private const string Hour = "2019-02-19T14:00:00Z";
    private static readonly string[] Day = ["--from", "2019-02-19", "--to", "2019-02-19"];
    private static readonly string[] Line = ["replay", .. Day, "--resume", "r.txt"];

    [Fact]
    public async Task A_file_whose_replay_has_ended_is_refused_and_the_audit_of_that_replay_stays()
    {
        await using var pipeline = await WithRunAsync();
        (await pipeline.Shell.RunAsync([.. Line, "--reason", "first"])).Succeeded();
        var audit = await AuditAsync(pipeline);
        var file = pipeline.Shell.Read("r.txt");

        var again = await pipeline.Shell.RunAsync([.. Line, "--reason", "second"]);

        Said.Contains("r.txt belongs to a replay that has ended ", again.Failed(code: 2));
        Said.Contains("name another file, or delete it to start afresh.", again.Error);
        Assert.Equal(audit, await AuditAsync(pipeline));
        Assert.Equal(file, pipeline.Shell.Read("r.txt"));
        File.Delete(pipeline.Shell.PathOf("r.txt"));
        Said.First(
            "1 messages of 1 runs were published again to this process. No value",
            (await pipeline.Shell.RunAsync([.. Line, "--reason", "second"])).Succeeded());
        Assert.Equal(2, (await AuditAsync(pipeline)).Length);
    }

    [Fact]
    public async Task A_file_that_was_begun_with_other_shapes_belongs_to_another_replay()
    {
        await using var pipeline = await WithRunAsync();
        (await pipeline.Shell.RunAsync(Line)).Succeeded();
        Reopen(pipeline);
        await pipeline.UseShapesAsync(shift: 1);

        var other = await pipeline.Shell.RunAsync(Line);

        Said.Contains("r.txt belongs to another replay (from 2019-02-19T00:00:00Z", other.Failed(code: 2));
        Said.Contains(", shapes ", other.Error);
    }

    [Fact]
    public async Task Without_a_database_shapes_are_not_known_and_a_replay_is_resumed_all_the_same()
    {
        await using var pipeline = await WithRunAsync();
        pipeline.Shell.Variables.Remove("DATABASE");
        pipeline.Shell.Variables["TOPIC"] = "file:./topic";
        Assert.Equal(0, (await pipeline.Shell.RunAsync(Line)).Code);
        Reopen(pipeline);

        var again = await pipeline.Shell.RunAsync(Line);

        Assert.Equal(0, again.Code);
        Said.First("0 messages of 0 runs were published again", again.Output);
        Said.Contains(" 1 messages of 1 runs had been before.", again.Output);
        Said.Contains("\"shapes\":null,\"rules\":null", pipeline.Shell.Read("r.txt"));
    }

    [Fact]
    public async Task What_became_a_dead_letter_is_tried_again_by_the_same_command()
    {
        await using var pipeline = await WithRunAsync();
        var lost = await pipeline.CommitAsync("2019-02-19T15:00:00Z", "b", Array(Reading("a", 1, "5")));
        var path = pipeline.Shell.PathOf("bucket/" + lost.Parts[0].Stored.Name);
        var moved = pipeline.Shell.PathOf("moved");
        File.Move(path, moved);

        var first = await pipeline.Shell.RunAsync(Line);
        File.Move(moved, path);
        var second = (await pipeline.Shell.RunAsync(Line)).Succeeded();

        Assert.Equal(3, first.Code);
        Said.Contains("1 messages of 1 runs were published again to this process.", first.Output);
        Said.Contains("1 messages of 1 runs were published again to this process. 1 messages of 1 runs had", second);
        Assert.Equal(["1", "1"], await pipeline.QueryAsync("SELECT numberOfPoints FROM region_temperature"));
        Said.Contains("has ended", (await pipeline.Shell.RunAsync(Line)).Failed(code: 2));
        Assert.Equal(["2|2"], await pipeline.QueryAsync("SELECT runs, messages FROM replays"));
    }

    [Theory]
    [InlineData("{\"precious\":1}")]
    [InlineData("{\"precious\":1}\n")]
    [InlineData("{\n")]
    [InlineData("\n")]
    [InlineData("null\n")]
    [InlineData("[]")]
    [InlineData("my notes\n")]
    [InlineData("{\"bucket\":\"mine\"")]
    public async Task A_file_that_no_replay_wrote_is_refused_and_stays(string text)
    {
        await using var pipeline = await WithRunAsync();
        pipeline.Shell.Write("r.txt", text);

        var refused = await pipeline.Shell.RunAsync(Line);

        Said.Contains("r.txt is no resume file of a replay, and stays as it is", refused.Failed(code: 2));
        Assert.Equal(text, pipeline.Shell.Read("r.txt"));
    }

    [Fact]
    public async Task An_empty_file_and_a_first_line_cut_short_anywhere_are_begun_again()
    {
        await using var pipeline = await WithRunAsync();
        (await pipeline.Shell.RunAsync(Line)).Succeeded();
        var first = pipeline.Shell.Read("r.txt").Split('\n')[0];
        foreach (var length in new[] { 0, 1, 9, first.Length / 2, first.Length - 40, first.Length - 1, first.Length })
        {
            pipeline.Shell.Write("r.txt", first[..length]);

            var said = (await pipeline.Shell.RunAsync(Line)).Succeeded();

            Said.First("1 messages of 1 runs were published again to this process. No value", said);
            Assert.Equal(4, pipeline.Shell.Read("r.txt").Split('\n').Length);
        }
    }

    [Fact]
    public async Task A_folder_is_said_to_be_one()
    {
        await using var pipeline = await WithRunAsync();

        var refused = await pipeline.Shell.RunAsync(["replay", .. Day, "--resume", "bucket"]);

        Said.Contains("bucket is a folder: name a file in it.", refused.Failed(code: 2));
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_a_failure_without_a_row_or_a_file()
    {
        await using var pipeline = await WithRunAsync();

        var failed = await pipeline.Shell.RunAsync([.. Line, "--run", "a-mistyped"]);
        var dry = await pipeline.Shell.RunAsync(["replay", "--run", "a-mistyped", "--dry-run"]);

        Said.First("No committed run a-mistyped is in these hours in file:", failed.Failed());
        Said.First("No committed run a-mistyped", dry.Failed());
        Assert.Empty(await AuditAsync(pipeline));
        Assert.False(File.Exists(pipeline.Shell.PathOf("r.txt")));
    }

    [Fact]
    public async Task The_row_of_a_replay_that_goes_on_says_about_how_far_it_is()
    {
        await using var pipeline = await CreateAsync();
        for (var hour = 0; hour < 20; hour++)
            await pipeline.CommitAsync($"2019-02-19T{hour:00}:00:00Z", "a", Array(Reading("a", 0, "5")));
        pipeline.Shell.Variables["TOPIC"] = "file:./topic";
        var clock = new CountingClock(at: 18, () => AuditAsync(pipeline).GetAwaiter().GetResult());
        pipeline.Shell.Clock = clock;

        (await pipeline.Shell.RunAsync(["replay", .. Day, "--rate", "1"])).Succeeded();

        Assert.Equal(["|16|16|"], clock.Seen);
        Assert.All(await AuditAsync(pipeline), row => Said.Contains("|20|20|", row));
    }

    [Fact]
    public async Task A_reason_that_the_row_cannot_hold_is_refused()
    {
        await using var pipeline = await WithRunAsync();

        var refused = await pipeline.Shell.RunAsync(["replay", .. Day, "--reason", new string('x', 1_001)]);
        (await pipeline.Shell.RunAsync(["replay", .. Day, "--reason", new string('x', 1_000)])).Succeeded();

        Said.First("--reason has 1001 characters: 1000 is the most that is kept.", refused.Failed(code: 2));
        Assert.Equal(["1000"], await pipeline.QueryAsync("SELECT LENGTH(reason) FROM replays"));
    }

    [Theory]
    [InlineData("0001-01-01", "9999-12-31T23")]
    [InlineData("9999-12-31", "9999-12-31")]
    [InlineData("2019-01-01", "9999-12-31")]
    public async Task The_widest_range_of_hours_is_one_like_others(string from, string to)
    {
        await using var pipeline = await WithRunAsync();

        var said = await pipeline.Shell.RunAsync("replay", "--from", from, "--to", to, "--dry-run");

        Said.First(from[0] == '9' ? "0 messages of 0 runs" : "1 messages of 1 runs", Last(said.Succeeded()));
    }

    private static string Last(string text) => text.TrimEnd('\n').Split('\n')[^1];

    private static async Task<KeptPipeline> WithRunAsync()
    {
        var pipeline = await CreateAsync();
        await pipeline.CommitAsync(Hour, "a", Array(Reading("a", 0, "10")));
        return pipeline;
    }

    /// <summary>As if the process was killed before it noted the end.</summary>
    private static void Reopen(KeptPipeline pipeline)
    {
        var noted = pipeline.Shell.Read("r.txt");
        pipeline.Shell.Write("r.txt", noted[..noted.IndexOf("ended ", StringComparison.Ordinal)]);
    }

    private static Task<string[]> AuditAsync(KeptPipeline pipeline) =>
        pipeline.QueryAsync("SELECT reason, runs, messages, ended_at FROM replays ORDER BY started_at");

    /// <summary>Nobody waits on it; at one of the waits it looks at the rows.</summary>
    private sealed class CountingClock(int at, Func<string[]> look) : TimeProvider
    {
        private int _waits;

        public string[] Seen { get; private set; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (state is CancellationTokenSource) return base.CreateTimer(callback, state, dueTime, period); // a limit
            if (++_waits == at)
                Seen = [.. look().Select(row => row.Replace("null", "", StringComparison.Ordinal))];
            return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
