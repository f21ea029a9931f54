using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Microsoft.Extensions.Logging;

namespace Isotherm.Aggregate;

/// <summary>What aggregate logs: one line a message, and few besides; event ids 2000 to 2999.</summary>
internal static partial class Log
{
    [LoggerMessage(
        2001,
        LogLevel.Information,
        "{Outcome}: run={Run} hour={Hour} object={Object} read={Read} usable={Usable} used_rectangle={UsedRectangle} "
        + "used_polygon={UsedPolygon} rejects={Rejects} ms={Ms}")]
    public static partial void Aggregated(
        this ILogger log,
        RecordOutcome outcome,
        string? run,
        string? hour,
        string? @object,
        long read,
        long usable,
        long usedRectangle,
        long usedPolygon,
        long rejects,
        long ms);

    [LoggerMessage(2002, LogLevel.Warning, "Failure recorded: run={Run} hour={Hour} ms={Ms}")]
    public static partial void FailureRecorded(this ILogger log, string? run, string? hour, long ms);

    [LoggerMessage(
        2003,
        LogLevel.Error,
        "Dead letter: id={MessageId} attempt={Attempt} run={Run} hour={Hour} object={Object} ms={Ms} reason: {Reason}")]
    public static partial void DeadLettered(
        this ILogger log,
        string messageId,
        int attempt,
        string? run,
        string? hour,
        string? @object,
        long ms,
        string reason);

    [LoggerMessage(
        2004,
        LogLevel.Warning,
        "Try again: id={MessageId} attempt={Attempt} run={Run} hour={Hour} object={Object} ms={Ms} reason: {Reason}")]
    public static partial void TryAgain(
        this ILogger log,
        string messageId,
        int attempt,
        string? run,
        string? hour,
        string? @object,
        long ms,
        string reason);

    [LoggerMessage(
        2005,
        LogLevel.Error,
        "Failed: id={MessageId} attempt={Attempt} run={Run} hour={Hour} object={Object} ms={Ms}")]
    public static partial void Failed(
        this ILogger log,
        Exception failure,
        string messageId,
        int attempt,
        string? run,
        string? hour,
        string? @object,
        long ms);

    [LoggerMessage(2010, LogLevel.Error, "Alarm: run={Run} hour={Hour} object={Object} source changed: {Reason}")]
    public static partial void SourceAlarm(
        this ILogger log, RunId run, Hour hour, RawObjectName @object, string reason);

    [LoggerMessage(2011, LogLevel.Information, "Shapes in use: {Object} generation {Generation} hash {Hash}")]
    public static partial void ShapesActivated(this ILogger log, string @object, long generation, string hash);

    [LoggerMessage(2012, LogLevel.Error, "Alarm: generation {Generation} of the shapes stays in use: {Reason}")]
    public static partial void LastShapesKept(this ILogger log, long generation, string reason);

    [LoggerMessage(2013, LogLevel.Error, "Alarm: messages are answered with 503 until there are shapes: {Reason}")]
    public static partial void NoShapes(this ILogger log, string reason);

    [LoggerMessage(
        2014,
        LogLevel.Warning,
        "The compact shapes {Object} are not used: {Reason} To start faster, import the regions again.")]
    public static partial void CompactShapesIgnored(this ILogger log, string @object, string reason);
}
