using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Isotherm.Hosting.Logs;

/// <summary>Logs for a person at a terminal: one line of text each on standard output, in UTC.</summary>
internal static class TextLog
{
    /// <summary>The levels of <see cref="ProcessLogs"/>. Dispose it to flush.</summary>
    public static ILoggerFactory CreateFactory() => LoggerFactory.Create(logging =>
    {
        foreach (var rule in ProcessLogs.Levels) logging.AddFilter(rule.CategoryName, rule.LogLevel!.Value);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    });
}
