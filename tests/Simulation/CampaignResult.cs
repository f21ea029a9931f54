namespace Isotherm.Simulation;

/// <summary>What became of a campaign.</summary>
/// <param name="Done">Schedules that were run.</param>
/// <param name="Failure">The seed that failed; null when none did.</param>
/// <param name="Summary">For a person.</param>
/// <param name="Struck">The names of the faults that struck.</param>
internal sealed record CampaignResult(ulong Done, ulong? Failure, string Summary, IReadOnlySet<string> Struck);
