using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Adapters.Identity;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>Taking dead letters from a Pub/Sub that misbehaves.</summary>
public sealed class PubSubSubscriptionTests
{
    private const string Empty = "{}";
    private const string Token = "ya29.secret-token_1";

    private static readonly string Letter = Letters(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> WhatMayPass { get; } =
        ["401", "408", "409", "429", "499", "500", "502", "503", "504", "reset", "reset after", "cut", "hang"];

    [Theory]
    [MemberData(nameof(WhatMayPass))]
    public async Task What_may_pass_is_tried_again_at_each_step(string fault)
    {
        var turn = Turn(fault);
        await using var server = new PubSubRudeServer(
            turn, turn, Ok(Letter), turn, Ok(Empty), turn, Ok(Empty), Ok(Empty), Ok(Empty), turn, Ok(Empty));
        var tokens = new Tokens();
        using var subscription = Subscription(server, tokens);

        var letters = (await subscription.TakeAsync(Cancellation)).Letters;
        await subscription.RemoveAsync(letters, Cancellation);

        var letter = Assert.Single(letters);
        Assert.Equal(("ack-0", "m-0", "body 0"), (
            letter.Handle, letter.MessageId, Encoding.UTF8.GetString(letter.Body.Span)));
        Assert.Equal("wrong bucket", letter.Attributes["reason"]);
        Assert.Equal(
            ["pull", "modifyAckDeadline", "pull", "acknowledge"],
            server.Requests.Select(Verb).Aggregate(new List<string>(), (verbs, verb) =>
                verbs.Count > 0 && verbs[^1] == verb ? verbs : [.. verbs, verb]));
        Assert.Equal(fault == "401" ? 5 : 0, tokens.Rejected.Count);
        Assert.All(
            server.Requests, request => Assert.Contains($"Bearer {Token}", request.Head, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, "Pub/Sub refused (status 400).")]
    [InlineData(403, "Pub/Sub does not let this account pull: it needs roles/pubsub.subscriber on it (status 403).")]
    [InlineData(404, "Pub/Sub has no such subscription: create it on the dead-letter topic (status 404).")]
    [InlineData(302, "Pub/Sub refused (status 302).")]
    public async Task What_cannot_pass_is_asked_once_and_said(int status, string words)
    {
        await using var elsewhere = new PubSubRudeServer();
        await using var server = new PubSubRudeServer(
            RudeTurn.Status(status, header: $"Location: {elsewhere.Address}\r\n"));
        using var subscription = Subscription(server);

        var refused = await Assert.ThrowsAsync<TransientException>(() => subscription.TakeAsync(Cancellation));

        Assert.EndsWith(words, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "projects/my-project/subscriptions/dead-letters: ", refused.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("""{"receivedMessages":{}}""")]
    [InlineData("""{"receivedMessages":[{"ackId":"a"}]}""")]
    [InlineData("""{"receivedMessages":[{"ackId":"a","message":{"messageId":"m","data":"%%"}}]}""")]
    [InlineData("""[]""")]
    public async Task An_answer_that_cannot_be_read_takes_nothing(string answer)
    {
        await using var server = new PubSubRudeServer(Ok(answer));
        using var subscription = Subscription(server);

        var refused = await Assert.ThrowsAsync<TransientException>(() => subscription.TakeAsync(Cancellation));

        Assert.Contains("Pub/Sub answered no list of messages", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_empty_answer_is_not_the_end_and_three_in_a_row_are()
    {
        await using var server = new PubSubRudeServer(
            Ok(Empty), Ok(Empty), Ok(Letters(2)), Ok(Empty), Ok(""), Ok(Letters(1, first: 2)), Ok(Empty));
        using var subscription = Subscription(server);

        var letters = (await subscription.TakeAsync(Cancellation)).Letters;

        Assert.Equal(["m-0", "m-1", "m-2"], letters.Select(letter => letter.MessageId));
        Assert.Equal(5 + 3, server.Requests.Select(Verb).Count(verb => verb == "pull"));
    }

    [Fact]
    public async Task Letters_are_leased_removed_and_put_back_a_thousand_at_a_time()
    {
        await using var server = new PubSubRudeServer();
        using var subscription = Subscription(server);
        DeadLetter[] letters =
        [
            .. Enumerable.Range(0, 2_001).Select(i => new DeadLetter(
                $"ack-{i}", $"m-{i}", default, default, new Dictionary<string, string>())),
        ];

        await subscription.RemoveAsync(letters, Cancellation);
        await subscription.PutBackAsync(letters, Cancellation);

        var bodies = server.Requests.Select(request => JsonDocument.Parse(request.Body).RootElement).ToArray();
        Assert.Equal([1_000, 1_000, 1, 1_000, 1_000, 1], bodies.Select(
            body => body.GetProperty("ackIds").GetArrayLength()));
        Assert.All(bodies[..3], body => Assert.False(body.TryGetProperty("ackDeadlineSeconds", out _)));
        Assert.All(bodies[3..], body => Assert.Equal(0, body.GetProperty("ackDeadlineSeconds").GetInt32()));
    }

    [Fact]
    public async Task After_the_deadline_it_gives_up_with_the_last_reason()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(503));
        using var subscription = Subscription(server, retry: new PubSubRetry { Deadline = TimeSpan.Zero });

        var given = await Assert.ThrowsAsync<TransientException>(() => subscription.TakeAsync(Cancellation));

        Assert.EndsWith("Pub/Sub refused (status 503).", given.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Letters_in_hand_are_put_back_when_taking_fails_midway()
    {
        await using var server = new PubSubRudeServer(
            Ok(Letters(2)), Ok(Empty), Ok(Letters(1, first: 2)), Ok(Empty), RudeTurn.Status(403));
        using var subscription = Subscription(server);

        var refused = await Assert.ThrowsAsync<TransientException>(() => subscription.TakeAsync(Cancellation));

        Assert.EndsWith("(status 403).", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.NeedsPerson);
        AssertPutBack(server, "ack-0", "ack-1", "ack-2");
    }

    [Fact]
    public async Task Letters_whose_lease_could_not_be_made_longer_are_put_back_too()
    {
        await using var server = new PubSubRudeServer(Ok(Letters(1)), RudeTurn.Status(403));
        using var subscription = Subscription(server);

        await Assert.ThrowsAsync<TransientException>(() => subscription.TakeAsync(Cancellation));

        AssertPutBack(server, "ack-0");
    }

    [Fact]
    public async Task Letters_in_hand_are_put_back_when_taking_is_cancelled()
    {
        await using var server = new PubSubRudeServer(Ok(Letters(1)), Ok(Empty), RudeTurn.Hang);
        using var subscription = Subscription(server, retry: new PubSubRetry());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var taking = subscription.TakeAsync(cancel.Token);
        while (server.Requests.Count < 3) await Task.Yield();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
        AssertPutBack(server, "ack-0");
    }

    [Fact]
    public async Task When_putting_back_fails_too_the_first_failure_is_said()
    {
        await using var server = new PubSubRudeServer(
            Ok(Letters(1)), Ok(Empty), RudeTurn.Status(404), RudeTurn.Status(400));
        using var subscription = Subscription(server);

        var refused = await Assert.ThrowsAsync<TransientException>(() => subscription.TakeAsync(Cancellation));

        Assert.EndsWith("(status 404).", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lease_is_renewed_for_as_long_as_the_first_one()
    {
        await using var server = new PubSubRudeServer(Ok(Letters(1)));
        using var subscription = Subscription(server);
        var taken = await subscription.TakeAsync(Cancellation);

        await subscription.RenewAsync(taken.Letters, Cancellation);

        Assert.True(taken.IsAll);
        using var body = JsonDocument.Parse(server.Requests.Last().Body);
        Assert.Equal(subscription.Lease.TotalSeconds, body.RootElement.GetProperty("ackDeadlineSeconds").GetDouble());
    }

    [Fact]
    public async Task Who_cancels_is_not_told_of_a_failure()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Hang);
        using var subscription = Subscription(server, retry: new PubSubRetry());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var taking = subscription.TakeAsync(cancel.Token);
        while (server.Requests.IsEmpty) await Task.Yield();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
    }

    private static void AssertPutBack(PubSubRudeServer server, params string[] handles)
    {
        var last = server.Requests.Last();
        Assert.Equal("modifyAckDeadline", Verb(last));
        using var body = JsonDocument.Parse(last.Body);
        Assert.Equal(0, body.RootElement.GetProperty("ackDeadlineSeconds").GetInt32());
        Assert.Equal(
            handles, body.RootElement.GetProperty("ackIds").EnumerateArray().Select(handle => handle.GetString()));
    }

    private static RudeTurn Turn(string fault) => fault switch
    {
        "reset" => RudeTurn.ResetBefore,
        "reset after" => new RudeTurn(Takes: true, Ok(Letters(1, first: 9)).Answer, Cut: 0),
        "cut" => new RudeTurn(Takes: true, Ok(Letter).Answer, Cut: 100),
        "hang" => RudeTurn.Hang,
        _ => RudeTurn.Status(int.Parse(fault, CultureInfo.InvariantCulture)),
    };

    private static RudeTurn Ok(string body) => RudeTurn.Status(200, body);

    private static string Letters(int count, int first = 0) => JsonSerializer.Serialize(new
    {
        receivedMessages = Enumerable.Range(first, count).Select(i => new
        {
            ackId = $"ack-{i}",
            message = new
            {
                messageId = $"m-{i}",
                publishTime = "2019-02-19T14:00:00.5Z",
                data = Convert.ToBase64String(Encoding.UTF8.GetBytes($"body {i}")),
                attributes = new { reason = "wrong bucket" },
            },
        }),
    });

    private static string Verb(RudeRequest request) => request.Line.Split(' ')[1].Split(':')[^1];

    private static PubSubSubscription Subscription(
        PubSubRudeServer server, Tokens? tokens = null, PubSubRetry? retry = null) => new(
            "projects/my-project/subscriptions/dead-letters",
            new PubSubEndpoint(server.Address, TakesTokens: true),
            tokens ?? new Tokens(),
            TimeProvider.System,
            retry ?? PubSubTries.Soon with { TryTimeout = TimeSpan.FromSeconds(1) });

    /// <summary>One token for ever; remembers what was rejected.</summary>
    private sealed class Tokens : IAccessTokens
    {
        public ConcurrentQueue<string> Rejected { get; } = [];

        public ValueTask<string?> GetAsync(CancellationToken cancellation) => ValueTask.FromResult<string?>(Token);

        public void Reject(string token) => Rejected.Enqueue(token);
    }
}
