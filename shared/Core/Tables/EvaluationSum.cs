using Isotherm.Core.Aggregates;

namespace Isotherm.Core.Tables;

/// <summary>The exact sum of one region in one part of an evaluation, by one method.</summary>
public readonly record struct EvaluationSum(long Evaluation, RegionSum Sum);
