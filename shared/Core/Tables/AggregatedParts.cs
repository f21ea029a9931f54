namespace Isotherm.Core.Tables;

/// <summary>How many parts of an evaluation are in for an aggregation.</summary>
public readonly record struct AggregatedParts(long Evaluation, AggregationVersion Aggregation, int Parts);
