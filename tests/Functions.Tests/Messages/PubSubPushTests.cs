using System.Globalization;
using System.Text;
using System.Threading.Channels;
using CloudNative.CloudEvents;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Hosting;
using Isotherm.Testing.Messages;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Functions.Tests.Messages;

/// <summary>What Google's own emulator pushes reaches a function that takes messages, through the real host.</summary>
public sealed class PubSubPushTests
{
    private const int MaxMilliseconds = 120_000;

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_pushed_message_reaches_the_function_whole()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        var function = new Recorder(_ => null);
        await using var host = await StartAsync(function, cancellation);
        await emulator.CreatePushAsync("push", "parts", host.Address, deadLetterTopic: null, cancellation);
        var attributes = new Dictionary<string, string> { ["run"] = "r-1", ["région"] = "Île-de-France 🌡" };

        await topic.PublishAsync([new("{\"é\":1}", attributes)], cancellation);

        var (cloudEvent, data) = await function.NextAsync(cancellation);
        Assert.Equal("{\"é\":1}", Encoding.UTF8.GetString(data.Message.Data.Span));
        Assert.Equal(attributes, data.Message.Attributes);
        Assert.Equal($"projects/{emulator.Project}/subscriptions/push", data.Subscription);
        Assert.Equal(data.Message.MessageId, cloudEvent.Id);
        Assert.True(DateTimeOffset.TryParse(data.Message.PublishTime, CultureInfo.InvariantCulture, out _));
        Assert.Equal("google.cloud.pubsub.topic.v1.messagePublished", cloudEvent.Type);
        Assert.Equal(0, data.DeliveryAttempt);
    }

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_failure_that_may_pass_brings_the_message_again_and_a_success_ends_it()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        var function = new Recorder(n => n < 2 ? new TransientException("not yet") : null);
        await using var host = await StartAsync(function, cancellation);
        await emulator.CreatePushAsync("push", "parts", host.Address, deadLetterTopic: null, cancellation);

        await topic.PublishAsync([new("first", new Dictionary<string, string>())], cancellation);
        var bodies = new List<string>();
        for (var i = 0; i < 3; i++) bodies.Add(Body((await function.NextAsync(cancellation)).Data));
        await topic.PublishAsync([new("second", new Dictionary<string, string>())], cancellation);
        bodies.Add(Body((await function.NextAsync(cancellation)).Data));

        Assert.Equal(["first", "first", "first", "second"], bodies);
    }

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_message_that_the_host_never_takes_ends_in_the_dead_letter_topic()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        using var deadLetters = await emulator.CreateTopicAsync("dead-letters", cancellation);
        await emulator.CreateSubscriptionAsync("kept", "dead-letters", cancellation);
        var function = new Recorder(_ => new PoisonException("never"));
        await using var host = await StartAsync(function, cancellation);
        await emulator.CreatePushAsync("push", "parts", host.Address, "dead-letters", cancellation);

        await topic.PublishAsync([new("bad", new Dictionary<string, string>())], cancellation);

        var dead = Assert.Single(await emulator.PullAsync("kept", 1, cancellation)).GetProperty("message");
        Assert.Equal("bad", Encoding.UTF8.GetString(dead.GetProperty("data").GetBytesFromBase64()));
    }

    [Fact(Timeout = MaxMilliseconds)]
    public async Task Many_messages_all_arrive_though_several_at_once()
    {
        const int count = 300;
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        var function = new Recorder(_ => null);
        await using var host = await StartAsync(function, cancellation);
        await emulator.CreatePushAsync("push", "parts", host.Address, deadLetterTopic: null, cancellation);

        await topic.PublishAsync(
            [.. Enumerable.Range(0, count).Select(i => new OutgoingMessage($"m{i}", new Dictionary<string, string>()))],
            cancellation);
        var bodies = new HashSet<string>();
        while (bodies.Count < count) bodies.Add(Body((await function.NextAsync(cancellation)).Data));

        Assert.Equal(Enumerable.Range(0, count).Select(i => $"m{i}").ToHashSet(), bodies);
    }

    private static Task<FunctionHost> StartAsync(Recorder function, CancellationToken cancellation) =>
        FunctionHost.StartAsync(
            FunctionHostOptions.Local(0, TimeSpan.FromMinutes(1)),
            new CloudEventEndpoint(function, NullLogger.Instance),
            TimeProvider.System,
            NullLoggerFactory.Instance,
            cancellation);

    private static string Body(MessagePublishedData data) => Encoding.UTF8.GetString(data.Message.Data.Span);

    /// <param name="failure">What the n-th call fails with, from 0; null: it succeeds.</param>
    private sealed class Recorder(Func<int, Exception?> failure) : ICloudEventFunction<MessagePublishedData>
    {
        private readonly Channel<(CloudEvent Event, MessagePublishedData Data)> _taken =
            Channel.CreateUnbounded<(CloudEvent, MessagePublishedData)>();

        private int _calls;

        public Task HandleAsync(CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken)
        {
            _taken.Writer.TryWrite((cloudEvent, data));
            var thrown = failure(Interlocked.Increment(ref _calls) - 1);
            return thrown is null ? Task.CompletedTask : Task.FromException(thrown);
        }

        public async Task<(CloudEvent Event, MessagePublishedData Data)> NextAsync(CancellationToken cancellation) =>
            await _taken.Reader.ReadAsync(cancellation);
    }
}
