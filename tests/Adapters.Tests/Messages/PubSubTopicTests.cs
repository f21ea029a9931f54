using System.Text;
using System.Text.Json;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Tests.Messages;

public sealed class PubSubTopicTests
{
    private const string Token = "ya29.secret-token_1";

    private static readonly PubSubRetry Soon = new()
    {
        FirstWait = TimeSpan.FromMilliseconds(1),
        LongestWait = TimeSpan.FromMilliseconds(2),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_publish_sends_the_documented_request_with_the_token_and_returns_when_all_are_confirmed()
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server);

        await topic.PublishAsync(
            [new("{\"né\":1}", new Dictionary<string, string> { ["run"] = "été" })], Cancellation);

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /v1/projects/my-project/topics/parts:publish HTTP/1.1", request.Line);
        Assert.Contains($"Authorization: Bearer {Token}\r\n", request.Head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json\r\n", request.Head, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(request.Body);
        var message = Assert.Single(body.RootElement.GetProperty("messages").EnumerateArray());
        Assert.Equal("{\"né\":1}", Encoding.UTF8.GetString(message.GetProperty("data").GetBytesFromBase64()));
        Assert.Equal("été", message.GetProperty("attributes").GetProperty("run").GetString());
    }

    [Fact]
    public async Task No_message_makes_no_request()
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server);

        await topic.PublishAsync([], Cancellation);

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_emulator_gets_no_token_and_none_is_asked_for()
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server, emulator: true, token: _ => throw new InvalidOperationException("asked"));

        await topic.PublishAsync(Messages(1), Cancellation);

        Assert.DoesNotContain("Authorization", Assert.Single(server.Requests).Head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_status_that_may_pass_is_tried_again(int status)
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(status), RudeTurn.Status(status, "no JSON"));
        using var topic = Topic(server);

        await topic.PublishAsync(Messages(3), Cancellation);

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(["m0", "m1", "m2"], server.Published);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(501)]
    public async Task A_status_that_stays_ends_the_publish_after_one_try(int status)
    {
        var turn = RudeTurn.Status(status, header: "Location: http://127.0.0.1:1/\r\n");
        await using var server = new PubSubRudeServer(turn);
        using var topic = Topic(server);

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Messages(1), Cancellation));

        Assert.Single(server.Requests);
        Assert.Contains($"(status {status})", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_reset_before_the_messages_are_taken_is_tried_again()
    {
        await using var server = new PubSubRudeServer(RudeTurn.ResetBefore, RudeTurn.ResetBefore);
        using var topic = Topic(server);

        await topic.PublishAsync(Messages(2), Cancellation);

        Assert.Equal(["m0", "m1"], server.Published);
    }

    [Fact]
    public async Task A_connection_reset_after_the_messages_are_taken_doubles_them_and_loses_none()
    {
        await using var server = new PubSubRudeServer(RudeTurn.ResetAfter);
        using var topic = Topic(server);

        await topic.PublishAsync(Messages(2), Cancellation);

        Assert.Equal(["m0", "m1", "m0", "m1"], server.Published);
    }

    [Fact]
    public async Task An_answer_cut_in_the_middle_is_no_confirmation()
    {
        await using var server = new PubSubRudeServer(RudeTurn.CutAnswer);
        using var topic = Topic(server);

        await topic.PublishAsync(Messages(1), Cancellation);

        Assert.Equal(["m0", "m0"], server.Published);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("no JSON")]
    [InlineData("""{"messageIds":["1"]}""")]
    [InlineData("""{"messageIds":["1",""]}""")]
    [InlineData("""{"messageIds":["1",null]}""")]
    [InlineData("""{"messageIds":["1","2","3"]}""")]
    [InlineData("""{"messageIds":[1,2]}""")]
    public async Task A_success_that_does_not_confirm_each_message_is_tried_again(string answer)
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(200, answer));
        using var topic = Topic(server);

        await topic.PublishAsync(Messages(2), Cancellation);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(["m0", "m1"], server.Published);
    }

    [Fact]
    public async Task A_try_that_hangs_is_given_up_and_the_next_one_succeeds()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Hang);
        using var topic = Topic(server, Soon with { TryTimeout = TimeSpan.FromMilliseconds(200) });

        await topic.PublishAsync(Messages(1), Cancellation);

        Assert.Equal(["m0"], server.Published);
    }

    [Fact]
    public async Task The_caller_can_give_up_while_a_try_hangs()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Hang);
        using var topic = Topic(server);
        using var caller = new CancellationTokenSource();

        var publishing = topic.PublishAsync(Messages(1), caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
    }

    [Fact]
    public async Task A_token_is_fetched_anew_for_each_try()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(503));
        var tokens = 0;
        using var topic = Topic(server, token: _ => ValueTask.FromResult<string?>($"token-{++tokens}"));

        await topic.PublishAsync(Messages(1), Cancellation);

        Assert.Contains("Bearer token-1\r\n", server.Requests.First().Head, StringComparison.Ordinal);
        Assert.Contains("Bearer token-2\r\n", server.Requests.Last().Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_to_be_had_is_the_failure_of_the_publish()
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server, token: _ => throw new TransientException("no metadata server"));

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Messages(1), Cancellation));

        Assert.Equal("no metadata server", failure.Message);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("secret\r\nX-Other: 1")]
    [InlineData("sécret")]
    [InlineData("secret ")]
    public async Task A_token_that_is_no_header_text_is_neither_sent_nor_shown(string token)
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server, token: _ => ValueTask.FromResult<string?>(token));

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Messages(1), Cancellation));

        Assert.Empty(server.Requests);
        Assert.Contains("what this service has for an access token is none", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "refused the access token of this service")]
    [InlineData(403, "needs roles/pubsub.publisher on the topic, and the Pub/Sub API must be enabled in the project")]
    [InlineData(404, "has no such topic: create it in the project my-project, or name another")]
    public async Task A_refusal_says_what_is_missing(int status, string words)
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(status));
        using var topic = Topic(server);

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Messages(1), Cancellation));

        const string start = "Publishing to projects/my-project/topics/parts: Pub/Sub ";
        Assert.StartsWith(start, failure.Message, StringComparison.Ordinal);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_a_refusal_says_that_there_is_none()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(401));
        using var topic = Topic(server, token: _ => ValueTask.FromResult<string?>(null));

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Messages(1), Cancellation));

        Assert.Contains("wants an access token, and this service has none", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task A_token_stands_in_no_message_even_when_the_answer_repeats_it(int status)
    {
        var echo = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["error"] = new Dictionary<string, string> { ["status"] = Token, ["message"] = $"bad\r\n{Token} {Token}" },
        });
        var turn = RudeTurn.Status(status, echo, $"X-Echo: {Token}\r\n");
        await using var server = new PubSubRudeServer([.. Enumerable.Repeat(turn, 500)]);
        using var topic = Topic(server, Soon with { Deadline = TimeSpan.FromMilliseconds(300) });

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Messages(1), Cancellation));

        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task An_unknown_error_is_quoted_but_not_without_end()
    {
        var error = $$$"""{"error":{"status":"INVALID_ARGUMENT","message":"{{{new string('x', 5000)}}}"}}""";
        await using var server = new PubSubRudeServer(RudeTurn.Status(400, error));
        using var topic = Topic(server);

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Messages(1), Cancellation));

        Assert.Contains("answered INVALID_ARGUMENT: xxx", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 300, 500);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_reported_when_the_deadline_has_passed()
    {
        var server = new PubSubRudeServer();
        await server.DisposeAsync();
        using var topic = Topic(server, Soon with { Deadline = TimeSpan.FromMilliseconds(100) });

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Messages(1), Cancellation));

        const string words = "cannot be reached: ConnectionError, ConnectionRefused";
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    private static OutgoingMessage[] Messages(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new OutgoingMessage($"m{i}", new Dictionary<string, string>()))];

    private static PubSubTopic Topic(
        PubSubRudeServer server,
        PubSubRetry? retry = null,
        bool emulator = false,
        Func<CancellationToken, ValueTask<string?>>? token = null) => new(
            PubSubTopicName.Parse("parts", "my-project", out _)!,
            new PubSubEndpoint(server.Address, TakesTokens: !emulator),
            token ?? (_ => ValueTask.FromResult<string?>(Token)),
            TimeProvider.System,
            retry ?? Soon,
            () => 1);
}
