using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Report.Views;

namespace Isotherm.Report.Building;

/// <summary>
/// By one method, what a page needs: the hour of its map, three hours before, and the hours of its chart. In one
/// question where these lie together, as they mostly do, else in two.
/// </summary>
internal sealed class MeasuredHours
{
    private readonly ShownValues _map;
    private readonly ShownValues _chart;

    private MeasuredHours(Method method, ShownValues map, ShownValues chart) =>
        (Method, _map, _chart) = (method, map, chart);

    public Method Method { get; }

    public static async Task<MeasuredHours> ReadAsync(
        ShownRows rows,
        Method method,
        Hour hour,
        HourSpan chart,
        DateTimeOffset? asOf,
        CancellationToken cancellation)
    {
        var map = new HourSpan(hour.Plus(-DenseHours.HoursBefore), hour);
        if (map.Touches(chart))
        {
            var both = await ReadAsync(map.Around(chart));
            return new MeasuredHours(method, both, both);
        }

        return new MeasuredHours(method, await ReadAsync(map), await ReadAsync(chart));

        Task<ShownValues> ReadAsync(HourSpan span)
        {
            var filter = new ReportFilter(span.First, span.Last, null) { AsOf = asOf };
            return ShownValues.ReadAsync(rows.Read(method, filter, cancellation), span);
        }
    }

    /// <summary>For map and table.</summary>
    public RegionValue? At(Region region, Hour hour) => _map[region, hour] is { } row
        ? new RegionValue(row.Temperature, row.NumberOfPoints)
        : null;

    /// <summary>For the chart.</summary>
    public decimal? InChart(Region region, Hour hour) => _chart[region, hour]?.Temperature;
}
