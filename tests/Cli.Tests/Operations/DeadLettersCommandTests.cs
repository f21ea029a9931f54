using System.Text.Json;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Messages;
using Isotherm.Testing.Messages;
using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

public sealed class DeadLettersCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_of_letters_is_listed_shown_redriven_and_discarded()
    {
        await using var pipeline = await CreateAsync();
        pipeline.Shell.Variables["DEAD_LETTER_SUBSCRIPTION"] = "file:./letters";
        pipeline.Shell.Variables["TOPIC"] = "file:./topic";
        var topic = new FolderTopic(pipeline.Shell.PathOf("letters"), TimeProvider.System);

        await WorkAsync(pipeline, topic);

        using var json = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Directory.GetFiles(pipeline.Shell.PathOf("topic")).Single(), Cancellation));
        Assert.Equal("a", json.RootElement.GetProperty("attributes").GetProperty("run").GetString());
        Assert.False(json.RootElement.GetProperty("attributes").TryGetProperty("dead_letter_reason", out _));
    }

    [Fact]
    public async Task A_subscription_of_Pub_Sub_is_listed_shown_redriven_and_discarded()
    {
        using var emulator = PubSubEmulator.Need();
        await using var pipeline = await CreateAsync();
        using var topic = await emulator.CreateTopicAsync("letters", Cancellation);
        using var main = await emulator.CreateTopicAsync("main", Cancellation);
        await emulator.CreateSubscriptionAsync("letters-kept", "letters", Cancellation);
        await emulator.CreateSubscriptionAsync("main-kept", "main", Cancellation);
        pipeline.Shell.Variables["PUBSUB_EMULATOR_HOST"] = emulator.Endpoint.Address.Authority;
        pipeline.Shell.Variables["DEAD_LETTER_SUBSCRIPTION"] =
            $"projects/{emulator.Project}/subscriptions/letters-kept";
        pipeline.Shell.Variables["TOPIC"] = $"projects/{emulator.Project}/topics/main";

        await WorkAsync(pipeline, topic);

        var redriven = (await emulator.PullAsync("main-kept", 1, Cancellation)).Single().GetProperty("message");
        Assert.Equal("""{"run":"a"}"""u8, redriven.GetProperty("data").GetBytesFromBase64());
        Assert.Equal("a", redriven.GetProperty("attributes").GetProperty("run").GetString());
        Assert.False(redriven.GetProperty("attributes").TryGetProperty("dead_letter_reason", out _));
    }

    [Fact]
    public async Task A_letter_that_is_redriven_into_this_process_fills_the_hour()
    {
        await using var pipeline = await CreateAsync();
        pipeline.Shell.Variables["DEAD_LETTER_SUBSCRIPTION"] = "file:./letters";
        var manifest = await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        var topic = new FolderTopic(pipeline.Shell.PathOf("letters"), TimeProvider.System);
        await topic.PublishAsync([Letter(manifest.Parts[0].Message, "2")], Cancellation);
        await topic.PublishAsync([Letter("poison", "2")], Cancellation);

        var listed = (await pipeline.Shell.RunAsync("dead-letters", "list", "--format", "csv")).Succeeded();
        var finished = await pipeline.Shell.RunAsync("dead-letters", "redrive", "--all");

        Said.Contains(",2019-02-19T14:00:00Z,a,0,2,1,", listed);
        Assert.Equal(3, finished.Code);
        Said.Contains("Some came back as dead letters at once", finished.Error);
        Assert.Equal(["5.000000"], await pipeline.QueryAsync("SELECT temperature FROM region_temperature"));
        Assert.Single(Directory.GetFiles(pipeline.Shell.PathOf("letters"), "*.json"));
    }

    [Theory]
    [InlineData("dead-letters list", "No place of dead letters is given")]
    [InlineData("dead-letters list --letters nonsense", "'nonsense' holds no dead letters: write projects/")]
    [InlineData("dead-letters redrive --letters file:./l", "Say which: ids as list shows them, or --all.")]
    [InlineData("dead-letters redrive x --all --letters file:./l", "Say which: ids as list shows them, or --all.")]
    public async Task A_wrong_command_line_is_explained(string line, string message)
    {
        using var shell = new Shell();

        Said.First(message, (await shell.RunAsync(line.Split(' '))).Failed(code: 2));
    }

    /// <summary>Three letters, two of them copies: one redriven, the other discarded, each once.</summary>
    private static async Task WorkAsync(KeptPipeline pipeline, ITopic topic)
    {
        await topic.PublishAsync([Letter("""{"run":"a"}""", "5"), Letter("""{"run":"a"}""", "7")], Cancellation);
        await topic.PublishAsync([Letter("other\u001b[2J", "1")], Cancellation);
        var shell = pipeline.Shell;
        for (var again = 0; again < 2; again++)
        {
            var list = await shell.RunAsync("dead-letters", "list", "--format", "json");
            using var json = JsonDocument.Parse(list.Succeeded());
            var rows = json.RootElement.EnumerateArray().OrderByDescending(row => row.GetProperty("copies").GetInt32());
            Assert.Equal(
                ["2 7 gone", "1 1 gone"],
                rows.Select(row => string.Join(
                    ' ', row.GetProperty("copies"), row.GetProperty("attempts"), row.GetProperty("reason"))));
        }

        var table = (await shell.RunAsync("dead-letters", "list")).Succeeded().Split('\n');
        var first = table.Single(line => line.Contains(" 2 |", StringComparison.Ordinal)).Split(' ')[1];
        var second = table.Single(line => line.Contains(" 1 |      1 |", StringComparison.Ordinal)).Split(' ')[1];
        var shown = (await shell.RunAsync("dead-letters", "show", second)).Succeeded();
        Said.Contains("dead_letter_reason = gone", shown);
        Said.Contains("body     other\\u001b[2J\n", shown);
        var unknown = await shell.RunAsync("dead-letters", "redrive", "nobody");
        Said.Contains("There is no dead letter nobody", unknown.Failed());

        var redriven = await shell.RunAsync("dead-letters", "redrive", first);
        var discarded = await shell.RunAsync("dead-letters", "discard", second);
        Said.First("1 dead letters were published again", redriven.Succeeded());
        Said.First("1 dead letters were discarded", discarded.Succeeded());
        Assert.Equal("There are no dead letters.\n", (await shell.RunAsync("dead-letters", "list")).Succeeded());
    }

    private static OutgoingMessage Letter(string body, string attempts) => new(
        body,
        new Dictionary<string, string>
        {
            ["run"] = "a",
            ["dead_letter_reason"] = "gone",
            ["dead_letter_encoding"] = "utf-8",
            ["dead_letter_delivery_attempt"] = attempts,
        });
}
