using System.Globalization;
using Isotherm.Benchmarks.Readings;
using Isotherm.Benchmarks.Regions;
using Isotherm.Benchmarks.Simdjson;
using Isotherm.Benchmarks.Starts;
using Isotherm.Benchmarks.Whole.Contenders;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Whole;

/// <summary>
/// Runs <c>isotherm aggregate</c> and what one would take instead, each a process from its start to its end, in turn,
/// on files made now. All answers must be equal to the last digit. Prints Markdown, and draws the times by the size.
/// </summary>
internal sealed class WholeBenchmark
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000, WholeGoals.Readings, 10_000_000];

    private readonly TemporaryFolder _folder;
    private readonly IReadOnlyList<WholeContender> _contenders;
    private readonly int _rounds;
    private readonly TextWriter _output;
    private readonly List<WholeFigures> _figures = [];
    private string _version = "";
    private bool _isEqual = true;

    private WholeBenchmark(
        IReadOnlyList<WholeContender> contenders, TemporaryFolder folder, int rounds, TextWriter output)
    {
        (_contenders, _folder, _rounds, _output) = (contenders, folder, rounds, output);
    }

    /// <summary>Whether all answers were equal.</summary>
    public static async Task<bool> RunAsync(int readings, int rounds, TextWriter output)
    {
        using var folder = new TemporaryFolder();
        var simdjson = await SimdjsonProgram.CompileAsync(folder, output);
        var isotherm = await PublishedFunctions.NeedCommandLineAsync();
        var contenders = WholeContenders.Of(isotherm, BoxesIn(folder), simdjson);
        var benchmark = new WholeBenchmark(contenders, folder, rounds, output);
        await RegionBoxes.Of(await ShippedShapes.ReadAsync()).WriteAsync(BoxesIn(folder));
        WholeFile[] files = [.. Files(readings)];
        if (!benchmark.HasRoom(files.Max(file => file.MostBytes))) return false;
        foreach (var file in files) await benchmark.MeasureAsync(file);
        await benchmark.TellAsync();
        return benchmark._isEqual;
    }

    private static string BoxesIn(TemporaryFolder folder) => folder.File("boxes.txt");

    /// <summary>The sizes up to the largest, and the other forms at the size that the goals are of.</summary>
    private static IEnumerable<WholeFile> Files(int most)
    {
        var sizes = Sizes.Where(size => size < most).Append(most).ToArray();
        foreach (var size in sizes) yield return new WholeFile(size, ReadingsShape.Usual, IsCompressed: false);
        var usual = sizes.Where(size => size <= WholeGoals.Readings).DefaultIfEmpty(most).Max();
        yield return new WholeFile(usual, ReadingsShape.LongNumbers, IsCompressed: false);
        yield return new WholeFile(usual, ReadingsShape.Spaced, IsCompressed: false);
        yield return new WholeFile(usual, ReadingsShape.Usual, IsCompressed: true);
    }

    private bool HasRoom(long bytes)
    {
        var free = new DriveInfo(_folder.Path).AvailableFreeSpace;
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"One file at a time lies in {_folder.Path}, at most {bytes / 1e9:0.0} GB; "
            + $"free there: {free / 1e9:0.0} GB."));
        if (free > bytes) return true;
        _output.WriteLine("That is not enough: ask for fewer READINGS, or let TMPDIR name a folder on a larger disk.");
        return false;
    }

    private async Task MeasureAsync(WholeFile file)
    {
        var path = _folder.File("readings.json" + (file.IsCompressed ? ".gz" : ""));
        await file.WriteAsync(path);
        WholeContender[] contenders =
        [
            .. _contenders.Where(one => one.MostReadings >= file.Readings && (one.ReadsGzip || !file.IsCompressed)),
            .. file.IsCompressed ? [WholeContenders.Inflating] : Array.Empty<WholeContender>(),
        ];
        var rounds = contenders.Select(_ => new List<ChildFigures>()).ToArray();
        // The first file is the first that these programs are started for: a round before it warms the machine.
        for (var round = _figures.Count == 0 ? 0 : 1; round <= _rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var took = ChildProcess.Run(contenders[i].Command(path, file.Shape != ReadingsShape.Spaced));
                if (round > 0) rounds[i].Add(took);
            }
        }

        var bytes = new FileInfo(path).Length;
        WholeFigures[] figures = [.. contenders.Select((one, i) => new WholeFigures(file, bytes, one.Name, rounds[i]))];
        await CompareAsync(file, contenders, rounds);
        await _output.WriteLineAsync("\n" + WholeTable.Of(figures));
        _figures.AddRange(figures);
        File.Delete(path);
    }

    /// <summary>Every answer of every round against the first of ours.</summary>
    private async Task CompareAsync(WholeFile file, WholeContender[] contenders, List<ChildFigures>[] rounds)
    {
        var ours = RegionAnswers.Parse(rounds[0][0].Output);
        for (var i = 0; i < contenders.Length; i++)
        {
            if (contenders[i].Name == WholeContenders.Simdjson)
                _version = SimdjsonProgram.Version(rounds[i][0].Output);
            if (!contenders[i].Answers) continue;
            foreach (var output in rounds[i].Select(round => round.Output).Distinct())
            {
                var differences = ours.Differences(RegionAnswers.Parse(output));
                _isEqual &= differences.Count == 0;
                foreach (var difference in differences)
                    await _output.WriteLineAsync($"DIFFERENT: {file.Name}: {contenders[i].Name}: {difference}");
            }
        }
    }

    private async Task TellAsync()
    {
        await _output.WriteLineAsync(WholeGoals.Of(_figures));
        var machine = await Machine.DescribeAsync();
        await _output.WriteLineAsync(
            $"{machine} at the end; medians of {_rounds}. {(_isEqual ? "All answers were equal." : "ANSWERS DIFFER.")} "
            + $"{_version}\n");
        if (_isEqual) await WholePlot.WriteAsync(machine, _figures, _output);
    }
}
