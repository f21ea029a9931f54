using System.Diagnostics;
using System.Globalization;
using Isotherm.Simulation.Planted;
using Isotherm.Simulation.World;

namespace Isotherm.Simulation;

/// <summary>
/// The command line: <c>--seeds N [--from S] [--threads T]</c> runs schedules until one fails;
/// <c>--seed S --trace</c> repeats one and prints what happened.
/// </summary>
internal static class SimulationCommand
{
    private const int Failed = 1;
    private const int Usage = 2;

    public static int Run(string[] args)
    {
        var options = new Dictionary<string, ulong>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i++)
        {
            var isFlag = args[i] is "--trace" or "--pairs" or "--exhaustive" or "--planted";
            if (isFlag) options[args[i]] = 1;
            else if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length
                && ulong.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                options[args[i++]] = value;
            else return Explain(args[i]);
        }

        if (options.TryGetValue("--seed", out var seed)) return Repeat(seed, options.ContainsKey("--trace"));
        if (options.ContainsKey("--exhaustive") || options.ContainsKey("--pairs"))
            return Report(Exhaustive.Run(options.ContainsKey("--pairs")));
        if (options.ContainsKey("--planted")) return HuntAll();
        var count = options.GetValueOrDefault("--seeds", 1_000UL);
        var threads = (int)options.GetValueOrDefault("--threads", (ulong)Environment.ProcessorCount);
        return Report(Campaign.Run(options.GetValueOrDefault("--from", 1UL), count, threads, Console.Out));
    }

    private static int Report(CampaignResult result)
    {
        Console.WriteLine(result.Summary);
        return result.Failure is null ? 0 : Failed;
    }

    private static int HuntAll()
    {
        var missed = 0;
        foreach (var (name, planted) in PlantedBugs.All)
        {
            var find = Hunt.Find(planted);
            if (find is null) missed++;
            Console.WriteLine(find is var (seed, violation)
                ? string.Create(CultureInfo.InvariantCulture, $"{name}: seed {seed}, {violation.Invariant}")
                : $"{name}: not found in {Hunt.Seeds} seeds");
        }

        return missed == 0 ? 0 : Failed;
    }

    private static int Repeat(ulong seed, bool isTraced)
    {
        var clock = Stopwatch.GetTimestamp();
        var result = Schedule.Run(new ScheduleOptions(seed) { KeepTrace = isTraced });
        foreach (var line in result.Trace) Console.WriteLine(line);
        var time = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {result.Steps} steps, {result.Calls} calls, trace {result.TraceHash:x16}, {time:0} ms"));
        foreach (var (fault, count) in result.Struck)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,4} x {fault}"));
        if (result.Violation is not { } violation) return 0;
        Console.WriteLine($"VIOLATION of {violation.Invariant}: {violation.What}");
        return Failed;
    }

    private static int Explain(string argument)
    {
        Console.Error.WriteLine(
            $"'{argument}' is not understood. There are --seeds N [--from S] [--threads T], --seed S [--trace], "
            + "--exhaustive, --pairs and --planted.");
        return Usage;
    }
}
