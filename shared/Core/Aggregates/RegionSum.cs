namespace Isotherm.Core.Aggregates;

/// <summary>The exact sum of one region, known by its INSEE code.</summary>
public readonly record struct RegionSum(string Code, ExactSum Sum);
