namespace Isotherm.Simulation.Faults;

/// <summary>How a <see cref="Site"/> is struck.</summary>
internal enum Blow
{
    /// <summary>The process dies before the request leaves.</summary>
    CrashBefore,

    /// <summary>It fails and nothing happened.</summary>
    Refused,

    /// <summary>It takes long: seconds to minutes.</summary>
    Slow,

    /// <summary>It happened, and the caller is told that it failed: an unknown outcome.</summary>
    Lost,

    /// <summary>The process dies after it happened.</summary>
    CrashAfter,
}
