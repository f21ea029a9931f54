using Isotherm.Core.Runs;
using Microsoft.Extensions.Logging;

namespace Isotherm.Fetch;

/// <summary>What fetch logs: one line a request, and few besides; event ids 1000 to 1999.</summary>
internal static partial class Log
{
    private const string ImportedLine =
        "{State}: run={Run} hour={Hour} slot={Slot} object={Object} "
        + "read={Read} usable={Usable} rejects={Rejects} ms={Ms}";

    [LoggerMessage(1001, LogLevel.Information, ImportedLine)]
    public static partial void Imported(
        this ILogger log,
        string state,
        string run,
        string hour,
        string slot,
        string? @object,
        long read,
        long? usable,
        long? rejects,
        long ms);

    [LoggerMessage(1002, LogLevel.Warning, "Request refused with {Status}: {Reason} ms={Ms}")]
    public static partial void RequestRefused(this ILogger log, int status, string reason, long ms);

    [LoggerMessage(
        1003, LogLevel.Error, "No run: run={Run} hour={Hour} object={Object} bytes={Bytes} ms={Ms} reason: {Reason}")]
    public static partial void AnswerRefused(
        this ILogger log, RunId run, Hour hour, string? @object, long bytes, string reason, long ms);

    [LoggerMessage(1004, LogLevel.Warning, "Try again: run={Run} hour={Hour} object={Object} ms={Ms} reason: {Reason}")]
    public static partial void TryAgain(
        this ILogger log, RunId? run, Hour? hour, string? @object, string reason, long ms);

    [LoggerMessage(1005, LogLevel.Error, "Failed: run={Run} hour={Hour} object={Object} ms={Ms}")]
    public static partial void Failed(
        this ILogger log, Exception failure, RunId? run, Hour? hour, string? @object, long ms);

    [LoggerMessage(1006, LogLevel.Warning, "The ledger could not be told that run {Run} failed: {Reason}")]
    public static partial void FailureNotTold(this ILogger log, RunId run, string reason);
}
