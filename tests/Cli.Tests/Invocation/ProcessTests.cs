using System.Diagnostics;
using System.Globalization;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Invocation;

/// <summary>The real process: its exit codes, streams and signals.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Data_goes_to_standard_output_and_the_exit_code_is_0()
    {
        using var folder = new TemporaryFolder();
        using var process = Start(folder, "locate", "48.8566", "-1.6", "--format", "json");
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Said.First("{\n  \"lat\": 48.8566,", output);
        Said.Not("\uFEFF", output);
        Assert.Equal("", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Standard_input_is_read_and_an_error_goes_to_standard_error_with_code_1()
    {
        using var folder = new TemporaryFolder();
        using var process = Start(folder, "aggregate", "-");
        await process.StandardInput.WriteAsync("[1,");
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, process.ExitCode);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Said.First(
            "isotherm: standard input cannot be read to its end; byte 3: ",
            await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_signal_ends_a_long_demo_with_130_and_the_next_one_continues_it()
    {
        using var folder = new TemporaryFolder();
        using var process = Start(folder, "demo", "--hours", "8784");
        var raw = Path.Combine(folder.Path, "isotherm-demo", "bucket", "raw");
        while (!process.HasExited && !Directory.Exists(raw))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Said.First(
            "isotherm: Interrupted.",
            await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        using var again = Start(folder, "demo", "--hours", "2");
        await again.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await again.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, again.ExitCode);
    }

    private static Process Start(TemporaryFolder folder, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "isotherm.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
