using Isotherm.Core.Runs;

namespace Isotherm.Core.Reports;

/// <summary>An hour without a row in <c>region_temperature</c>.</summary>
/// <param name="Hour">UTC.</param>
/// <param name="Reason">
/// Of its last run: <c>never run</c>, <c>failed</c>, <c>incomplete</c> (parts are missing), <c>empty</c> (no reading)
/// or <c>no points</c> (no usable reading, or none in a region).
/// </param>
/// <param name="Run">The last run; null when there was none.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="Failures">How many calls of the sensor API for it failed.</param>
/// <param name="FailureReason">Why it failed.</param>
public sealed record MissingHour(
    Hour Hour, string Reason, RunId? Run, DateTimeOffset? StartedAt, int Failures, string? FailureReason);
