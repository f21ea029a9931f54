using Isotherm.Core.Regions;

namespace Isotherm.Report.Views;

/// <summary>
/// One row of the table and one area of the map. What was not measured is null, and so is what the page does not show:
/// by one method it has the values of that one, for the difference those of both.
/// </summary>
public sealed record RegionView(Region Region)
{
    public RegionValue? Rectangle { get; init; }

    public RegionValue? RectangleBefore { get; init; }

    public RegionValue? Polygon { get; init; }

    public RegionValue? PolygonBefore { get; init; }

    /// <summary>°C, or the difference in °C where both methods have a value.</summary>
    public decimal? Temperature(ViewMethod method) => Of(method, Rectangle, Polygon);

    /// <summary>The same three hours before.</summary>
    public decimal? TemperatureBefore(ViewMethod method) => Of(method, RectangleBefore, PolygonBefore);

    private static decimal? Of(ViewMethod method, RegionValue? rectangle, RegionValue? polygon) => method switch
    {
        ViewMethod.Rectangle => rectangle?.Temperature,
        ViewMethod.Polygon => polygon?.Temperature,
        _ => polygon?.Temperature - rectangle?.Temperature,
    };
}
