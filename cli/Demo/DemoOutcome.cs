using Isotherm.Adapters.Tables;
using Isotherm.Cli.Inputs;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Demo;

/// <summary>What a demo did, and what its last hour came to.</summary>
/// <param name="Played">Every hour of the schedule.</param>
/// <param name="Pushed">Messages pushed to aggregate, those delivered twice too.</param>
/// <param name="Folder">Where everything lies.</param>
/// <param name="Database">Where the tables are.</param>
/// <param name="LastRun">The run that the last hour shows; null when it shows none.</param>
/// <param name="LastHour">The rows of the last hour.</param>
/// <param name="LastObject">The path of its raw object.</param>
/// <param name="Failures">Why hours failed; empty when none did.</param>
internal sealed record DemoOutcome(
    IReadOnlyList<HourPlayed> Played,
    long Pushed,
    DemoFolder Folder,
    Database Database,
    LedgerRun? LastRun,
    IReadOnlyList<RegionHourTemperature> LastHour,
    string? LastObject,
    IReadOnlyList<string> Failures)
{
    public Hour Last => Played[^1].Hour;
}
