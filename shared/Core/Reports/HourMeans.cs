using System.Runtime.CompilerServices;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Reports;

/// <summary>
/// Makes the rows that hours show from the sums they show. Holds one hour in memory, however long the report.
/// </summary>
public static class HourMeans
{
    /// <summary>
    /// One row for each hour and region that has a point, by hour, then name (ordinal): the mean over all sums of both.
    /// </summary>
    /// <param name="sums">By hour; within an hour in any order.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    public static async IAsyncEnumerable<ShownTemperature> OfAsync(
        IAsyncEnumerable<HourSum> sums, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var hour = default(Hour);
        var totals = new Dictionary<Region, ExactSum>();
        await foreach (var sum in sums.WithCancellation(cancellation))
        {
            if (sum.Hour != hour)
            {
                foreach (var row in Rows(hour, totals)) yield return row;
                totals.Clear();
                hour = sum.Hour;
            }

            totals[sum.Region] = totals.GetValueOrDefault(sum.Region).Plus(sum.Sum);
        }

        foreach (var row in Rows(hour, totals)) yield return row;
    }

    private static IEnumerable<ShownTemperature> Rows(Hour hour, Dictionary<Region, ExactSum> totals) =>
        totals
            .Where(region => region.Value.Count > 0)
            .OrderBy(region => region.Key.Name, StringComparer.Ordinal)
            .Select(region => new ShownTemperature(
                hour, region.Key.Name, MeanTemperature.Of(region.Value), region.Value.Count));
}
