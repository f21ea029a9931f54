using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>The ledger's row of a committed run.</summary>
/// <param name="Key">Slot and run.</param>
/// <param name="StartedAt">When the run was started.</param>
/// <param name="Source">Where the readings came from.</param>
/// <param name="State">What became of it.</param>
/// <param name="Parts">Parts in all.</param>
/// <param name="Evaluation">The evaluation that stands for it; null when none is complete.</param>
/// <param name="Totals">The counts of that evaluation.</param>
/// <param name="ReceivedAt">When the message came in that changed the row last.</param>
/// <param name="RecordedAt">When the row was changed last.</param>
/// <param name="CodeVersion">The version of the program that changed it last.</param>
public sealed record RunEntry(
    RunKey Key,
    DateTimeOffset StartedAt,
    string Source,
    RunState State,
    int Parts,
    long? Evaluation,
    RunTotals? Totals,
    DateTimeOffset ReceivedAt,
    DateTimeOffset RecordedAt,
    string CodeVersion);
