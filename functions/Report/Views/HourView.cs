using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Report.Views;

/// <summary>Map and table: one hour.</summary>
/// <param name="Hour">The hour shown, UTC.</param>
/// <param name="First">The first hour that the database shows.</param>
/// <param name="Last">The last hour that the database shows.</param>
/// <param name="Regions">All 13, by ascending code.</param>
/// <param name="Runs">The current runs of the hour's slots, by slot; empty for a view of the past.</param>
/// <param name="Missing">Why the hour shows nothing; null when it shows something, or nobody knows.</param>
public sealed record HourView(
    Hour Hour,
    Hour First,
    Hour Last,
    IReadOnlyList<RegionView> Regions,
    IReadOnlyList<LedgerRun> Runs,
    MissingHour? Missing);
