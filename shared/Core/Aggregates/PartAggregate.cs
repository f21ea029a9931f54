using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Aggregates;

/// <summary>Everything that is kept of one part under given shapes and rules.</summary>
/// <param name="Read">Elements of the array.</param>
/// <param name="Rejects">Those not used, by reason.</param>
/// <param name="Usable">The others: <c>Read = Usable + Rejects.Total</c>.</param>
/// <param name="Ambiguous">Usable readings that lie in two or more rectangles.</param>
/// <param name="Rectangle">For each method <c>Usable = points in regions + OutsideEveryRegion</c>.</param>
/// <param name="Polygon">The same readings by their real outlines.</param>
/// <param name="Rejected">The rejects other than foreign, by position; empty when they were not asked for.</param>
public sealed record PartAggregate(
    long Read,
    RejectCounts Rejects,
    long Usable,
    long Ambiguous,
    MethodAggregate Rectangle,
    MethodAggregate Polygon,
    IReadOnlyList<RejectedReading> Rejected)
{
    /// <summary>What else was made of the usable readings; none when nothing was asked for.</summary>
    public IReadOnlyList<AggregatedPart> Aggregations { get; init; } = [];
}
