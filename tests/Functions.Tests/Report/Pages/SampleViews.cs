using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

/// <summary>
/// Views to render: an ordinary winter afternoon, and what is out of the ordinary but must be borne.
/// </summary>
internal static class SampleViews
{
    public static readonly Hour Afternoon = Hour.Containing(new DateTimeOffset(2019, 2, 19, 14, 0, 0, TimeSpan.Zero));

    public static readonly Hour First = Afternoon.Plus(-200);

    public static readonly Hour Last = Afternoon.Plus(30);

    /// <summary>By one method or the difference; Corse has no points, Bretagne had none three hours before.</summary>
    public static PageView Of(
        ViewMethod method = ViewMethod.Rectangle, Language language = Language.English, PageQuery? query = null)
    {
        var regions = Region.All.Select((region, i) => RegionOf(region, i, method));
        return new PageView
        {
            Query = query ?? new PageQuery { Hour = Afternoon },
            Language = language,
            Method = method,
            ShownMethod = Method.Rectangle,
            Hour = new HourView(Afternoon, First, Last, [.. regions], [Run()], null),
            Chart = Chart(method, Region.All),
        };
    }

    /// <summary>The database shows nothing.</summary>
    public static PageView Empty(Language language = Language.English) => new()
    {
        Query = PageQuery.Everything,
        Language = language,
        Method = ViewMethod.Rectangle,
        ShownMethod = Method.Rectangle,
    };

    /// <summary>48 hours up to the afternoon; Île-de-France has two gaps with a lone hour between them.</summary>
    public static ChartView Chart(ViewMethod method, IReadOnlyList<Region> regions) => new(
        Afternoon.Plus(-47), Afternoon, 1, [.. regions.Select(region => new ChartSeries(region, [.. Enumerable
            .Range(0, 48).Select(hour => Point(region, hour, method))]))]);

    public static LedgerRun Run() => new(
        new RunKey(Slot.Containing(Afternoon.Start, SlotLength.Hourly), RunId.Parse("s-20190219t140000z")),
        Afternoon.Start.AddSeconds(3.5), RunState.Complete, true, "https://sensors.example/api/readings", 1, 0, null,
        "5a8b3a1c4670b5662a51792b12df332448fc729f01a5d9d6de68558b88d3677d", 1,
        new RunTotals(1_250_000, 1_201_337, 48_211, 1_907, 12_345, new RejectCounts(new Dictionary<RejectReason, long>
        {
            [RejectReason.Foreign] = 48_000,
            [RejectReason.MissingTemperature] = 613,
            [RejectReason.Superseded] = 50,
        }), TimeSpan.FromSeconds(2)),
        "0.5.1", Afternoon.Start.AddMinutes(1));

    /// <summary>The temperature by rectangle of the region at that place of the list.</summary>
    public static decimal Temperature(int index) => 6.154321m + (index * 0.873005m) - (index % 3 * 2.2m);

    private static RegionView RegionOf(Region region, int index, ViewMethod method)
    {
        var rectangle = new RegionValue(Temperature(index), 1_200 + (index * 137));
        var polygon = new RegionValue(Temperature(index) + (0.01m * (index - 6)), 1_100 + (index * 131));
        var isKnown = region.Code != "94";
        var wasKnown = isKnown && region.Code != "53";
        var (byRectangle, byPolygon) = (method != ViewMethod.Polygon, method != ViewMethod.Rectangle);
        return new RegionView(region)
        {
            Rectangle = isKnown && byRectangle ? rectangle : null,
            Polygon = isKnown && byPolygon ? polygon : null,
            RectangleBefore = wasKnown && byRectangle ? new(rectangle.Temperature - 1.25m, 1_000) : null,
            PolygonBefore = wasKnown && byPolygon ? new(polygon.Temperature - 1.25m + (0.02m * index), 1_000) : null,
        };
    }

    private static ChartPoint? Point(Region region, int hour, ViewMethod method)
    {
        var index = Region.All.Select((one, at) => (one, at)).First(pair => pair.one == region).at;
        if (region.Code == "94" || (region.Code == "11" && hour is 10 or 11 or 13 or 14)) return null;
        var swing = (decimal)Math.Round(4 * Math.Sin((hour - 12 + index) * Math.PI / 12), 6);
        var value = method == ViewMethod.Difference ? swing / 40 : Temperature(index) + swing;
        return new ChartPoint(value, value);
    }
}
