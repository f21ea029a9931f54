using Isotherm.Core.Aggregates;

namespace Isotherm.Cli.Aggregates;

/// <summary>The aggregates of several parts as one; sums and counts are exact, so the order does not matter.</summary>
internal sealed record AggregateTotals(
    int Files,
    long Read,
    long Usable,
    RejectCounts Rejects,
    long Ambiguous,
    MethodAggregate Rectangle,
    MethodAggregate Polygon)
{
    public static AggregateTotals Of(PartAggregate part) =>
        new(1, part.Read, part.Usable, part.Rejects, part.Ambiguous, part.Rectangle, part.Polygon);

    public AggregateTotals Plus(AggregateTotals other) => new(
        Files + other.Files,
        Read + other.Read,
        Usable + other.Usable,
        Rejects.Plus(other.Rejects),
        Ambiguous + other.Ambiguous,
        Plus(Rectangle, other.Rectangle),
        Plus(Polygon, other.Polygon));

    private static MethodAggregate Plus(MethodAggregate one, MethodAggregate other) => new(
        one.Method,
        one.OutsideEveryRegion + other.OutsideEveryRegion,
        [.. one.Regions.Zip(other.Regions, (a, b) => a with { Sum = a.Sum.Plus(b.Sum) })]);
}
