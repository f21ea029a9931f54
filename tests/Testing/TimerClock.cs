using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Testing;

/// <summary>A clock that a test moves, and that tells which waits began: no wait is missed, none is guessed.</summary>
public sealed class TimerClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>How long the next wait that begins is to last; the timer is running when this returns.</summary>
    public ValueTask<TimeSpan> NextWaitAsync(CancellationToken cancellation) => _waits.Reader.ReadAsync(cancellation);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan) _waits.Writer.TryWrite(dueTime);
        return timer;
    }
}
