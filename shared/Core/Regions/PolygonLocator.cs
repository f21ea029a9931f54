using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>
/// The real outlines: a point is in a region when it lies inside (even-odd over all rings, planar degrees, whatever
/// their orientation) or on a ring, that of a hole included. Of several, the first in the order of the outlines wins.
/// The answer is that of NetTopologySuite's <c>IndexedPointInAreaLocator</c>, which counts the crossings of a ray with
/// a robust orientation test, so points on borders are exact too.
/// </summary>
public sealed class PolygonLocator : IRegionLocator
{
    private readonly OutlineBox[] _boxes;
    private readonly OutlineIndex[] _outlines;

    /// <param name="outlines">1 to 250 polygons or multi-polygons; X = longitude, Y = latitude, degrees.</param>
    /// <exception cref="ArgumentException">Not 1 to 250, or one that is empty, no polygon, or not finite.</exception>
    public PolygonLocator(IReadOnlyList<Geometry> outlines)
    {
        _boxes = OutlineBox.Of(outlines);
        _outlines = [.. outlines.Zip(_boxes, (outline, box) => new OutlineIndex(outline, box))];
    }

    public int Locate(double latitude, double longitude)
    {
        for (var i = 0; i < _boxes.Length; i++)
        {
            if (_boxes[i].Holds(latitude, longitude) && _outlines[i].Holds(latitude, longitude)) return i;
        }

        return IRegionLocator.None;
    }

    public void Locate(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, Span<int> regions)
    {
        LocatorBatch.Check(latitudes, longitudes, regions);
        for (var i = 0; i < regions.Length; i++) regions[i] = Locate(latitudes[i], longitudes[i]);
    }
}
