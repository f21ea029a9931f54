using Isotherm.Core.Runs;

namespace Isotherm.Cli.Demo;

/// <summary>What became of one hour of the schedule.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="IsCommitted">Whether the sensor API was called for it now; otherwise its run was there already.</param>
/// <param name="Failure">Why there is no run, or null.</param>
internal sealed record HourPlayed(Hour Hour, bool IsCommitted, string? Failure);
