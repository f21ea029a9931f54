namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>What one aggregation made of a part.</summary>
/// <param name="Aggregation">Which one.</param>
/// <param name="Rows">For its table of parts; perhaps none.</param>
public sealed record AggregatedPart(Aggregation Aggregation, IReadOnlyList<KeptRow> Rows);
