using Isotherm.Core.Regions;

namespace Isotherm.Core.Aggregates;

/// <summary>Places a point, in degrees, by both methods.</summary>
internal delegate PointPlace PointLocator(double latitude, double longitude);

/// <summary>The locators of shapes as one <see cref="PointLocator"/>.</summary>
internal static class PointLocators
{
    /// <summary>Equal for the same locators, so that accumulators over them can be merged.</summary>
    public static PointPlace Place(this RegionLocators locators, double latitude, double longitude)
    {
        var rectangle = locators.Rectangle.Locate(latitude, longitude, out var rectangles);
        return new PointPlace(rectangle, locators.Polygon.Locate(latitude, longitude), rectangles);
    }
}
