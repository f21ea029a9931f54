namespace Isotherm.Core.Runs;

/// <summary>What a caller of fetch may ask for: an instant in the hour to import into, a run id, or neither.</summary>
public sealed record RunRequest(DateTimeOffset? Hour, RunId? Run)
{
    /// <summary>Nothing asked for: the schedule, or else the clock, decides.</summary>
    public static RunRequest None { get; } = new(null, null);
}
