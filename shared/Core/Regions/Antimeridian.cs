using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>
/// Where longitude jumps from 180 to -180. In planar degrees an edge across it would be taken for one round the whole
/// other side of the Earth; shapes with one are refused. RFC 7946 (3.1.9) asks for them to be cut there anyway.
/// </summary>
internal static class Antimeridian
{
    public const string Advice = "cut the shape in two at longitude 180";

    /// <summary>
    /// Whether the short way between two longitudes leads across it. From -180 to 180 is no short way but all the way
    /// round, as shapes of Antarctica have it.
    /// </summary>
    public static bool IsBetween(double longitude, double other) => Math.Abs(longitude - other) is > 180 and < 360;

    public static bool IsCrossedBy(Geometry outline) =>
        outline.Polygons().SelectMany(polygon => polygon.Rings()).Any(ring => IsCrossedBy(ring.CoordinateSequence));

    private static bool IsCrossedBy(CoordinateSequence ring)
    {
        for (var i = 1; i < ring.Count; i++)
        {
            if (IsBetween(ring.GetX(i - 1), ring.GetX(i))) return true;
        }

        return false;
    }
}
