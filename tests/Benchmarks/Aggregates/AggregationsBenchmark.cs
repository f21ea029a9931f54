using System.Globalization;
using Isotherm.Benchmarks.Readings;
using Isotherm.Benchmarks.Regions;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Aggregates.Aggregations.EventTime;
using Isotherm.Core.Aggregates.Aggregations.Grid;
using Isotherm.Core.Aggregates.Aggregations.Statistics;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Aggregates;

/// <summary>
/// What aggregations cost in the pass over a part: the same document in memory without any, with each and with all, in
/// turn, in processor time of this process.
/// </summary>
internal static class AggregationsBenchmark
{
    private const int WarmUps = 3;

    private static readonly (string Name, IReadOnlyList<Aggregation> All)[] Contenders =
    [
        ("none", []),
        ("statistics", [new StatisticsAggregation()]),
        ("grid", [new GridAggregation()]),
        ("event-time", [new EventTimeAggregation()]),
        ("all three", RegisteredAggregations.All),
    ];

    public static async Task RunAsync(int rounds, int readings, TextWriter output)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("answer.json");
        await GeneratedReadings.WriteAsync(file, readings, ReadingsShape.Usual);
        var document = await File.ReadAllBytesAsync(file);
        var locators = new RegionLocators(await ShippedShapes.ReadAsync());
        var took = Contenders.ToDictionary(one => one.Name, _ => new List<double>());
        for (var round = 1 - WarmUps; round <= rounds; round++)
        {
            foreach (var (name, all) in Contenders)
            {
                GC.Collect();
                var before = Environment.CpuUsage.TotalTime;
                await ReadAsync(document, locators, all);
                if (round > 0) took[name].Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }
        }

        await output.WriteLineAsync(
            "| aggregations | processor ms, median (least) | of none, medians (least) | ns a reading more |\n"
            + "|---|---:|---:|---:|");
        var (least, median) = (took["none"].Min(), Median.Of(took["none"]));
        foreach (var (name, _) in Contenders)
        {
            var (mine, own) = (took[name].Min(), Median.Of(took[name]));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {own:F1} ({mine:F1}) | {own / median:F2} ({mine / least:F2}) | "
                + $"{(mine - least) * 1e6 / readings:F1} |"));
        }

        await output.WriteLineAsync($"\n{await Machine.DescribeAsync()} at the end; {rounds} rounds of {readings}.");
    }

    private static async Task ReadAsync(byte[] json, RegionLocators locators, IReadOnlyList<Aggregation> all)
    {
        var slot = Slot.TryParse("2019-02-19T14:00:00Z", out var parsed) ? parsed : default;
        using var document = new MemoryStream(json);
        var part = new PartAccumulator(locators, keepRejected: true, new PartAggregations(all, slot));
        var read = await ReadingsDocument.ReadAsync(
            document, ReadingsForm.Array, ReadingRules.Default, part, json.Length, threads: 1, default);
        if (!read.IsComplete) throw new InvalidDataException(read.Unreadable!.Reason);
        GC.KeepAlive(part.Finish());
    }
}
