using Isotherm.Simulation.Faults;
using Isotherm.Simulation.World;

namespace Isotherm.Simulation.Tests;

/// <summary>The exhaustive layer under the random one.</summary>
public sealed class EveryCallFails
{
    [Fact]
    public void A_failure_at_any_call_before_or_after_it_once_or_for_good_breaks_no_invariant()
    {
        var result = Exhaustive.Run(isPairs: false);

        TestContext.Current.TestOutputHelper?.WriteLine(result.Summary);
        Assert.True(result.Failure is null, result.Summary);
        Assert.True(result.Done > 1_000, result.Summary);
    }

    [Fact]
    public void The_schedule_that_is_struck_has_runs_of_one_part_and_of_several()
    {
        var calm = Schedule.Run(new ScheduleOptions(Exhaustive.Seed) { Strikes = [], KeepTrace = true });

        Assert.Contains(calm.Trace, line => Publishes(line, "1 messages"));
        Assert.Contains(calm.Trace, line => Publishes(line, "2 messages"));
    }

    private static bool Publishes(string line, string messages) =>
        line.Contains(nameof(Site.Publish), StringComparison.Ordinal)
        && line.Contains(messages, StringComparison.Ordinal);
}
