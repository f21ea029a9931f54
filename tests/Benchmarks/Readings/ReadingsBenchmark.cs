using System.Globalization;
using System.Text.Json;
using Isotherm.Benchmarks.Regions;
using Isotherm.Benchmarks.Simdjson;
using Isotherm.Benchmarks.Whole;
using Isotherm.Benchmarks.Whole.Contenders;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Readings;

/// <summary>
/// Reads one file in three ways, in turn: with the readings reader, with the same without its fast path, and with
/// <c>JsonSerializer.DeserializeAsyncEnumerable</c> (source-generated). Each finds the region of every reading in
/// France by rectangle and adds the temperatures; the answers must be equal before anything is told. The figures are
/// processor time of the process: the clock on the wall would tell of the other work of the machine. Where there is
/// simdjson it does the same in a process of its own, which tells the time of its second pass: from the file in memory,
/// and with reading it, as the others do.
/// </summary>
internal static class ReadingsBenchmark
{
    private const int BlockBytes = 256 * 1024;

    /// <summary>The first has a cold memory.</summary>
    private const int PassesOfSimdjson = 2;

    public static async Task RunAsync(int readings, int rounds, TextWriter output)
    {
        var shapes = await ShippedShapes.ReadAsync();
        var locator = new RegionLocators(shapes).Rectangle;
        using var folder = new TemporaryFolder();
        var boxes = RegionBoxes.Of(shapes);
        await boxes.WriteAsync(folder.File("boxes.txt"));
        var simdjson = await SimdjsonProgram.CompileAsync(folder, output);
        await output.WriteLineAsync(await Machine.DescribeAsync());
        await output.WriteLineAsync(
            "| records | MB | fast, s (M/s) | general, s | DeserializeAsyncEnumerable, s "
            + "| simdjson in memory (and reading), s | general / fast | C# / fast | simdjson (and reading) / fast |\n"
            + "|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var shape in Enum.GetValues<ReadingsShape>())
        {
            var file = folder.File($"{shape}.json");
            await GeneratedReadings.WriteAsync(file, readings, shape);
            var command = simdjson?.Command(
                file, folder.File("boxes.txt"), shape != ReadingsShape.Spaced, PassesOfSimdjson);
            var figures = await TimeAsync(file, locator, boxes.Codes, command, rounds);
            await output.WriteLineAsync(Row(shape, new FileInfo(file).Length, readings, figures));
            File.Delete(file);
        }
    }

    /// <summary>Processor seconds of each round: fast, general, C#, simdjson in memory, and with reading.</summary>
    private static async Task<double[][]> TimeAsync(
        string file,
        RectangleLocator locator,
        IReadOnlyList<string> codes,
        IReadOnlyList<string>? simdjson,
        int rounds)
    {
        Func<RegionSumsSink, Task>[] ways =
        [
            sink => FeedAsync(file, new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, sink)),
            sink => FeedAsync(file, ReadingsReader.General(ReadingsForm.Array, ReadingRules.Default, sink)),
            sink => DeserializeAsync(file, sink),
        ];
        double[][] seconds = [[], [], [], [], []];
        for (var round = 0; round <= rounds; round++)
        {
            // The first round warms the compiler and the page cache.
            void Note(int way, double took) => seconds[way] = round > 0 ? [.. seconds[way], took] : [];
            var answers = new HashSet<string>();
            for (var way = 0; way < ways.Length; way++)
            {
                var sink = new RegionSumsSink(locator, codes);
                var begin = Environment.CpuUsage.TotalTime;
                await ways[way](sink);
                Note(way, (Environment.CpuUsage.TotalTime - begin).TotalSeconds);
                answers.Add(sink.Answer);
            }

            if (answers.Count > 1) throw new InvalidOperationException($"Other answers: {string.Join('\n', answers)}");
            if (simdjson is null) continue;
            var (read, parse) = RunSimdjson(simdjson, answers.Single());
            Note(3, parse);
            Note(4, read + parse);
        }

        return seconds;
    }

    private static (double Read, double Parse) RunSimdjson(IReadOnlyList<string> command, string ours)
    {
        var output = ChildProcess.Run(command).Output;
        var differences = RegionAnswers.Parse(ours).Differences(RegionAnswers.Parse(output));
        return differences.Count == 0
            ? SimdjsonProgram.LastPass(output)
            : throw new InvalidOperationException($"simdjson answers otherwise: {string.Join('\n', differences)}");
    }

    /// <summary>Reads at once, as simdjson's program: to hand that to another thread is no part of parsing.</summary>
    private static Task FeedAsync(string path, ReadingsReader reader)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var block = new byte[BlockBytes];
        for (int count; (count = file.Read(block)) > 0;) reader.Feed(block.AsSpan(0, count));
        if (reader.Complete().Unreadable is { } fault) throw new InvalidOperationException(fault.ToString());
        return Task.CompletedTask;
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
        var hasSimdjson = figures[3].Length > 0;
        double[] median = [.. figures.Take(hasSimdjson ? 5 : 3).Select(Median.Of)];
        double Ratio(int way) => Median.Of(figures[way].Zip(figures[0], (other, fast) => other / fast));
        var simdjson = hasSimdjson ? Invariant($"{median[3]:0.000} ({median[4]:0.000})") : "-";
        var toSimdjson = hasSimdjson ? Invariant($"{Ratio(3):0.00}x ({Ratio(4):0.00}x)") : "-";
        return Invariant(
            $"| {shape} | {bytes / 1e6:0} | {median[0]:0.000} ({readings / median[0] / 1e6:0.0}) | {median[1]:0.000} ")
            + Invariant($"| {median[2]:0.000} | {simdjson} | {Ratio(1):0.0}x | {Ratio(2):0.0}x | {toSimdjson} |");
    }

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
