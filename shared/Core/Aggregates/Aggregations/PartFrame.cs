using Isotherm.Core.Runs;

namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>What the readings of a part have in common.</summary>
/// <param name="Codes">The INSEE codes of the regions by index, in the order of the shapes.</param>
/// <param name="Slot">The slot of the run.</param>
public sealed record PartFrame(IReadOnlyList<string> Codes, Slot Slot);
