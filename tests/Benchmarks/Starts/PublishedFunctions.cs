using System.Diagnostics;
using Isotherm.Testing;
using Isotherm.Testing.Processes;

namespace Isotherm.Benchmarks.Starts;

/// <summary>The functions as native binaries: those that <c>ISOTHERM_PUBLISHED</c> names, or else made now.</summary>
internal static class PublishedFunctions
{
    /// <summary>Their folder, which the variable names from now on.</summary>
    public static async Task<string> NeedAsync()
    {
        var folder = Environment.GetEnvironmentVariable(NativeFunctions.Variable);
        if (string.IsNullOrEmpty(folder)) folder = await PublishAsync("publish");
        Environment.SetEnvironmentVariable(NativeFunctions.Variable, folder);
        return folder;
    }

    /// <summary>The command line as its image has it; it needs no native compiler.</summary>
    public static async Task<string> NeedCommandLineAsync()
    {
        var folder = Environment.GetEnvironmentVariable(NativeFunctions.Variable);
        if (string.IsNullOrEmpty(folder)) folder = await PublishAsync("cli");
        return Path.Combine(folder, "cli", "isotherm");
    }

    private static async Task<string> PublishAsync(string what)
    {
        var start = new ProcessStartInfo("bash", [Checkout.PathOf("tests", "native.sh"), what])
        {
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start)!;
        var folder = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder.Trim() : throw new InvalidOperationException("The publish failed.");
    }
}
