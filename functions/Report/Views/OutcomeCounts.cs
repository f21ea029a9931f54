using Isotherm.Core.Aggregates;

namespace Isotherm.Report.Views;

/// <summary>What became of the readings of the runs of a span. <c>Read = Usable + Rejects.Total</c>.</summary>
public sealed record OutcomeCounts(
    long Read, long Usable, long Ambiguous, long OutsideRectangles, long OutsidePolygons, RejectCounts Rejects)
{
    /// <summary>The share of the usable readings that lie in two or more rectangles; null without any.</summary>
    public double? AmbiguousShare => Usable == 0 ? null : (double)Ambiguous / Usable;
}
