using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Testing;

/// <summary>
/// A clock on which every wait is over at once: it is noted, and the clock moves on by its length. Limits
/// (cancellations by time) do not count as waits: they strike only when waits have taken that long.
/// </summary>
public sealed class HastyClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    /// <summary>The waits so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is CancellationTokenSource || dueTime == Timeout.InfiniteTimeSpan) return timer;
        _waits.Enqueue(dueTime);
        ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        return timer;
    }
}
