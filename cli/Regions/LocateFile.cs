using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary><c>isotherm locate --file</c>: from a file to standard output or to another file.</summary>
internal static class LocateFile
{
    public static async Task<int> RunAsync(
        string file, string? output, RegionLocators locators, Surroundings surroundings, CancellationToken cancellation)
    {
        var points = new InputFile(surroundings, file);
        if (!points.Open().Is(out var stream, out var refusal)) return surroundings.Fail(refusal);
        await using (stream)
        {
            var fault = output is null
                ? await AnswerAsync(points, stream, surroundings.Output, locators, surroundings, cancellation)
                : await AnswerIntoAsync(output, points, stream, locators, surroundings, cancellation);
            return fault is null ? ExitCode.Success : surroundings.Fail(fault);
        }
    }

    private static async Task<string?> AnswerIntoAsync(
        string output,
        InputFile points,
        Stream stream,
        RegionLocators locators,
        Surroundings surroundings,
        CancellationToken cancellation)
    {
        if (!OutputFile.Create(surroundings, output).Is(out var target, out var refusal)) return refusal;
        await using (target)
        {
            var fault = await AnswerAsync(points, stream, target.Writer, locators, surroundings, cancellation);
            if (fault is null) await target.CommitAsync();
            return fault;
        }
    }

    private static async Task<string?> AnswerAsync(
        InputFile points,
        Stream stream,
        TextWriter writer,
        RegionLocators locators,
        Surroundings surroundings,
        CancellationToken cancellation) =>
        await ProgressBar.RunAsync(surroundings, "locate", points.Size, progress =>
        {
            using var counted = new ProgressStream(stream, progress);
            return Task.FromResult(new PointsFile(locators, points.Name).Answer(counted, writer, cancellation));
        });
}
