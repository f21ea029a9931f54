using Isotherm.Core.Aggregates;
using Isotherm.Core.Regions;

namespace Isotherm.Core.Reports;

/// <summary>An exact sum as it is kept: of one region in one part of an evaluation, by one method.</summary>
/// <param name="Evaluation">The key of the evaluation in the tables.</param>
/// <param name="Part">Counts from 0.</param>
/// <param name="Method">Rectangle or polygon.</param>
/// <param name="Sum">The region, its sum and how many points it is of.</param>
public sealed record KeptSum(long Evaluation, int Part, Method Method, RegionSum Sum);
