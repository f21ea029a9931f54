using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;

namespace Isotherm.Derive;

/// <summary>The union of polygons in the one spelling that does not depend on how it was computed.</summary>
internal static class Dissolve
{
    /// <summary>
    /// Outer rings counter-clockwise and holes clockwise (RFC 7946), each from its westernmost, then southernmost
    /// point; parts and holes by falling area.
    /// </summary>
    public static Geometry Union(IEnumerable<Polygon> polygons)
    {
        var union = UnaryUnionOp.Union(polygons.Cast<Geometry>().ToList());
        var parts = Enumerable.Range(0, union.NumGeometries)
            .Select(index => Spelled((Polygon)union.GetGeometryN(index)))
            .OrderByDescending(part => part.Area).ThenBy(part => part.Coordinate)
            .ToArray();
        return parts.Length == 1 ? parts[0] : new MultiPolygon(parts);
    }

    private static Polygon Spelled(Polygon polygon) => new(
        Spelled(polygon.ExteriorRing, counterClockwise: true),
        [
            .. polygon.InteriorRings.Select(hole => Spelled(hole, counterClockwise: false))
                .OrderByDescending(hole => new Polygon(hole).Area).ThenBy(hole => hole.Coordinate),
        ]);

    private static LinearRing Spelled(LineString ring, bool counterClockwise)
    {
        var positions = ring.Coordinates;
        if (Orientation.IsCCW(positions) != counterClockwise) positions = [.. positions.Reverse()];
        var open = positions[..^1];
        var start = Array.IndexOf(open, open.Min());
        return new LinearRing([.. open[start..], .. open[..start], open[start]]);
    }
}
