namespace Isotherm.Core.Tables;

/// <summary>What an aggregation shows of an hour.</summary>
/// <param name="Aggregation">Its name, and the version that made the rows.</param>
/// <param name="Evaluations">
/// The evaluations that the rows are of, by slot, parted by blanks; empty when nothing is shown.
/// </param>
public sealed record AggregationShown(AggregationVersion Aggregation, string Evaluations);
