using System.Globalization;
using System.Text.Json;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Readings;

/// <summary>
/// Reads one file in three ways, in turn: with the readings reader, with the same without its fast path, and with
/// <c>JsonSerializer.DeserializeAsyncEnumerable</c> (source-generated). Each finds the region of every reading in
/// France by rectangle and adds the temperatures; the answers must be equal before anything is told. The figures are
/// processor time of the process: the clock on the wall would tell of the other work of the machine.
/// </summary>
internal static class ReadingsBenchmark
{
    private const int BlockBytes = 256 * 1024;

    public static async Task RunAsync(int readings, int rounds, TextWriter output)
    {
        var read = ShapesReader.Read(await File.ReadAllBytesAsync(Checkout.PathOf("data", "regions.geojson")));
        var shapes = read.Shapes ?? throw new InvalidDataException(read.Refusal);
        var locator = new RegionLocators(shapes).Rectangle;
        await output.WriteLineAsync(await Machine.DescribeAsync());
        await output.WriteLineAsync(
            "| records | MB | fast, s (M/s) | general, s | DeserializeAsyncEnumerable, s | general / fast | "
            + "C# / fast |\n|---|---:|---:|---:|---:|---:|---:|");
        using var folder = new TemporaryFolder();
        foreach (var shape in Enum.GetValues<ReadingsShape>())
        {
            var file = folder.File($"{shape}.json");
            await GeneratedReadings.WriteAsync(file, readings, shape);
            var figures = await TimeAsync(file, locator, shapes.Shapes.Count, rounds);
            await output.WriteLineAsync(Row(shape, new FileInfo(file).Length, readings, figures));
            File.Delete(file);
        }
    }

    /// <summary>Processor seconds of each round: fast, general, C#.</summary>
    private static async Task<double[][]> TimeAsync(string file, RectangleLocator locator, int regions, int rounds)
    {
        Func<RegionSumsSink, Task>[] ways =
        [
            sink => FeedAsync(file, new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, sink)),
            sink => FeedAsync(file, ReadingsReader.General(ReadingsForm.Array, ReadingRules.Default, sink)),
            sink => DeserializeAsync(file, sink),
        ];
        double[][] seconds = [[], [], []];
        for (var round = 0; round <= rounds; round++)
        {
            var answers = new HashSet<string>();
            for (var way = 0; way < ways.Length; way++)
            {
                var sink = new RegionSumsSink(locator, regions);
                var begin = Environment.CpuUsage.TotalTime;
                await ways[way](sink);
                // The first round warms the compiler and the page cache.
                var took = Environment.CpuUsage.TotalTime - begin;
                if (round > 0) seconds[way] = [.. seconds[way], took.TotalSeconds];
                answers.Add(sink.Answer);
            }
            if (answers.Count > 1) throw new InvalidOperationException($"Other answers: {string.Join('\n', answers)}");
        }
        return seconds;
    }

    private static async Task FeedAsync(string path, ReadingsReader reader)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var block = new byte[BlockBytes];
        for (int count; (count = await file.ReadAsync(block)) > 0;) reader.Feed(block.AsSpan(0, count));
        if (reader.Complete().Unreadable is { } fault) throw new InvalidOperationException(fault.ToString());
    }

    private static async Task DeserializeAsync(string path, RegionSumsSink sink)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await foreach (var record in JsonSerializer.DeserializeAsyncEnumerable(file, SensorJson.Default.SensorRecord))
        {
            if (record!.Country != "France") continue;
            sink.Add(record.Lat, record.Lon, new Temperature((long)Math.Round(record.Temperature * 1e9)));
        }
    }

    private static string Row(ReadingsShape shape, long bytes, int readings, double[][] figures)
    {
        double[] median = [.. figures.Select(Median)];
        double Ratio(int way) => Median([.. figures[way].Zip(figures[0], (other, fast) => other / fast)]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {shape} | {bytes / 1e6:0} | {median[0]:0.000} ({readings / median[0] / 1e6:0.0}) | {median[1]:0.000} "
            + $"| {median[2]:0.000} | {Ratio(1):0.0}x | {Ratio(2):0.0}x |");
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
