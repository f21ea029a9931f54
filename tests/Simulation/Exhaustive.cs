using System.Diagnostics;
using System.Globalization;
using Isotherm.Simulation.Faults;
using Isotherm.Simulation.World;

namespace Isotherm.Simulation;

/// <summary>
/// Fails at the Nth call of a service for every N: refused before it happens, lost after it happened, the process dead
/// before or after; once and for good (until the faults end). On demand every pair of failures.
/// </summary>
internal static class Exhaustive
{
    /// <summary>A schedule without drawn faults that has runs of one part and of several.</summary>
    public const ulong Seed = 33;

    private static readonly Blow[] Blows = [Blow.Refused, Blow.Lost, Blow.CrashBefore, Blow.CrashAfter];

    public static CampaignResult Run(bool isPairs)
    {
        var begin = Stopwatch.GetTimestamp();
        var calm = Schedule.Run(new ScheduleOptions(Seed) { Strikes = [] });
        var done = 1UL;
        if (calm.Violation is not null) return Failed(done, [], calm);
        foreach (var strikes in isPairs ? Pairs(calm.Calls) : Singles(calm.Calls))
        {
            done++;
            var result = Schedule.Run(new ScheduleOptions(Seed) { Strikes = strikes });
            if (result.Violation is not null) return Failed(done, strikes, result);
        }

        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{done} schedules over {calm.Calls} calls in {seconds:0.0} s: 0 violations");
        return new CampaignResult(done, null, summary, new HashSet<string>());
    }

    private static IEnumerable<Strike[]> Singles(int calls) =>
        from call in Enumerable.Range(1, calls)
        from blow in Blows
        from forGood in new[] { false, true }
        select new[] { new Strike(call, blow, forGood) };

    private static IEnumerable<Strike[]> Pairs(int calls) =>
        from first in Enumerable.Range(1, calls)
        from second in Enumerable.Range(first + 1, calls - first)
        from one in Blows
        from other in Blows
        select new[] { new Strike(first, one), new Strike(second, other) };

    private static CampaignResult Failed(ulong done, Strike[] strikes, ScheduleResult result)
    {
        var trace = Schedule.Run(new ScheduleOptions(Seed) { Strikes = strikes, KeepTrace = true }).Trace;
        var summary = $"{string.Join(" and ", strikes.Select(strike => strike.ToString()))} breaks "
            + $"{result.Violation!.Invariant}: {result.Violation.What}\n{string.Join('\n', trace.TakeLast(200))}";
        return new CampaignResult(done, Seed, summary, new HashSet<string>());
    }
}
