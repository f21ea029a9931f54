using System.Globalization;
using Isotherm.Adapters.Identity;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Failures;
using Isotherm.Testing;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>When a publish is tried again, on a clock that moves only when the test moves it.</summary>
public sealed class PubSubWaitTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TryTimeout = new PubSubRetry().TryTimeout;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_wait_grows_fourfold_up_to_the_longest()
    {
        await using var server = new PubSubRudeServer([.. Enumerable.Repeat(RudeTurn.Status(503), 6)]);
        var clock = new TimerClock(Start);
        using var topic = Topic(server, clock, new PubSubRetry(), jitter: 1);

        var publishing = topic.PublishAsync([new("m", new Dictionary<string, string>())], Cancellation);

        foreach (var seconds in new[] { 0.1, 0.4, 1.6, 6.4, 10, 10 })
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), await NextWaitAsync(clock));
            Assert.False(publishing.IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        await publishing;
        Assert.Equal(7, server.Requests.Count);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0.1)]
    [InlineData("-3", 0.1)]
    [InlineData("soon", 0.1)]
    [InlineData("Thu, 01 Jan 2026 00:00:30 GMT", 30)]
    [InlineData("Wed, 31 Dec 2025 00:00:00 GMT", 0.1)]
    public async Task The_wait_that_the_answer_asks_for_is_kept(string retryAfter, double seconds)
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(429, header: $"Retry-After: {retryAfter}\r\n"));
        var clock = new TimerClock(Start);
        using var topic = Topic(server, clock, new PubSubRetry(), jitter: 1);

        var publishing = topic.PublishAsync([new("m", new Dictionary<string, string>())], Cancellation);

        Assert.Equal(TimeSpan.FromSeconds(seconds), await NextWaitAsync(clock));
        clock.Advance(TimeSpan.FromSeconds(seconds));
        await publishing;
        Assert.Equal(["m"], server.Published);
    }

    [Theory]
    [InlineData("45")]
    [InlineData("1000000000")]
    [InlineData("99999999999999999999")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_wait_past_the_deadline_is_not_begun(string retryAfter)
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(429, header: $"Retry-After: {retryAfter}\r\n"));
        using var topic = Topic(server, new TimerClock(Start), new PubSubRetry(), jitter: 0);

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => topic.PublishAsync([new("m", new Dictionary<string, string>())], Cancellation));

        Assert.Single(server.Requests);
        Assert.Contains("(status 429)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_deadline_holds_for_all_requests_of_a_publish_together()
    {
        await using var server = new PubSubRudeServer(
            RudeTurn.Status(429, header: "Retry-After: 30\r\n"),
            RudeTurn.Ok,
            RudeTurn.Status(429, header: "Retry-After: 30\r\n"));
        var clock = new TimerClock(Start);
        using var topic = Topic(server, clock, new PubSubRetry(), jitter: 0);

        var publishing = topic.PublishAsync(
            [.. Enumerable.Range(0, 1500).Select(i => new Core.Messages.OutgoingMessage(
                i.ToString(CultureInfo.InvariantCulture), new Dictionary<string, string>()))],
            Cancellation);
        Assert.Equal(TimeSpan.FromSeconds(30), await NextWaitAsync(clock));
        clock.Advance(TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<TransientException>(() => publishing);
        Assert.Contains("1000 of 1500 messages were taken", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_try_that_hangs_ends_after_its_timeout_and_the_last_one_at_the_deadline()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Hang, RudeTurn.Hang, RudeTurn.Hang, RudeTurn.Hang);
        var clock = new TimerClock(Start);
        var retry = new PubSubRetry { Deadline = TimeSpan.FromSeconds(50), FirstWait = TimeSpan.FromSeconds(1) };
        using var topic = Topic(server, clock, retry, jitter: 1);

        var publishing = topic.PublishAsync([new("m", new Dictionary<string, string>())], Cancellation);

        foreach (var seconds in new[] { 15, 1, 15, 4, 15 })
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), await clock.NextWaitAsync(Cancellation));
            clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        var failure = await Assert.ThrowsAsync<TransientException>(() => publishing);
        Assert.Contains("did not answer within 15 s", failure.Message, StringComparison.Ordinal);
    }

    private static PubSubTopic Topic(
        PubSubRudeServer server, TimeProvider clock, PubSubRetry retry, double jitter) => new(
        PubSubTopicName.Parse("projects/my-project/topics/parts", project: null, out _)!,
        new PubSubEndpoint(server.Address, TakesTokens: false),
        NoAccessTokens.Instance,
        clock,
        retry,
        () => jitter);

    /// <summary>The next timer that is not the timeout of a try.</summary>
    private static async Task<TimeSpan> NextWaitAsync(TimerClock clock)
    {
        var next = await clock.NextWaitAsync(Cancellation);
        return next == TryTimeout ? await clock.NextWaitAsync(Cancellation) : next;
    }
}
