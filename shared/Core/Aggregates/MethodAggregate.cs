using Isotherm.Core.Regions;

namespace Isotherm.Core.Aggregates;

/// <summary>What one method made of the usable readings of a part.</summary>
/// <param name="Method">Rectangle or polygon.</param>
/// <param name="OutsideEveryRegion">Usable readings that it matched to no region.</param>
/// <param name="Regions">Every region in the order of the shapes, those without points too.</param>
public sealed record MethodAggregate(Method Method, long OutsideEveryRegion, IReadOnlyList<RegionSum> Regions);
