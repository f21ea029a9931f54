namespace Isotherm.Core.Regions;

/// <summary>Both locators over the same shapes. Immutable; safe for use by many threads at once.</summary>
public sealed class RegionLocators
{
    /// <summary>Builds the index of every outline at once: some ms for the official shapes.</summary>
    public RegionLocators(RegionShapes shapes)
    {
        Shapes = shapes;
        var outlines = shapes.Shapes.Select(shape => shape.Outline).ToArray();
        Rectangle = new(outlines);
        Polygon = new(outlines);
    }

    /// <summary>What the answers of both locators are indexes of.</summary>
    public RegionShapes Shapes { get; }

    public RectangleLocator Rectangle { get; }

    public PolygonLocator Polygon { get; }
}
