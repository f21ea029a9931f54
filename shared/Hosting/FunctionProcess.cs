using System.Net.Sockets;
using Isotherm.Hosting.Logs;
using Isotherm.Hosting.Traces;
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
        var format = ProcessLogs.FormatOf(settings);
        using var logs = ProcessLogs.CreateFactory(format, settings.Find("GOOGLE_CLOUD_PROJECT"), TimeProvider.System);
        var telemetry = TelemetryOptions.Bind(settings);
        var program = compose(settings, TimeProvider.System, logs);
        if (program is not null && settings.Mistakes.Count == 0)
            return await RunAsync(program, telemetry, format, logs);
        const string wrong = "these environment variables are wrong:";
        return await RefuseAsync(string.Join("\n  ", settings.Mistakes.Prepend(wrong)), format, logs);
    }

    private static async Task<int> RunAsync(
        FunctionProgram program, TelemetryOptions options, LogFormat format, ILoggerFactory logs)
    {
        await using var owned = program.Owned;
        using var telemetry = options.IsOn ? Start(options, program) : null;
        await program.Prepare(CancellationToken.None);
        try
        {
            await using var host = await FunctionHost.StartAsync(
                program.Options,
                program.Function,
                TimeProvider.System,
                logs,
                telemetry is null ? null : telemetry.FlushAsync,
                ownsProcess: true,
                CancellationToken.None);
            await host.WaitForShutdownAsync();
            return Done;
        }
        catch (Exception unreachable) when (unreachable is IOException or SocketException)
        {
            return await RefuseAsync(unreachable.Message, format, logs);
        }
    }

    private static OtlpTelemetry Start(TelemetryOptions options, FunctionProgram program) =>
        OtlpTelemetry.Start(options, program.Options.Name, TimeProvider.System);

    private static async Task<int> RefuseAsync(string reason, LogFormat format, ILoggerFactory logs)
    {
        if (format == LogFormat.Json) logs.CreateLogger<FunctionHost>().CannotStart(reason);
        else await Console.Error.WriteLineAsync("Cannot start: " + reason);
        return CannotStart;
    }
}
