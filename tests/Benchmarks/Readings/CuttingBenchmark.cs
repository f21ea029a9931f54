using System.Globalization;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Readings;

/// <summary>What fetch does with a large answer but for sending it: read to its end, cut into parts.</summary>
internal static class CuttingBenchmark
{
    /// <summary>As the network gives them.</summary>
    private const int BlockBytes = 64 * 1024;

    public static async Task RunAsync(int readings, int rounds, TextWriter output)
    {
        using var folder = new TemporaryFolder();
        await output.WriteLineAsync("\n| cutting | MB | s | MB/s | parts |\n|---|---:|---:|---:|---:|");
        foreach (var shape in Enum.GetValues<ReadingsShape>())
        {
            var file = folder.File($"{shape}.json");
            await GeneratedReadings.WriteAsync(file, readings, shape);
            var bytes = await File.ReadAllBytesAsync(file);
            var (took, parts) = (new List<double>(), 0);
            for (var round = 0; round <= rounds; round++)
            {
                var begin = Environment.CpuUsage.TotalTime;
                parts = Cut(bytes);
                if (round > 0) took.Add((Environment.CpuUsage.TotalTime - begin).TotalSeconds);
            }

            var median = Median.Of(took);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {shape} | {bytes.Length / 1e6:0} | {median:0.000} | {bytes.Length / 1e6 / median:0} | {parts} |"));
            File.Delete(file);
        }
    }

    private static int Cut(byte[] answer)
    {
        var cutter = new PartCutter(PartLimits.Default);
        var counter = new Counter();
        var reader = new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, counter, cutter.Take);
        var given = 0L;
        for (var at = 0; at < answer.Length; at += BlockBytes)
        {
            var block = answer.AsSpan(at, Math.Min(BlockBytes, answer.Length - at));
            cutter.Append(block);
            if (!reader.Feed(block)) throw new InvalidDataException("The answer is no document.");
            given += cutter.Pieces().Sum(piece => (long)piece.Bytes.Length);
        }

        given += cutter.Complete().Sum(piece => (long)piece.Bytes.Length);
        return reader.Complete().Read == counter.Count && given > 0
            ? cutter.Readings.Count : throw new InvalidDataException("Readings were lost.");
    }

    private sealed class Counter : IReadingSink
    {
        public long Count { get; private set; }

        public void Usable(scoped in Reading reading) => Count++;

        public void Reject(RejectedReading rejected) => Count++;
    }
}
