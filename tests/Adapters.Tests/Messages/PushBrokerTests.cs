using System.Net;
using System.Net.Sockets;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Messages;
using Isotherm.Testing;
using Isotherm.Testing.Messages;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>How the broker delivers: over real HTTP on loopback, on a clock that the test moves.</summary>
public sealed class PushBrokerTests
{
    private static readonly DateTimeOffset Start = new(2019, 2, 19, 14, 0, 3, 141, TimeSpan.Zero);

    private static readonly PushBrokerOptions Options = new()
    {
        MinBackoff = TimeSpan.FromSeconds(10),
        MaxBackoff = TimeSpan.FromSeconds(60),
        AckDeadline = TimeSpan.FromSeconds(300),
        MaxDeliveryAttempts = 5,
    };

    private readonly TimerClock _clock = new(Start);

    private static CancellationToken Cancellation => Patience.Cancellation;

    [Fact]
    public async Task A_push_is_the_request_that_the_service_makes()
    {
        await using var target = await PushTarget.StartAsync(_ => 200);
        await using var broker = new PushBroker(target.Address, Options, _clock, new InMemoryTopic(_clock));

        await broker.Topic.PublishAsync([Message("{}", ("traceparent", "00-1-2-01"))], Cancellation);

        var push = await target.NextAsync(Cancellation);
        var id = push.MessageId;
        Assert.Equal(
            "{\"message\":{\"data\":\"e30=\",\"attributes\":{\"traceparent\":\"00-1-2-01\"},"
                + $"\"messageId\":\"{id}\",\"message_id\":\"{id}\","
                + "\"publishTime\":\"2019-02-19T14:00:03.141Z\",\"publish_time\":\"2019-02-19T14:00:03.141Z\"},"
                + "\"subscription\":\"projects/isotherm-local/subscriptions/aggregate\",\"deliveryAttempt\":1}",
            push.Envelope);
        Assert.Equal(("POST", "application/json"), (push.Method, push.ContentType));
        Assert.DoesNotContain("traceparent", push.Headers);
    }

    [Fact]
    public async Task Without_a_dead_letter_policy_no_attempt_is_told()
    {
        await using var target = await PushTarget.StartAsync(_ => 200);
        await using var broker = new PushBroker(target.Address, Options, _clock);

        await broker.PublishAsync([Message("x")], Cancellation);

        Assert.Null((await target.NextAsync(Cancellation)).DeliveryAttempt);
        Assert.Null(broker.DeadLetterTopic);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task These_answers_acknowledge(int status)
    {
        await using var target = await PushTarget.StartAsync(_ => status);
        await using var broker = new PushBroker(target.Address, Options, _clock);

        await broker.PublishAsync([Message("x")], Cancellation);
        await broker.IdleAsync(Cancellation);

        Assert.Equal(new PushCounts(1, 1, 1, 0, 0, 0), broker.Counts);
    }

    [Fact]
    public async Task An_early_answer_102_acknowledges()
    {
        using var handler = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.Processing));
        await using var broker = new PushBroker(new Uri("http://x/"), Options, _clock, null, handler);

        await broker.PublishAsync([Message("x")], Cancellation);
        await broker.IdleAsync(Cancellation);

        Assert.Equal(1, broker.Counts.Acked);
    }

    [Theory]
    [InlineData(203)]
    [InlineData(205)]
    [InlineData(206)]
    [InlineData(301)]
    [InlineData(304)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Any_other_answer_is_delivered_again_until_it_is_good(int status)
    {
        var answers = new Queue<int>([status, status, 204]);
        await using var target = await PushTarget.StartAsync((push, http) =>
        {
            http.Response.StatusCode = answers.Dequeue();
            http.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        await using var broker = new PushBroker(target.Address, Options, _clock, new InMemoryTopic(_clock));

        await broker.PublishAsync([Message("x")], Cancellation);
        await PassBackoffsAsync(2);
        await broker.IdleAsync(Cancellation);

        var pushes = target.Rest();
        Assert.Equal([1, 2, 3], pushes.Select(push => push.DeliveryAttempt!.Value));
        Assert.Single(pushes.Select(push => push.MessageId).Distinct());
        Assert.Equal(new PushCounts(1, 3, 1, 2, 0, 0), broker.Counts);
    }

    [Fact]
    public async Task The_back_off_doubles_with_jitter_from_its_minimum_to_its_maximum()
    {
        await using var target = await PushTarget.StartAsync(_ => 503);
        await using var broker = new PushBroker(target.Address, Options, _clock);
        await broker.PublishAsync([Message("x")], Cancellation);

        var seconds = (await PassBackoffsAsync(6)).Select(wait => wait.TotalSeconds).ToArray();

        Assert.InRange(seconds[0], 10, 20);
        Assert.InRange(seconds[1], 20, 40);
        Assert.InRange(seconds[2], 40, 60);
        Assert.Equal([60, 60, 60], seconds[3..]);
        Assert.NotEqual(10, seconds[0]);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_tried_again()
    {
        // A port that is taken and does not listen: nobody else can come to listen there.
        using var deaf = new Socket(SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = new Uri($"http://{deaf.LocalEndPoint}/");
        await using var broker = new PushBroker(address, Options, _clock);

        await broker.PublishAsync([Message("x")], Cancellation);
        await PassBackoffsAsync(2);

        Assert.InRange(broker.Counts.Nacked, 2, 3);
        Assert.Equal(1, broker.Counts.Pending);
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_tried_again()
    {
        var pushes = 0;
        await using var target = await PushTarget.StartAsync((_, http) =>
        {
            if (Interlocked.Increment(ref pushes) == 1) http.Abort();
            return Task.CompletedTask;
        });
        await using var broker = new PushBroker(target.Address, Options, _clock);

        await broker.PublishAsync([Message("x")], Cancellation);
        await PassBackoffsAsync(1);
        await broker.IdleAsync(Cancellation);

        Assert.Equal(new PushCounts(1, 2, 1, 1, 0, 0), broker.Counts);
    }

    [Fact]
    public async Task A_handler_slower_than_the_ack_deadline_gets_the_message_again_while_it_still_works()
    {
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pushes = 0;
        await using var target = await PushTarget.StartAsync(
            (_, _) => Interlocked.Increment(ref pushes) == 1 ? slow.Task : Task.CompletedTask);
        await using var broker = new PushBroker(target.Address, Options, _clock);
        await broker.PublishAsync([Message("x")], Cancellation);
        var first = await target.NextAsync(Cancellation);

        Assert.Equal(Options.AckDeadline, await _clock.NextWaitAsync(Cancellation));
        _clock.Advance(Options.AckDeadline);
        _clock.Advance(await _clock.NextWaitAsync(Cancellation));
        var second = await target.NextAsync(Cancellation);
        await broker.IdleAsync(Cancellation);

        Assert.Equal(first.MessageId, second.MessageId);
        Assert.False(slow.Task.IsCompleted);
        slow.SetResult();
    }

    [Fact]
    public async Task After_its_last_attempt_a_message_is_a_dead_letter_that_says_where_it_failed()
    {
        await using var target = await PushTarget.StartAsync(_ => 500);
        var deadLetters = new InMemoryTopic(_clock);
        await using var broker = new PushBroker(target.Address, Options, _clock, deadLetters);

        await broker.PublishAsync([Message("poison", ("run", "r"))], Cancellation);
        await PassBackoffsAsync(4);
        await broker.IdleAsync(Cancellation);

        var dead = Assert.Single(deadLetters.Taken);
        Assert.Equal("poison", dead.Body);
        var expected = new Dictionary<string, string>
        {
            ["run"] = "r",
            ["CloudPubSubDeadLetterSourceDeliveryCount"] = "5",
            ["CloudPubSubDeadLetterSourceSubscription"] = "aggregate",
            ["CloudPubSubDeadLetterSourceSubscriptionProject"] = "isotherm-local",
            ["CloudPubSubDeadLetterSourceTopicPublishTime"] = "2019-02-19T14:00:03.141Z",
        };
        Assert.Equal(expected, dead.Attributes);
        Assert.Equal(new PushCounts(1, 5, 0, 5, 1, 0), broker.Counts);
        Assert.Same(deadLetters, broker.DeadLetterTopic);
    }

    [Fact]
    public async Task A_dead_letter_that_cannot_be_forwarded_is_delivered_once_more()
    {
        await using var target = await PushTarget.StartAsync(_ => 500);
        var deadLetters = new InMemoryTopic(_clock);
        deadLetters.Faults.StrikeAt(1, FaultMoment.Before);
        await using var broker = new PushBroker(target.Address, Options, _clock, deadLetters);

        await broker.PublishAsync([Message("poison")], Cancellation);
        await PassBackoffsAsync(5);
        await broker.IdleAsync(Cancellation);

        var dead = Assert.Single(deadLetters.Taken);
        Assert.Equal("6", dead.Attributes["CloudPubSubDeadLetterSourceDeliveryCount"]);
    }

    [Fact]
    public async Task Every_other_message_goes_on_while_one_fails()
    {
        await using var target = await PushTarget.StartAsync(push => push.Body == "bad" ? 500 : 204);
        await using var broker = new PushBroker(target.Address, Options with { MaxOutstanding = 1 }, _clock);

        await broker.PublishAsync([Message("bad"), Message("1"), Message("2")], Cancellation);
        var order = new List<string>();
        for (var i = 0; i < 3; i++) order.Add((await target.NextAsync(Cancellation)).Body);

        Assert.Equal(["bad", "1", "2"], order);
    }

    /// <summary>Lets so many retries happen, each as soon as it is due; tells how long they waited.</summary>
    private async Task<List<TimeSpan>> PassBackoffsAsync(int count)
    {
        var waits = new List<TimeSpan>();
        while (waits.Count < count)
        {
            var wait = await _clock.NextWaitAsync(Cancellation);
            if (wait == Options.AckDeadline) continue;
            waits.Add(wait);
            _clock.Advance(wait);
        }

        return waits;
    }

    private static OutgoingMessage Message(string body, params (string Key, string Value)[] attributes) =>
        new(body, attributes.ToDictionary(pair => pair.Key, pair => pair.Value));

    private sealed class StubHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
