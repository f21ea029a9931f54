namespace Isotherm.Report.Views;

/// <summary>Addresses of the data that a page shows.</summary>
public static class DataAddress
{
    public const string TemperaturesPath = "/api/v1/temperatures";
    public const string RegionsPath = "/api/v1/regions.geojson";
    public const string MapPath = "/map.svg";
    public const string Format = "format";

    /// <summary>The table of one hour: all regions from that hour to that hour, by one method.</summary>
    /// <param name="view">Its query and its hour.</param>
    /// <param name="method">Rectangle or polygon; the data know no difference.</param>
    /// <param name="format"><c>csv</c> or <c>json</c>.</param>
    public static string OfTable(PageView view, ViewMethod method, string format) =>
        Temperatures(Shown(view, method) with { From = view.Hour?.Hour, To = view.Hour?.Hour }, format);

    /// <summary>The lines of the chart by one method: its regions and its span, hour by hour.</summary>
    public static string OfChart(PageView view, ViewMethod method, string format)
    {
        var hour = Shown(view, method) with { From = view.Chart?.From, To = view.Chart?.To };
        return Temperatures(hour with { Regions = view.Query.Regions }, format);
    }

    /// <summary>The outlines with the values of one hour by one method.</summary>
    public static string OfRegions(PageView view, ViewMethod method) =>
        PageAddress.Of(RegionsPath, Shown(view, method) with { Hour = view.Hour?.Hour });

    /// <summary>The map of one hour as a picture, of whatever the page shows.</summary>
    public static string OfMap(PageView view) => PageAddress.Of(
        MapPath, Shown(view, view.Method) with { Hour = view.Hour?.Hour, Language = view.Language });

    /// <summary>What the page shows, said outright, so that the address keeps its meaning.</summary>
    private static PageQuery Shown(PageView view, ViewMethod method) =>
        new() { Method = method, AsOf = view.Query.AsOf };

    private static string Temperatures(PageQuery query, string format)
    {
        var address = PageAddress.Of(TemperaturesPath, query);
        return address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Format + "=" + format;
    }
}
