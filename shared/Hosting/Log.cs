using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting;

/// <summary>What the host says itself; event ids 9000 to 9999.</summary>
internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "Listening on {Address}")]
    public static partial void Listening(this ILogger log, Uri address);

    [LoggerMessage(9002, LogLevel.Information, "Stopping: no new requests, those under way are finished")]
    public static partial void Stopping(this ILogger log);

    [LoggerMessage(9003, LogLevel.Warning, "No event, answered {Status}: {Reason}")]
    public static partial void EventRefused(this ILogger log, int status, string reason);

    [LoggerMessage(9004, LogLevel.Warning, "Request refused with 405: {Method}")]
    public static partial void MethodRefused(this ILogger log, string method);

    [LoggerMessage(9005, LogLevel.Critical, "Cannot start: {Reason}")]
    public static partial void CannotStart(this ILogger log, string reason);
}
