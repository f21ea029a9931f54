namespace Isotherm.Core.Tables;

/// <summary>An aggregation as its rows know it.</summary>
public readonly record struct AggregationVersion(string Name, int Version);
