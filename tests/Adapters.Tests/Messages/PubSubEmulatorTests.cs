using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Testing.Messages;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>The publisher and push delivery with Google's own emulator.</summary>
public sealed class PubSubEmulatorTests
{
    private const int MaxMilliseconds = 120_000;

    [Theory(Timeout = MaxMilliseconds)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(2500)]
    public async Task Every_message_published_can_be_pulled_once(int count)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        await emulator.CreateSubscriptionAsync("all", "parts", cancellation);

        await topic.PublishAsync([.. Enumerable.Range(0, count).Select(Numbered)], cancellation);

        var pulled = await emulator.PullAsync("all", count, cancellation);
        Assert.Equal(
            Enumerable.Range(0, count).Select(i => $"m{i}").Order(StringComparer.Ordinal),
            pulled.Select(Body).Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = MaxMilliseconds)]
    public async Task Text_and_attributes_arrive_as_they_were_sent()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        await emulator.CreateSubscriptionAsync("all", "parts", cancellation);
        var attributes = new Dictionary<string, string>
        {
            ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            ["région"] = "Île-de-France \"+\\/<>&\n🌡",
            ["empty"] = "",
        };

        await topic.PublishAsync([new("{\"région\":\"Île 🌡\"}", attributes)], cancellation);

        var message = Assert.Single(await emulator.PullAsync("all", 1, cancellation));
        Assert.Equal("{\"région\":\"Île 🌡\"}", Body(message));
        Assert.Equal(attributes, Attributes(message));
    }

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_topic_that_is_not_there_is_named_in_the_failure()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = emulator.Open("absent");

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => topic.PublishAsync([Numbered(0)], cancellation));

        Assert.StartsWith(
            $"Publishing to projects/{emulator.Project}/topics/absent: Pub/Sub has no such topic",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_push_is_the_documented_envelope()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        await using var receiver = await PushTarget.StartAsync(_ => 204);
        await emulator.CreatePushAsync("push", "parts", receiver.Address, deadLetterTopic: null, cancellation);

        await topic.PublishAsync([new("{\"é\":1}", new Dictionary<string, string> { ["run"] = "r-1" })], cancellation);

        var push = await receiver.NextAsync(cancellation);
        Assert.Equal("POST", push.Method);
        Assert.StartsWith("application/json", push.ContentType, StringComparison.Ordinal);
        Assert.Equal(
            $"projects/{emulator.Project}/subscriptions/push", push.Json.GetProperty("subscription").GetString());
        var message = push.Json.GetProperty("message");
        Assert.Equal("{\"é\":1}", Body(push.Json));
        Assert.Equal("r-1", message.GetProperty("attributes").GetProperty("run").GetString());
        Assert.Equal(message.GetProperty("messageId").GetString(), message.GetProperty("message_id").GetString());
        Assert.Equal(message.GetProperty("publishTime").GetString(), message.GetProperty("publish_time").GetString());
        Assert.True(DateTimeOffset.TryParse(
            message.GetProperty("publishTime").GetString(), CultureInfo.InvariantCulture, out _));
        Assert.False(push.Json.TryGetProperty("deliveryAttempt", out _));
    }

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_push_answered_503_comes_again_with_the_same_id_until_it_is_taken()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        var count = 0;
        await using var receiver = await PushTarget.StartAsync(_ => Interlocked.Increment(ref count) <= 2 ? 503 : 204);
        await emulator.CreatePushAsync("push", "parts", receiver.Address, deadLetterTopic: null, cancellation);

        await topic.PublishAsync([Numbered(0)], cancellation);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add(await NextIdAsync(receiver, cancellation));
        await topic.PublishAsync([Numbered(1)], cancellation);

        Assert.Single(ids.Distinct());
        Assert.NotEqual(ids[0], await NextIdAsync(receiver, cancellation));
    }

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_message_that_is_never_taken_becomes_a_dead_letter_that_can_be_published_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        using var deadLetters = await emulator.CreateTopicAsync("dead-letters", cancellation);
        await emulator.CreateSubscriptionAsync("kept", "dead-letters", cancellation);
        var count = 0;
        await using var receiver = await PushTarget.StartAsync(_ => Interlocked.Increment(ref count) <= 5 ? 500 : 204);
        await emulator.CreatePushAsync("push", "parts", receiver.Address, "dead-letters", cancellation);

        await topic.PublishAsync([new("bad", new Dictionary<string, string> { ["run"] = "r-1" })], cancellation);
        var tries = new List<string>();
        for (var i = 0; i < 5; i++) tries.Add(await NextIdAsync(receiver, cancellation));
        var dead = Assert.Single(await emulator.PullAsync("kept", 1, cancellation));
        var attributes = Attributes(dead);
        await topic.PublishAsync([new(Body(dead), attributes)], cancellation);

        Assert.Single(tries.Distinct());
        Assert.Equal("bad", Body(dead));
        Assert.Equal("r-1", attributes["run"]);
        Assert.Equal("push", attributes["CloudPubSubDeadLetterSourceSubscription"]);
        Assert.DoesNotContain(await NextIdAsync(receiver, cancellation), tries);
    }

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_message_published_twice_is_pushed_twice_under_two_ids()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        await using var receiver = await PushTarget.StartAsync(_ => 204);
        await emulator.CreatePushAsync("push", "parts", receiver.Address, deadLetterTopic: null, cancellation);

        await topic.PublishAsync([Numbered(0)], cancellation);
        await topic.PublishAsync([Numbered(0)], cancellation);

        Assert.NotEqual(await NextIdAsync(receiver, cancellation), await NextIdAsync(receiver, cancellation));
    }

    private static OutgoingMessage Numbered(int number) =>
        new($"m{number}", new Dictionary<string, string> { ["k"] = "v" });

    private static Dictionary<string, string> Attributes(JsonElement received) =>
        received.GetProperty("message").GetProperty("attributes").Deserialize<Dictionary<string, string>>()!;

    private static string Body(JsonElement received) =>
        Encoding.UTF8.GetString(received.GetProperty("message").GetProperty("data").GetBytesFromBase64());

    private static async Task<string> NextIdAsync(PushTarget receiver, CancellationToken cancellation) =>
        (await receiver.NextAsync(cancellation)).MessageId;
}
