using System.Diagnostics;
using System.Globalization;
using Isotherm.Simulation.World;

namespace Isotherm.Simulation;

/// <summary>Many schedules, each on one thread, several at a time; stops at the first that fails.</summary>
internal static class Campaign
{
    private const ulong ProgressEvery = 50_000;

    public static CampaignResult Run(ulong from, ulong count, int threads, TextWriter? progress)
    {
        var begin = Stopwatch.GetTimestamp();
        var tally = new CampaignTally(from, count);
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() => Work(tally, progress))).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        return tally.Finish(Stopwatch.GetElapsedTime(begin));
    }

    /// <summary>What a person needs to see and to repeat a failure.</summary>
    public static string Describe(ulong seed, ScheduleResult failed)
    {
        var trace = Schedule.Run(new ScheduleOptions(seed) { KeepTrace = true }).Trace;
        var faults = trace.Where(IsTelling).TakeLast(60);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Seed {seed} breaks {failed.Violation!.Invariant}: {failed.Violation.What}
            {string.Join('\n', faults)}
            Repeat it: dotnet run -c Release --project tests/Simulation -- --seed {seed} --trace
            """);
    }

    private static bool IsTelling(string line) =>
        line.Contains("crash", StringComparison.Ordinal) || line.Contains("refused", StringComparison.Ordinal)
        || line.Contains("lost", StringComparison.Ordinal) || line.Contains("kill", StringComparison.Ordinal)
        || line.Contains("VIOLATION", StringComparison.Ordinal) || line.Contains("deadlock", StringComparison.Ordinal)
        || line.Contains("pushed", StringComparison.Ordinal) || line.Contains("  log ", StringComparison.Ordinal);

    private static void Work(CampaignTally tally, TextWriter? progress)
    {
        while (tally.Next() is { } seed)
        {
            var result = Schedule.Run(new ScheduleOptions(seed));
            tally.Add(seed, result);
            if (progress is not null && seed % ProgressEvery == 0)
                progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        }
    }
}
