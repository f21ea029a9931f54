using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Core.Reports;

/// <summary>One run as the ledger tells it.</summary>
/// <param name="Key">Slot and run.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="State">What became of it.</param>
/// <param name="IsCurrent">Whether its slot shows it now.</param>
/// <param name="Source">Where the readings came from; null until it is committed.</param>
/// <param name="Parts">Parts in all; null until it is committed.</param>
/// <param name="Failures">How many calls of the sensor API for it failed.</param>
/// <param name="FailureReason">Why the last one failed; null once the run is committed.</param>
/// <param name="ShapesHash">The shapes of its evaluation; null until all parts are in.</param>
/// <param name="RulesVersion">The rules of its evaluation; null until all parts are in.</param>
/// <param name="Totals">The accounting of its evaluation; null until all parts are in.</param>
/// <param name="CodeVersion">The version of the program that changed the row last; null until it is committed.</param>
/// <param name="RecordedAt">When the row was changed last.</param>
public sealed record LedgerRun(
    RunKey Key,
    DateTimeOffset StartedAt,
    RunState State,
    bool IsCurrent,
    string? Source,
    int? Parts,
    int Failures,
    string? FailureReason,
    string? ShapesHash,
    int? RulesVersion,
    RunTotals? Totals,
    string? CodeVersion,
    DateTimeOffset RecordedAt);
