using System.Collections.Concurrent;
using System.Globalization;
using Isotherm.Adapters.Identity;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>Counting dead letters, from a Cloud Monitoring that misbehaves and from a folder.</summary>
public sealed class DeadLetterCountTests : IDisposable
{
    private const string Token = "ya29.secret-token_1";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_latest_figure_of_the_subscription_is_the_count()
    {
        await using var server = new PubSubRudeServer(
            Ok(Series(("14:05:00", "\"7\""), ("14:04:00", "\"3\""))),
            Ok(Series(("14:04:00", "\"3\""), ("14:05:00", "0"))));
        using var count = Count(server);

        Assert.Equal(7, await count.CountAsync(Cancellation));
        Assert.Equal(0, await count.CountAsync(Cancellation));

        var line = Uri.UnescapeDataString(server.Requests.First().Line);
        Assert.Equal(
            "GET /v3/projects/my-project/timeSeries?filter=metric.type ="
            + " \"pubsub.googleapis.com/subscription/num_undelivered_messages\""
            + " AND resource.labels.subscription_id = \"dead-letters\"&interval.startTime=2019-02-19T13:50:00Z"
            + "&interval.endTime=2019-02-19T14:05:00Z&view=FULL HTTP/1.1",
            line);
        Assert.Contains($"Bearer {Token}", server.Requests.First().Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"timeSeries":[]}""")]
    [InlineData("""{"timeSeries":[{"points":[]}]}""")]
    [InlineData("""{"timeSeries":[{}]}""")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    [InlineData("""{"timeSeries":{}}""")]
    [InlineData("""{"timeSeries":[{"points":[{"interval":{"endTime":"2019-02-19T14:05:00Z"}}]}]}""")]
    [InlineData("""{"timeSeries":[{"points":[{"interval":{},"value":{"int64Value":"1"}}]}]}""")]
    [InlineData("""{"timeSeries":[{"points":[{"interval":{"endTime":"x"},"value":{"int64Value":"1"}}]}]}""")]
    [InlineData("""
        {"timeSeries":[{"points":[{"interval":{"endTime":"2019-02-19T14:05:00Z"},"value":{"int64Value":"-1"}}]}]}
        """)]
    public async Task An_answer_without_a_figure_is_unknown(string answer)
    {
        await using var server = new PubSubRudeServer(Ok(answer));
        using var count = Count(server);

        Assert.Null(await count.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("401")]
    [InlineData("403")]
    [InlineData("404")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("302")]
    [InlineData("cut")]
    [InlineData("too long")]
    public async Task A_failure_is_unknown_and_the_next_look_is_a_new_one(string fault)
    {
        var good = Series(("14:05:00", "\"7\""));
        await using var elsewhere = new PubSubRudeServer(Ok(good));
        await using var server = new PubSubRudeServer(
            fault switch
            {
                "cut" => new RudeTurn(Takes: false, Ok(good).Answer, Cut: 100),
                "too long" => Ok(good + new string(' ', 300_000)),
                _ => RudeTurn.Status(
                    int.Parse(fault, CultureInfo.InvariantCulture), header: $"Location: {elsewhere.Address}\r\n"),
            },
            Ok(good));
        var tokens = new Tokens();
        using var count = Count(server, tokens);

        Assert.Null(await count.CountAsync(Cancellation));
        Assert.Equal(7, await count.CountAsync(Cancellation));
        Assert.Empty(elsewhere.Requests);
        Assert.Equal(fault == "401" ? [Token] : [], tokens.Rejected);
    }

    [Fact]
    public async Task Who_does_not_answer_is_not_waited_for()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Hang);
        var clock = new FakeTimeProvider(At);
        using var count = Count(server, clock: clock);
        var asked = count.CountAsync(Cancellation);
        while (server.Requests.IsEmpty) await Task.Yield();

        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await asked);
    }

    [Fact]
    public async Task Who_cancels_is_not_told_that_it_is_unknown()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Hang);
        using var count = Count(server);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var asked = count.CountAsync(cancel.Token);
        while (server.Requests.IsEmpty) await Task.Yield();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task Without_a_token_and_without_a_server_it_is_unknown()
    {
        await using var server = new PubSubRudeServer();
        using var withoutToken = Count(server, new NoTokens());
        using var withoutServer = new MonitoredDeadLetterCount(
            Name, new Uri($"http://127.0.0.1:{LoopbackPort.Free()}/"), new Tokens(), new FakeTimeProvider(At));

        Assert.Null(await withoutToken.CountAsync(Cancellation));
        Assert.Null(await withoutServer.CountAsync(Cancellation));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_letters_in_a_folder_are_counted_and_stay_there()
    {
        var topic = new FolderTopic(_folder.Path, TimeProvider.System);
        var count = new FolderDeadLetters(_folder.Path, TimeProvider.System);
        var nowhere = new FolderDeadLetters(Path.Combine(_folder.Path, "none"), TimeProvider.System);
        await topic.PublishAsync(
            [new OutgoingMessage("1", new Dictionary<string, string>()), new("2", new Dictionary<string, string>())],
            Cancellation);
        await File.WriteAllTextAsync(_folder.File("notes.json"), "no letter", Cancellation);

        Assert.Equal(2, await count.CountAsync(Cancellation));
        Assert.Equal(2, await count.CountAsync(Cancellation));
        Assert.Equal(0, await nowhere.CountAsync(Cancellation));
    }

    private const string Name = "projects/my-project/subscriptions/dead-letters";

    private static DateTimeOffset At { get; } = new(2019, 2, 19, 14, 5, 0, TimeSpan.Zero);

    private static RudeTurn Ok(string body) => RudeTurn.Status(200, body);

    private static string Series(params (string At, string Count)[] points)
    {
        var all = points.Select(point => $$$"""
            {"interval":{"startTime":"2019-02-19T{{{point.At}}}Z","endTime":"2019-02-19T{{{point.At}}}Z"},
             "value":{"int64Value":{{{point.Count}}}}}
            """);
        return $$"""
            {"timeSeries":[{"metric":{"type":"x"},"resource":{"type":"pubsub_subscription"},"metricKind":"GAUGE",
             "valueType":"INT64","points":[{{string.Join(",", all)}}]}],"unit":"1"}
            """;
    }

    private static MonitoredDeadLetterCount Count(
        PubSubRudeServer server, IAccessTokens? tokens = null, TimeProvider? clock = null) =>
        new(Name, server.Address, tokens ?? new Tokens(), clock ?? new FakeTimeProvider(At));

    /// <summary>One token for ever; remembers what was rejected.</summary>
    private sealed class Tokens : IAccessTokens
    {
        public ConcurrentQueue<string> Rejected { get; } = [];

        public ValueTask<string?> GetAsync(CancellationToken cancellation) => ValueTask.FromResult<string?>(Token);

        public void Reject(string token) => Rejected.Enqueue(token);
    }

    private sealed class NoTokens : IAccessTokens
    {
        public ValueTask<string?> GetAsync(CancellationToken cancellation) => throw new TransientException("None.");

        public void Reject(string token)
        {
        }
    }
}
