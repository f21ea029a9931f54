using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>Walks an outline in its fixed order: polygons, their rings (the outer one first), their points.</summary>
internal static class OutlineParts
{
    public static IEnumerable<Polygon> Polygons(this Geometry outline) => outline switch
    {
        Polygon polygon => [polygon],
        MultiPolygon several => several.Geometries.Cast<Polygon>(),
        _ => throw new ArgumentException($"An outline is polygons, not a {outline.GeometryType}.", nameof(outline)),
    };

    public static IEnumerable<LineString> Rings(this Polygon polygon) =>
        [polygon.ExteriorRing, .. polygon.InteriorRings];
}
