using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting.Logs;

/// <summary>The logs of a process, on standard output.</summary>
public static class ProcessLogs
{
    private const string FormatVariable = "LOG_FORMAT";

    /// <summary>
    /// Our own lines from Information up, those of the framework from Warning up. (A logger of the diagnostics of the
    /// web host that is not off makes it begin a span of its own for each request.)
    /// </summary>
    internal static IReadOnlyList<LoggerFilterRule> Levels { get; } =
    [
        new(providerName: null, "Microsoft", LogLevel.Warning, filter: null),
        new(providerName: null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None, filter: null),
        new(providerName: null, "System", LogLevel.Warning, filter: null),
    ];

    /// <summary>
    /// <c>LOG_FORMAT</c> is <c>json</c> or <c>text</c>; when it is not set: JSON on Cloud Run (<c>K_SERVICE</c> is
    /// set), else text.
    /// </summary>
    public static LogFormat FormatOf(EnvironmentSettings settings)
    {
        var usual = settings.IsSet("K_SERVICE") ? LogFormat.Json : LogFormat.Text;
        switch (settings.Find(FormatVariable))
        {
            case null:
                return usual;
            case "json":
                return LogFormat.Json;
            case "text":
                return LogFormat.Text;
            default:
                settings.Refuse(FormatVariable, "must be json or text.");
                return usual;
        }
    }

    /// <summary>Dispose it to flush.</summary>
    /// <param name="format">Text or JSON.</param>
    /// <param name="project">The project of Google Cloud that keeps the traces; null when it is not known.</param>
    /// <param name="clock">Gives the times.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "Standard output belongs to the process.")]
    public static ILoggerFactory CreateFactory(LogFormat format, string? project, TimeProvider clock)
    {
        if (format == LogFormat.Text) return TextLog.CreateFactory();
        var filter = new LoggerFilterOptions { MinLevel = LogLevel.Information };
        foreach (var rule in Levels) filter.Rules.Add(rule);

        // Made by hand: the builder would cost a container of services at every start.
        return new LoggerFactory([new JsonLog(Console.OpenStandardOutput(), project, clock)], filter);
    }
}
