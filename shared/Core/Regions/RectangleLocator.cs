using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>
/// The rule of the brief: a region is the box from the least to the greatest latitude and longitude over all points of
/// all its parts, closed on all four sides. Boxes overlap; the first, in the order of the outlines, wins.
/// </summary>
public sealed class RectangleLocator : IRegionLocator
{
    private readonly OutlineBox[] _boxes;

    /// <param name="outlines">1 to 250 polygons or multi-polygons; X = longitude, Y = latitude, degrees.</param>
    /// <exception cref="ArgumentException">Not 1 to 250, or one that is empty, no polygon, or not finite.</exception>
    public RectangleLocator(IReadOnlyList<Geometry> outlines) => _boxes = OutlineBox.Of(outlines);

    public int Locate(double latitude, double longitude) => Locate(latitude, longitude, out _);

    /// <summary>As <see cref="Locate(double, double)"/>; also counts the rectangles that hold the point.</summary>
    public int Locate(double latitude, double longitude, out int matches)
    {
        var first = IRegionLocator.None;
        matches = 0;
        for (var i = _boxes.Length - 1; i >= 0; i--)
        {
            if (!_boxes[i].Holds(latitude, longitude)) continue;
            first = i;
            matches++;
        }

        return first;
    }

    public void Locate(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, Span<int> regions)
    {
        LocatorBatch.Check(latitudes, longitudes, regions);
        for (var i = 0; i < regions.Length; i++) regions[i] = Locate(latitudes[i], longitudes[i], out _);
    }
}
