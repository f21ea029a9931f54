using Isotherm.Core.Aggregates;
using Isotherm.Core.Failures;
using Isotherm.Core.Regions;

namespace Isotherm.Core.Tables;

/// <summary>Makes the rows of an hour from exact sums.</summary>
public static class HourRows
{
    /// <summary>
    /// One row for each region that has a point, by INSEE code: the mean over all of the sums, which may come from
    /// several parts and several slots, in any order.
    /// </summary>
    /// <exception cref="PoisonException">A code is no region's, or there are too many points for a row.</exception>
    public static IReadOnlyList<RegionTemperature> Of(IEnumerable<RegionSum> sums) =>
    [
        .. sums
            .GroupBy(sum => sum.Code, (code, parts) => (code, sum: Total(parts)))
            .Where(region => region.sum.Count > 0)
            .OrderBy(region => region.code, StringComparer.Ordinal)
            .Select(region => Row(region.code, region.sum)),
    ];

    private static ExactSum Total(IEnumerable<RegionSum> parts) =>
        parts.Aggregate(default(ExactSum), (total, part) => total.Plus(part.Sum));

    private static RegionTemperature Row(string code, ExactSum sum)
    {
        var region = Region.Find(code) ?? throw new PoisonException($"There is no region with the code '{code}'.");
        return sum.Count <= uint.MaxValue
            ? new RegionTemperature(region.Name, MeanTemperature.Of(sum), sum.Count)
            : throw new PoisonException($"{region} has {sum.Count} points; a row counts at most {uint.MaxValue}.");
    }
}
