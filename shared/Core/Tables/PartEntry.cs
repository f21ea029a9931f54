using Isotherm.Core.Aggregates;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>One aggregated part on its way into the tables.</summary>
/// <param name="Key">Slot and run.</param>
/// <param name="StartedAt">When the run was started.</param>
/// <param name="Source">Where the readings came from, as the manifest says.</param>
/// <param name="Part">Counts from 0.</param>
/// <param name="Parts">Parts of the run in all.</param>
/// <param name="ObjectName">The raw object.</param>
/// <param name="Generation">Its generation.</param>
/// <param name="Shapes">The shapes that were used.</param>
/// <param name="RulesVersion">The rules that were used.</param>
/// <param name="Aggregate">Counts and exact sums.</param>
/// <param name="CodeVersion">The version of the program, for the ledger.</param>
/// <param name="ReceivedAt">When the message came in.</param>
/// <param name="Took">From then until the sums were ready.</param>
/// <param name="DeliveryAttempt">As the broker counts it, or 0 when it does not say.</param>
public sealed record PartEntry(
    RunKey Key,
    DateTimeOffset StartedAt,
    string Source,
    int Part,
    int Parts,
    string ObjectName,
    long Generation,
    ShapesActivation Shapes,
    int RulesVersion,
    PartAggregate Aggregate,
    string CodeVersion,
    DateTimeOffset ReceivedAt,
    TimeSpan Took,
    int DeliveryAttempt);
