using System.Runtime.CompilerServices;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Reports;

/// <summary>
/// Makes the report dense: from the rows that exist to every region and every hour. Holds four hours in memory, however
/// long the report.
/// </summary>
public static class DenseHours
{
    /// <summary>How far back the second temperature lies.</summary>
    public const int HoursBefore = 3;

    /// <summary>
    /// Every hour from <paramref name="first"/> to <paramref name="last"/> with every one of
    /// <paramref name="regions"/>, in their order.
    /// </summary>
    /// <param name="rows">By hour; from <see cref="HoursBefore"/> hours before <paramref name="first"/>.</param>
    /// <param name="regions">The regions wanted.</param>
    /// <param name="first">The first hour wanted.</param>
    /// <param name="last">The last hour wanted.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    public static async IAsyncEnumerable<RegionHourTemperature> FillAsync(
        IAsyncEnumerable<ShownTemperature> rows,
        IReadOnlyList<Region> regions,
        Hour first,
        Hour last,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in RowsAsync(rows, regions, first, last, cancellation))
        {
            yield return new RegionHourTemperature(
                row.Region.Name, row.Hour, row.Shown?.Temperature, row.Before?.Temperature);
        }
    }

    /// <summary>The same, with all that is known of each row.</summary>
    /// <inheritdoc cref="FillAsync"/>
    public static async IAsyncEnumerable<DenseRow> RowsAsync(
        IAsyncEnumerable<ShownTemperature> rows,
        IReadOnlyList<Region> regions,
        Hour first,
        Hour last,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var window = new Dictionary<(Hour Hour, string Region), ShownTemperature>();
        await using var row = rows.GetAsyncEnumerator(cancellation);
        var more = await row.MoveNextAsync();
        for (var hour = first; hour <= last; hour = hour.Plus(1))
        {
            while (more && row.Current.Hour <= hour)
            {
                window[(row.Current.Hour, row.Current.Region)] = row.Current;
                more = await row.MoveNextAsync();
            }

            foreach (var region in regions)
            {
                window.Remove((hour.Plus(-HoursBefore), region.Name), out var before);
                yield return new DenseRow(
                    region, hour, window.GetValueOrDefault((hour, region.Name)), before);
            }
        }
    }
}
