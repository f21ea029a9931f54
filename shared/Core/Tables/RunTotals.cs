using Isotherm.Core.Aggregates;

namespace Isotherm.Core.Tables;

/// <summary>The accounting of an evaluation, over all of its parts.</summary>
/// <param name="Read">Every reading: <c>Read = Usable + Rejects.Total</c>.</param>
/// <param name="Usable">For each method <c>Usable = used + outside every region</c>.</param>
/// <param name="Ambiguous">Usable readings in two or more rectangles.</param>
/// <param name="OutsideRectangles">Usable readings in no rectangle.</param>
/// <param name="OutsidePolygons">Usable readings in no outline.</param>
/// <param name="Rejects">The others, by reason.</param>
/// <param name="Took">The work on its parts: from each message until its sums were ready, added up.</param>
public sealed record RunTotals(
    long Read,
    long Usable,
    long Ambiguous,
    long OutsideRectangles,
    long OutsidePolygons,
    RejectCounts Rejects,
    TimeSpan Took);
