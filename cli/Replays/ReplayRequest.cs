using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Replays;

/// <summary>What <c>isotherm replay</c> is asked for.</summary>
internal sealed record ReplayRequest
{
    public required Hour? From { get; init; }

    public required Hour? To { get; init; }

    public required RunId? Run { get; init; }

    /// <summary>Only runs that it lacks.</summary>
    public required Aggregation? Aggregation { get; init; }

    public required bool IsDryRun { get; init; }

    /// <summary>Messages a second; 0 is as fast as it goes.</summary>
    public required int Rate { get; init; }

    public required string? Resume { get; init; }

    public required string? Reason { get; init; }

    /// <summary>table, json or csv.</summary>
    public required string Format { get; init; }
}
