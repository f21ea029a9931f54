using System.Text;
using System.Text.Json;
using Isotherm.Adapters.Identity;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Failures;
using NSubstitute;
using static Isotherm.Adapters.Tests.Messages.PubSubTries;

namespace Isotherm.Adapters.Tests.Messages;

public sealed class PubSubTopicTests
{
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

        await topic.PublishAsync(Numbered(1), Cancellation);

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

        await topic.PublishAsync(Numbered(3), Cancellation);

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(["m0", "m1", "m2"], server.Published);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(501)]
    public async Task A_status_that_stays_ends_the_publish_after_one_try(int status)
    {
        var turn = RudeTurn.Status(status, header: "Location: http://127.0.0.1:1/\r\n");
        await using var server = new PubSubRudeServer(turn);
        using var topic = Topic(server);

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Numbered(1), Cancellation));

        Assert.Single(server.Requests);
        Assert.Contains($"(status {status})", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_reset_before_the_messages_are_taken_is_tried_again()
    {
        await using var server = new PubSubRudeServer(RudeTurn.ResetBefore, RudeTurn.ResetBefore);
        using var topic = Topic(server);

        await topic.PublishAsync(Numbered(2), Cancellation);

        Assert.Equal(["m0", "m1"], server.Published);
    }

    [Fact]
    public async Task A_connection_reset_after_the_messages_are_taken_doubles_them_and_loses_none()
    {
        await using var server = new PubSubRudeServer(RudeTurn.ResetAfter);
        using var topic = Topic(server);

        await topic.PublishAsync(Numbered(2), Cancellation);

        Assert.Equal(["m0", "m1", "m0", "m1"], server.Published);
    }

    [Fact]
    public async Task An_answer_cut_in_the_middle_is_no_confirmation()
    {
        await using var server = new PubSubRudeServer(RudeTurn.CutAnswer);
        using var topic = Topic(server);

        await topic.PublishAsync(Numbered(1), Cancellation);

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

        await topic.PublishAsync(Numbered(2), Cancellation);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(["m0", "m1"], server.Published);
    }

    [Fact]
    public async Task A_try_that_hangs_is_given_up_and_the_next_one_succeeds()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Hang);
        using var topic = Topic(server, Soon with { TryTimeout = TimeSpan.FromMilliseconds(200) });

        await topic.PublishAsync(Numbered(1), Cancellation);

        Assert.Contains("m0", server.Published);
    }

    [Fact]
    public async Task The_caller_can_give_up_while_a_try_hangs()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Hang);
        using var topic = Topic(server);
        using var caller = new CancellationTokenSource();

        var publishing = topic.PublishAsync(Numbered(1), caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
    }

    [Fact]
    public async Task A_token_is_fetched_anew_for_each_try()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(503));
        var tokens = 0;
        using var topic = Topic(server, token: _ => ValueTask.FromResult<string?>($"token-{++tokens}"));

        await topic.PublishAsync(Numbered(1), Cancellation);

        Assert.Contains("Bearer token-1\r\n", server.Requests.First().Head, StringComparison.Ordinal);
        Assert.Contains("Bearer token-2\r\n", server.Requests.Last().Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_given_back_and_another_one_tried()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(401));
        var tokens = Substitute.For<IAccessTokens>();
        tokens.GetAsync(Arg.Any<CancellationToken>()).Returns("old", "new");
        using var topic = new PubSubTopic(
            PubSubTopicName.Parse("parts", "my-project", out _)!,
            new PubSubEndpoint(server.Address, TakesTokens: true),
            tokens,
            TimeProvider.System);

        await topic.PublishAsync(Numbered(1), Cancellation);

        tokens.Received(1).Reject("old");
        tokens.DidNotReceive().Reject("new");
        Assert.Contains("Bearer new\r\n", server.Requests.Last().Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_refusal_of_the_token_ends_the_publish()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(401), RudeTurn.Status(401));
        using var topic = Topic(server);

        await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Numbered(1), Cancellation));

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task No_token_to_be_had_is_the_failure_of_the_publish()
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server, token: _ => throw new TransientException("no metadata server"));

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Numbered(1), Cancellation));

        Assert.Equal("no metadata server", failure.Message);
        Assert.Empty(server.Requests);
    }
}
