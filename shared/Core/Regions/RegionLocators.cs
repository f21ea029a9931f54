namespace Isotherm.Core.Regions;

/// <summary>Both locators over the same shapes. Immutable; safe for use by many threads at once.</summary>
public sealed class RegionLocators
{
    public RegionLocators(RegionShapes shapes)
    {
        Shapes = shapes;
        Rectangle = new RectangleLocator(shapes);
        Polygon = new PolygonLocator(shapes);
    }

    public RegionShapes Shapes { get; }

    public RectangleLocator Rectangle { get; }

    public PolygonLocator Polygon { get; }
}
