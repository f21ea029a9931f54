using System.Text.Json;
using Isotherm.Core.Failures;
using static Isotherm.Adapters.Tests.Messages.PubSubTries;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>What a publish that failed tells, and what it never tells.</summary>
public sealed class PubSubWordsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("secret\r\nX-Other: 1")]
    [InlineData("sécret")]
    [InlineData("secret ")]
    public async Task A_token_that_is_no_header_text_is_neither_sent_nor_shown(string token)
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server, token: _ => ValueTask.FromResult<string?>(token));

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Numbered(1), Cancellation));

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
        await using var server = new PubSubRudeServer(RudeTurn.Status(status), RudeTurn.Status(status));
        using var topic = Topic(server);

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Numbered(1), Cancellation));

        const string start = "Publishing to projects/my-project/topics/parts: Pub/Sub ";
        Assert.StartsWith(start, failure.Message, StringComparison.Ordinal);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_a_refusal_says_that_there_is_none()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(401));
        using var topic = Topic(server, token: _ => ValueTask.FromResult<string?>(null));

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Numbered(1), Cancellation));

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
        await using var server = new PubSubRudeServer(turn, turn);
        using var topic = Topic(server, Once);

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Numbered(1), Cancellation));

        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task An_unknown_error_is_quoted_but_not_without_end()
    {
        var error = $$$"""{"error":{"status":"INVALID_ARGUMENT","message":"{{{new string('x', 5000)}}}"}}""";
        await using var server = new PubSubRudeServer(RudeTurn.Status(400, error));
        using var topic = Topic(server);

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Numbered(1), Cancellation));

        Assert.Contains("answered INVALID_ARGUMENT: xxx", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 300, 500);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_reported_when_no_time_is_left_to_try_again()
    {
        var server = new PubSubRudeServer();
        await server.DisposeAsync();
        using var topic = Topic(server, Once);

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(Numbered(1), Cancellation));

        const string words = "cannot be reached: ConnectionError, ConnectionRefused";
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }
}
