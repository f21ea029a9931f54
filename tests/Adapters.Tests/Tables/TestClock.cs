using Isotherm.Testing.Tables;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>The time is what the test says; a pause between two tries takes as long as it takes.</summary>
public sealed class TestClock() : FakeTimeProvider(PartEntries.Start.AddSeconds(10))
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);
}
