namespace Isotherm.Adapters.Tests.SensorApi;

/// <summary>A clock on which a wait is noted and over at once, except the deadline, which never strikes.</summary>
internal sealed class ImpatientClock(TimeSpan deadline) : TimeProvider
{
    public static readonly DateTimeOffset Now = new(2019, 2, 19, 14, 0, 0, TimeSpan.Zero);

    private readonly List<TimeSpan> _waits = [];

    public IReadOnlyList<TimeSpan> Waits
    {
        get { lock (_waits) return [.. _waits]; }
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == deadline) return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        lock (_waits) _waits.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
