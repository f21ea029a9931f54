using System.Globalization;
using Isotherm.Benchmarks.Plots;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Scale;

/// <summary>What the model says of feeds up to 100 GB a minute: instances, lag, connections, cost.</summary>
internal static class ScaleReport
{
    private const double PartBytes = 64 * 1024 * 1024;
    private const double DaysAMonth = 365.0 / 12;
    private const double MemoryGiB = 0.5;
    private const int ConnectionsOfJobs = 20;

    /// <summary>Instances that can be had: terraform's variable takes no more.</summary>
    private const int MostInstances = 1000;

    private static readonly ScaleLoad[] Loads =
    [
        new("1 GB an hour", 1e9 / 60, 60, PartBytes),
        new("1 GB a minute", 1e9, 15, PartBytes),
        new("10 GB a minute", 10e9, 15, PartBytes),
        new("100 GB a minute", 100e9, 15, PartBytes),
    ];

    public static async Task WriteAsync(TextWriter output)
    {
        var (machine, fetch, served) = ScaleFiles.Read();
        var model = new ScaleModel(served);
        var all = Loads.Select(load => (Load: load, Results: Results(model, load))).ToArray();
        await ScaleFiles.WriteAsync([
            "load;instances;utilisation;median lag seconds;worst lag seconds of 99 in 100;lock utilisation",
            .. all.SelectMany(one => one.Results.Select(result => Row(one.Load, result))),
        ]);
        string[] caption =
        [
            "From the commit of a slot until its hour shows all of it, 99 slots of 100, simulated with measured times.",
            "A line ends where more instances do not help: then the parts of the slot wait for the row of its hour.",
            machine,
        ];
        var plot = new LogLogPlot("Lag by number of instances", caption, "instances of one processor", "seconds");
        await File.WriteAllTextAsync(ScaleFiles.Picture, plot.Draw(
        [
            .. all.Where(one => one.Results.Count > 0).Select(one => new PlotSeries(
                one.Load.Name,
                [.. one.Results.Select(result => ((double)result.Instances, result.WorstLagSeconds))])),
        ]));
        await output.WriteLineAsync(Table(all, fetch, served));
    }

    /// <summary>Doubles the instances for as long as it helps; those too few to keep up are left out.</summary>
    private static List<ScaleResult> Results(ScaleModel model, ScaleLoad load)
    {
        var results = new List<ScaleResult>();
        for (var instances = 1; instances <= MostInstances; instances *= 2)
        {
            var result = model.Run(load, instances);
            if (result.LockUtilisation >= 1) break;
            if (result.Utilisation >= 1) continue;
            if (results.Count > 0 && result.WorstLagSeconds > results[^1].WorstLagSeconds * 0.95) break;
            results.Add(result);
        }

        return results;
    }

    private static string Row(ScaleLoad load, ScaleResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{load.Name};{result.Instances};{result.Utilisation:0.0000};{result.MedianLagSeconds:0.00};"
        + $"{result.WorstLagSeconds:0.00};{result.LockUtilisation:0.0000}");

    private static string Table(
        IEnumerable<(ScaleLoad Load, List<ScaleResult> Results)> all, double fetch, ServedPart[] served)
    {
        var lines = all.Select(one =>
        {
            var (load, results) = one;
            var locked = load.Parts / load.SlotSeconds * served.Average(part => part.CommitSeconds);
            if (results.Count == 0) return Never(load, fetch, locked);
            var (least, most) = (results[0], results[^1]);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {load.Name} | {load.Parts} in {load.SlotMinutes} min | {load.Calls(fetch)} | {least.Instances} "
                + $"| {least.WorstLagSeconds:0} | {most.Instances} | {most.WorstLagSeconds:0.0} "
                + $"| {(2 * most.Instances) + ConnectionsOfJobs} | {most.LockUtilisation:0.000} "
                + $"| {Dollars(load, served):#,0} |");
        });
        return "| feed | parts | calls at once | instances that keep up | lag, s "
            + "| instances after which more do not help | lag, s | connections | lock held "
            + "| aggregate, USD a month |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
            + string.Join('\n', lines);
    }

    /// <summary>However many instances there are, the row of the hour is wanted for longer than time lasts.</summary>
    private static string Never(ScaleLoad load, double fetch, double locked) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {load.Name} | {load.Parts} in {load.SlotMinutes} min | {load.Calls(fetch)} | none | for ever | | | "
        + $"| {locked:0.000} | |");

    /// <summary>Processor, memory and requests of aggregate while it is at work; nothing is taken off.</summary>
    private static double Dollars(ScaleLoad load, ServedPart[] served)
    {
        var parts = load.Parts * (24 * 60 / load.SlotMinutes) * DaysAMonth;
        var seconds = served.Average(part => (part.ReadSeconds * load.PartBytes / part.Bytes) + part.CommitSeconds);
        return parts * ((seconds * (Price("run-cpu") + (MemoryGiB * Price("run-memory")))) + Price("run-requests"));
    }

    private static double Price(string id)
    {
        var row = File.ReadLines(Checkout.PathOf("docs", "budget", "prices.csv"))
            .Select(line => line.Split(',')).Single(cells => cells[0] == id);
        return double.Parse(row[4], CultureInfo.InvariantCulture);
    }
}
