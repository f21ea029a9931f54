using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting.PushIdentity;

/// <summary>What the check of the pusher says; event ids 9100 to 9199.</summary>
internal static partial class PushLog
{
    [LoggerMessage(9101, LogLevel.Warning, "Push refused with {Status}: {Reason}")]
    public static partial void PushRefused(this ILogger log, int status, string reason);

    [LoggerMessage(9102, LogLevel.Warning, "The signing keys at {Address} cannot be loaded: {Reason}")]
    public static partial void KeysNotLoaded(this ILogger log, Uri address, string reason);
}
