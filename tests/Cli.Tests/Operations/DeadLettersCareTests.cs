using Isotherm.Adapters.Messages;
using Isotherm.Core.Messages;
using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

/// <summary>Dead letters in numbers, among other files, and those that this process makes itself.</summary>
public sealed class DeadLettersCareTests
{
    private const string Subscription = "projects/my-project/subscriptions/dead-letters";
    private static readonly string[] Day = ["--from", "2019-02-19", "--to", "2019-02-19"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_that_outlasts_a_lease_keeps_the_letters_in_hand()
    {
        await using var server = await LettersServer.StartAsync(letters: 5);
        await using var pipeline = await AtAsync(server);
        pipeline.Shell.Clock = new HastyClock(TimeSpan.FromSeconds(200));

        var said = (await pipeline.Shell.RunAsync("dead-letters", "redrive", "--all")).Succeeded();

        Said.First("5 dead letters were published again", said);
        var asked = server.Asked.ToArray();
        Assert.True(asked.Count(word => word == "modifyAckDeadline 600") >= 3, string.Join(", ", asked));
        Assert.DoesNotContain("modifyAckDeadline 0", asked);
        Assert.Equal(5, asked.Count(word => word == "acknowledge"));
    }

    [Fact]
    public async Task More_letters_than_can_be_taken_at_once_are_said_to_be_more()
    {
        await using var server = await LettersServer.StartAsync(letters: 20_001);
        await using var pipeline = await AtAsync(server);

        var shown = await pipeline.Shell.RunAsync("dead-letters", "show", "nobody");

        Assert.Equal(1, shown.Code);
        Said.Contains("These are the first 20000 letters, and there may be more", shown.Error);
        Assert.Equal(20, server.Asked.Count(word => word == "pull"));
        Assert.Equal(20, server.Asked.Count(word => word == "modifyAckDeadline 0"));
    }

    [Fact]
    public async Task Without_any_letter_nothing_is_started_to_publish_them()
    {
        await using var pipeline = await CreateAsync();
        pipeline.Shell.Variables["DEAD_LETTER_SUBSCRIPTION"] = "file:./letters";
        Directory.CreateDirectory(pipeline.Shell.PathOf("letters"));

        // A port that nobody may take would end the start of an aggregate, and a topic that is none the command.
        var said = (await pipeline.Shell.RunAsync("dead-letters", "redrive", "--all", "--topic", "a/b")).Succeeded();

        Assert.Equal("There are no dead letters.\n", said);
    }

    [Fact]
    public async Task A_file_that_is_no_letter_is_passed_over_with_a_warning()
    {
        await using var pipeline = await CreateAsync();
        pipeline.Shell.Variables["DEAD_LETTER_SUBSCRIPTION"] = "file:./letters";
        pipeline.Shell.Variables["TOPIC"] = "file:./topic";
        var topic = new FolderTopic(pipeline.Shell.PathOf("letters"), TimeProvider.System);
        await topic.PublishAsync([new OutgoingMessage("{}", new Dictionary<string, string>())], Cancellation);
        foreach (var (name, text) in new[]
        {
            ("a.json", "{\n\"no\""), ("b.json", "{\"precious\":1}"), ("c.json", "[]"),
            ("d.json", """{"messageId":"1","publishTime":"x","attributes":{"a":1},"body":"b"}"""),
            ("e.json", """{"messageId":"1","publishTime":"x","attributes":{},"body":null}"""),
        }) pipeline.Shell.Write("letters/" + name, text);

        var listed = await pipeline.Shell.RunAsync("dead-letters", "list", "--format", "csv");
        var redriven = await pipeline.Shell.RunAsync("dead-letters", "redrive", "--all");

        Assert.Equal(0, listed.Code);
        Assert.Equal(2, listed.Output.Count(letter => letter == '\n'));
        Assert.Equal(5, listed.Error.Count(letter => letter == '\n'));
        Said.Contains("letters/a.json is no message of a topic and is left alone", listed.Error);
        Said.Not("LineNumber", listed.Error);
        Said.First("1 dead letters were published again", redriven.Output);
        Assert.Equal(5, Directory.GetFiles(pipeline.Shell.PathOf("letters"), "*.json").Length);
    }

    [Fact]
    public async Task What_keeps_this_process_from_its_work_is_said_once_and_kept_as_the_reason()
    {
        await using var pipeline = await CreateAsync();
        pipeline.Shell.Variables["DEAD_LETTER_SUBSCRIPTION"] = Subscription;
        await pipeline.CommitAsync(
            "2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")), Array(Reading("b", 0, "5")));
        await pipeline.QueryAsync(
            "CREATE TRIGGER broken BEFORE INSERT ON evaluation_parts"
            + " BEGIN SELECT json_extract('this is no json', '$'); END");

        var finished = await pipeline.Shell.RunAsync(["replay", .. Day]);

        Assert.Equal(3, finished.Code);
        Said.First("0 messages of 0 runs were published again to this process.", Last(finished.Output));
        Assert.Equal(1, finished.Error.Split("malformed JSON").Length - 1);
        var command = Last(finished.Error).Split("see isotherm ")[1].TrimEnd('.').Split(' ');
        Assert.Equal(["dead-letters", "list", "--letters", "file:" + pipeline.Shell.PathOf("dead-letters")], command);
        var listed = (await pipeline.Shell.RunAsync([.. command, "--format", "csv"])).Succeeded();
        Assert.Equal(2, listed.Split("given up after too many deliveries; the last: ").Length - 1);
        Assert.Equal(2, listed.Split("malformed JSON").Length - 1);
    }

    private static string Last(string text) => text.TrimEnd('\n').Split('\n')[^1];

    private static async Task<KeptPipeline> AtAsync(LettersServer server)
    {
        var pipeline = await CreateAsync();
        pipeline.Shell.Variables["PUBSUB_EMULATOR_HOST"] = server.Host;
        pipeline.Shell.Variables["DEAD_LETTER_SUBSCRIPTION"] = Subscription;
        pipeline.Shell.Variables["TOPIC"] = "file:./topic";
        return pipeline;
    }

    /// <summary>Whoever looks at it finds it so much later.</summary>
    private sealed class HastyClock(TimeSpan step) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, step.Ticks);
    }
}
