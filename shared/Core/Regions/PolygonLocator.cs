using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>Matches a point to the first outline that holds it, its border included.</summary>
public sealed class PolygonLocator(RegionShapes shapes) : IRegionLocator
{
    private readonly IndexedPointInAreaLocator[] _outlines =
        [.. shapes.Shapes.Select(shape => new IndexedPointInAreaLocator(shape.Outline))];

    public int Locate(double latitude, double longitude) =>
        Array.FindIndex(_outlines, outline => outline.Locate(new(longitude, latitude)) != Location.Exterior);
}
