using Isotherm.Simulation.World;

namespace Isotherm.Simulation.Tests;

/// <summary>A seed is worth something only when it repeats itself.</summary>
public sealed class Determinism
{
    [Fact]
    public void The_same_seed_gives_the_same_trace_twice_also_on_another_thread()
    {
        const ulong seeds = 100;
        var once = Hashes(seeds);
        ulong[] again = [];
        var thread = new Thread(() => again = Hashes(seeds));
        thread.Start();
        thread.Join();

        Assert.Equal(once, again);
        Assert.Equal(seeds, (ulong)once.Distinct().Count());
    }

    [Fact]
    public void A_kept_trace_does_not_change_the_schedule()
    {
        var plain = Schedule.Run(new ScheduleOptions(7));
        var kept = Schedule.Run(new ScheduleOptions(7) { KeepTrace = true });

        Assert.Equal(plain.TraceHash, kept.TraceHash);
        Assert.Empty(plain.Trace);
        Assert.NotEmpty(kept.Trace);
    }

    private static ulong[] Hashes(ulong seeds)
    {
        var hashes = new ulong[seeds];
        for (var seed = 0UL; seed < seeds; seed++)
            hashes[seed] = Schedule.Run(new ScheduleOptions(seed + 1)).TraceHash;
        return hashes;
    }
}
