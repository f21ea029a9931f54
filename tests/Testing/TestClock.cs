using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Testing;

/// <summary>The time is what the test says; a pause between two tries takes as long as it takes.</summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);
}
