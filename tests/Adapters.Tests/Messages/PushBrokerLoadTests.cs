using System.Collections.Concurrent;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Testing;
using Isotherm.Testing.Messages;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>Many messages at once: bounds, duplicates, order, and the end.</summary>
public sealed class PushBrokerLoadTests
{
    private static readonly DateTimeOffset Start = new(2019, 2, 19, 14, 0, 0, TimeSpan.Zero);

    private readonly TimerClock _clock = new(Start);

    private static CancellationToken Cancellation => Patience.Cancellation;

    [Fact]
    public async Task No_more_pushes_are_in_flight_than_allowed()
    {
        var entered = new SemaphoreSlim(0);
        var gate = new SemaphoreSlim(0);
        var inFlight = 0;
        var seen = new ConcurrentBag<int>();
        await using var target = await PushTarget.StartAsync(async (_, _) =>
        {
            seen.Add(Interlocked.Increment(ref inFlight));
            entered.Release();
            await gate.WaitAsync(Cancellation);
            Interlocked.Decrement(ref inFlight);
        });
        await using var broker = new PushBroker(target.Address, new PushBrokerOptions { MaxOutstanding = 3 }, _clock);

        await broker.PublishAsync(Numbered(20), Cancellation);
        for (var i = 0; i < 3; i++) await entered.WaitAsync(Cancellation);
        Assert.Equal(3, broker.Counts.Pushed);
        gate.Release(20);
        await broker.IdleAsync(Cancellation);

        Assert.Equal(3, seen.Max());
        Assert.Equal(20, broker.Counts.Acked);
    }

    [Fact]
    public async Task Every_message_can_be_delivered_twice()
    {
        await using var target = await PushTarget.StartAsync(_ => 204);
        await using var broker = new PushBroker(target.Address, new PushBrokerOptions { DuplicateShare = 1 }, _clock);

        await broker.PublishAsync(Numbered(10), Cancellation);
        await broker.IdleAsync(Cancellation);

        var ids = target.Rest().CountBy(push => push.MessageId).ToArray();
        Assert.Equal(10, ids.Length);
        Assert.All(ids, id => Assert.Equal(2, id.Value));
        Assert.Equal(new PushCounts(10, 20, 20, 0, 0, 0), broker.Counts);
    }

    [Fact]
    public async Task Order_is_kept_while_one_push_is_in_flight_and_nothing_else_is_asked_for()
    {
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), await DeliveredAsync(new PushBrokerOptions()));
    }

    [Fact]
    public async Task Duplicates_and_order_are_repeatable_by_their_seed()
    {
        var options = new PushBrokerOptions { Seed = 7, DuplicateShare = 0.3, ReorderWindow = 5 };

        var first = await DeliveredAsync(options);
        var again = await DeliveredAsync(options);
        var other = await DeliveredAsync(options with { Seed = 8 });

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first.Order(StringComparer.Ordinal), first);
        Assert.InRange(first.Count, 21, 39);
        Assert.Equal(20, first.Distinct().Count());
    }

    [Fact]
    public async Task A_message_that_is_held_back_goes_when_its_time_has_come()
    {
        await using var target = await PushTarget.StartAsync(_ => 204);
        var options = new PushBrokerOptions { ReorderWindow = 5 };
        await using var broker = new PushBroker(target.Address, options, _clock);
        await broker.PublishAsync(Numbered(1), Cancellation);
        Assert.Equal(options.MinBackoff, await _clock.NextWaitAsync(Cancellation));
        Assert.Equal(0, broker.Counts.Pushed);

        _clock.Advance(options.MinBackoff);

        Assert.Equal("0", (await target.NextAsync(Cancellation)).Body);
    }

    [Fact]
    public async Task What_is_published_by_a_handler_counts_before_the_broker_is_idle()
    {
        PushBroker? broker = null;
        await using var target = await PushTarget.StartAsync(async (push, _) =>
        {
            if (push.Body.Length < 3) await broker!.PublishAsync([Message(push.Body + "+")], Cancellation);
        });
        await using var owned = broker = new PushBroker(target.Address, new PushBrokerOptions(), _clock);

        await broker.PublishAsync([Message("0")], Cancellation);
        await broker.IdleAsync(Cancellation);

        Assert.Equal(["0", "0+", "0++"], target.Rest().Select(push => push.Body));
    }

    [Fact]
    public async Task An_idle_broker_is_idle_at_once()
    {
        await using var broker = new PushBroker(new Uri("http://127.0.0.1:1/"), new PushBrokerOptions(), _clock);

        Assert.True(broker.IdleAsync(Cancellation).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Waiting_for_idleness_can_be_given_up()
    {
        await using var broker = new PushBroker(new Uri("http://127.0.0.1:1/"), new PushBrokerOptions(), _clock);
        await broker.PublishAsync(Numbered(1), Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => broker.IdleAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Disposing_ends_what_is_in_flight_waiting_or_held_back()
    {
        await using var target = await PushTarget.StartAsync(
            (_, http) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted));
        var options = new PushBrokerOptions { MaxOutstanding = 1, ReorderWindow = 1 };
        var broker = new PushBroker(target.Address, options, _clock);
        await broker.PublishAsync(Numbered(3), Cancellation);
        await target.NextAsync(Cancellation);
        var idle = broker.IdleAsync(Cancellation);

        await broker.DisposeAsync();
        await broker.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => idle);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => broker.IdleAsync(Cancellation));
        await Assert.ThrowsAsync<TransientException>(() => broker.PublishAsync(Numbered(1), Cancellation));
    }

    [Fact]
    public async Task Disposing_ends_a_back_off_that_would_last_for_ever()
    {
        await using var target = await PushTarget.StartAsync(_ => 503);
        var broker = new PushBroker(target.Address, new PushBrokerOptions(), _clock);
        await broker.PublishAsync(Numbered(1), Cancellation);
        await _clock.NextWaitAsync(Cancellation);
        await _clock.NextWaitAsync(Cancellation);

        await broker.DisposeAsync();

        Assert.Equal(1, broker.Counts.Pending);
    }

    private async Task<List<string>> DeliveredAsync(PushBrokerOptions options)
    {
        await using var target = await PushTarget.StartAsync(_ => 204);
        await using var broker = new PushBroker(target.Address, options with { MaxOutstanding = 1 }, _clock);
        await broker.PublishAsync(Numbered(20), Cancellation);
        await broker.IdleAsync(Cancellation);
        return [.. target.Rest().Select(push => push.Body)];
    }

    private static OutgoingMessage[] Numbered(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Message($"{i}"))];

    private static OutgoingMessage Message(string body) => new(body, new Dictionary<string, string>());
}
