using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>Matches a point to the first bounding box that holds it, its border included.</summary>
public sealed class RectangleLocator(RegionShapes shapes) : IRegionLocator
{
    private readonly Envelope[] _boxes = [.. shapes.Shapes.Select(shape => shape.Outline.EnvelopeInternal)];

    public int Locate(double latitude, double longitude) => Locate(latitude, longitude, out _);

    /// <param name="latitude">Degrees north.</param>
    /// <param name="longitude">Degrees east.</param>
    /// <param name="matches">How many boxes hold the point.</param>
    public int Locate(double latitude, double longitude, out int matches)
    {
        matches = _boxes.Count(box => box.Contains(longitude, latitude));
        return Array.FindIndex(_boxes, box => box.Contains(longitude, latitude));
    }
}
