using Microsoft.Extensions.Logging;

namespace Isotherm.Report;

/// <summary>What the report logs: one line a request; event ids 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "Answered: {Method} {Path} status={Status} ms={Ms}")]
    public static partial void Answered(this ILogger log, string method, string path, int status, long ms);

    [LoggerMessage(3002, LogLevel.Warning, "Not answered: {Method} {Path} ms={Ms} reason: {Reason}")]
    public static partial void NotAnswered(this ILogger log, string method, string path, long ms, string reason);

    [LoggerMessage(3003, LogLevel.Error, "Failed: {Method} {Path} ms={Ms}")]
    public static partial void Failed(this ILogger log, Exception failure, string method, string path, long ms);
}
