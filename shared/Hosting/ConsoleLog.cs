using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting;

/// <summary>Logs of a process: one line of text each on standard output, in UTC.</summary>
public static class ConsoleLog
{
    /// <summary>
    /// Our own lines from Information up, those of the framework from Warning up. Dispose it to flush.
    /// </summary>
    public static ILoggerFactory CreateFactory() => LoggerFactory.Create(logging => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("System", LogLevel.Warning)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.ColorBehavior = Microsoft.Extensions.Logging.Console.LoggerColorBehavior.Disabled;
        }));
}
