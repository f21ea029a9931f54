using System.Diagnostics;
using System.Globalization;
using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

/// <summary>A replay in a process of its own that is ended in the middle.</summary>
public sealed class KilledReplayTests
{
    private const int Hours = 48;
    private static readonly DateTimeOffset First = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("-KILL", 137)]
    [InlineData("-TERM", 130)]
    [InlineData("-INT", 130)]
    public async Task The_same_command_goes_on_where_it_was_ended_and_the_tables_are_exact(string signal, int code)
    {
        await using var pipeline = await CreateAsync();
        for (var i = 0; i < Hours; i++)
        {
            var hour = First.AddHours(i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            await pipeline.CommitAsync(hour, "a", Array(Reading("a", i % 13, "5"), Reading("b", i % 13, $"{i}")));
        }

        string[] line = ["replay", "--from", "2024-01-01", "--to", "2024-01-02", "--resume", "resume.txt"];
        using var process = Start(pipeline, [.. line, "--rate", "20"]);
        await BegunAsync(pipeline, process);
        using (var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        var noted = Noted(pipeline);

        Assert.Equal(code, process.ExitCode);
        Assert.InRange(noted, 3, Hours - 1);
        using var again = Start(pipeline, line);
        var said = await again.StandardOutput.ReadToEndAsync(Cancellation);
        await again.WaitForExitAsync(Cancellation);

        Assert.Equal(0, again.ExitCode);
        Said.Contains($"{Hours - noted} messages of {Hours - noted} runs were published again", said);
        Said.Contains($" {noted} messages of {noted} runs had been before.", said);
        Assert.Equal(["1|48|48"], await pipeline.QueryAsync("SELECT COUNT(*), MAX(runs), MAX(messages) FROM replays"));
        (await pipeline.Shell.RunAsync("verify", "--from", "2024-01-01", "--to", "2024-01-02")).Succeeded();
        Assert.Equal([$"{Hours}"], await pipeline.QueryAsync("SELECT COUNT(*) FROM region_temperature"));
    }

    /// <summary>Waits until some runs are noted: of a file in use by another process only the length is seen.</summary>
    private static async Task BegunAsync(KeptPipeline pipeline, Process process)
    {
        const int someRuns = 150;
        var file = new FileInfo(pipeline.Shell.PathOf("resume.txt"));
        for (long? begin = null; !process.HasExited; file.Refresh())
        {
            if (file is { Exists: true, Length: > 0 and var length } && length >= (begin ??= length) + someRuns) return;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }

    /// <summary>The runs that the resume file holds: its whole lines after the first.</summary>
    private static int Noted(KeptPipeline pipeline) =>
        pipeline.Shell.Read("resume.txt").Count(character => character == '\n') - 1;

    private static Process Start(KeptPipeline pipeline, string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "isotherm.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = pipeline.Shell.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in pipeline.Shell.Variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
