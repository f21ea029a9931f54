using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting;

/// <summary>Runs a function as the whole of this process.</summary>
public static class FunctionProcess
{
    private const int Done = 0;
    private const int CannotStart = 1;

    /// <summary>
    /// Composes the function from the environment, listens, and drains when the process is asked to stop: exit code 0.
    /// Settings that are wrong are all reported, by name: exit code 1, as for a port that is taken.
    /// </summary>
    /// <param name="compose">Null when it noted mistakes in the settings.</param>
    public static async Task<int> RunAsync(
        Func<EnvironmentSettings, TimeProvider, ILoggerFactory, FunctionProgram?> compose)
    {
        var settings = EnvironmentSettings.OfProcess();
        using var logs = ConsoleLog.CreateFactory();
        var program = compose(settings, TimeProvider.System, logs);
        if (program is null || settings.Mistakes.Count > 0)
        {
            await Console.Error.WriteLineAsync("Cannot start, these environment variables are wrong:");
            foreach (var mistake in settings.Mistakes) await Console.Error.WriteLineAsync("  " + mistake);
            return CannotStart;
        }

        await using var owned = program.Owned;
        await program.Prepare(CancellationToken.None);
        try
        {
            await using var host = await FunctionHost.StartAsync(
                program.Options,
                program.Function,
                TimeProvider.System,
                logs,
                ownsProcess: true,
                CancellationToken.None);
            await host.WaitForShutdownAsync();
            return Done;
        }
        catch (Exception unreachable) when (unreachable is IOException or SocketException)
        {
            await Console.Error.WriteLineAsync("Cannot start: " + unreachable.Message);
            return CannotStart;
        }
    }
}
