using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Aggregates;

/// <summary>Aggregates files, several at once and each by several threads; their number changes no answer.</summary>
internal sealed class FilesAggregation(Surroundings surroundings, RegionLocators locators, int threads)
{
    /// <summary>All of the files or none; refusals come in the order of the files.</summary>
    public async Task<AggregatedFiles> RunAsync(IReadOnlyList<string> written, CancellationToken cancellation)
    {
        var files = written.Select(file => new InputFile(surroundings, file)).ToArray();
        var size = files.Aggregate((long?)0, (sum, file) => sum + file.Size);
        var answers = await ProgressBar.RunAsync(
            surroundings, "aggregate", size, progress => AggregateAsync(files, progress, cancellation));
        var refusals = answers.Select(answer => answer.Refusal).OfType<string>().ToArray();
        if (refusals.Length > 0) return new AggregatedFiles(null, refusals);
        var totals = answers.Select(answer => answer.Value!).Aggregate((sum, part) => sum.Plus(part));
        return new AggregatedFiles(totals, []);
    }

    private async Task<Answer<AggregateTotals>[]> AggregateAsync(
        InputFile[] files, Action<double> progress, CancellationToken cancellation)
    {
        var answers = new Answer<AggregateTotals>[files.Length];
        var atOnce = Math.Min(threads, files.Length);
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, files.Length, options, async (index, stop) =>
            answers[index] = await AggregateAsync(files[index], threads / atOnce, progress, stop));
        return answers;
    }

    private async Task<Answer<AggregateTotals>> AggregateAsync(
        InputFile file, int threadsOfFile, Action<double> progress, CancellationToken cancellation)
    {
        if (!file.Open().Is(out var stream, out var refusal)) return refusal;
        await using var source = stream;
        try
        {
            await using var counted = new ProgressStream(source, progress);
            return await new PartAggregation(locators, threadsOfFile).RunAsync(counted, file.Name, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{file.Name} cannot be read: {e.Message}";
        }
    }
}
