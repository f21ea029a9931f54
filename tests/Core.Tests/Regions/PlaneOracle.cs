using System.Numerics;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Tests.Regions;

/// <summary>
/// The rules of both methods once more, by other means: every coordinate an exact integer, every segment looked at,
/// the ray cast north instead of east.
/// </summary>
internal static class PlaneOracle
{
    private const int BitsBelowOne = 1074;

    public static bool IsInRectangle(Geometry outline, double latitude, double longitude)
    {
        var longitudes = outline.Coordinates.Select(position => position.X).ToArray();
        var latitudes = outline.Coordinates.Select(position => position.Y).ToArray();
        return latitudes.Min() <= latitude && latitude <= latitudes.Max()
            && longitudes.Min() <= longitude && longitude <= longitudes.Max();
    }

    /// <summary>Even-odd over all rings; a point on one of them is inside.</summary>
    public static bool IsInPolygon(Geometry outline, double latitude, double longitude)
    {
        var (x, y) = (Exact(longitude), Exact(latitude));
        var isInside = false;
        foreach (var (from, to) in Segments(outline))
        {
            var (west, east) = from.X <= to.X ? (from, to) : (to, from);
            var (x1, y1, x2, y2) = (Exact(west.X), Exact(west.Y), Exact(east.X), Exact(east.Y));
            var side = ((x2 - x1) * (y - y1)) - ((y2 - y1) * (x - x1));
            var isBesideBox = x < x1 || x > x2 || y < BigInteger.Min(y1, y2) || y > BigInteger.Max(y1, y2);
            if (side.IsZero && !isBesideBox) return true;
            if (x1 <= x && x < x2 && side < 0) isInside = !isInside;
        }

        return isInside;
    }

    public static IEnumerable<(Coordinate From, Coordinate To)> Segments(Geometry outline) =>
        Enumerable.Range(0, outline.NumGeometries).Select(outline.GetGeometryN).Cast<Polygon>()
            .SelectMany(polygon => (LineString[])[polygon.ExteriorRing, .. polygon.InteriorRings])
            .SelectMany(ring => ring.Coordinates.Zip(ring.Coordinates.Skip(1)));

    private static BigInteger Exact(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        if (exponent == 0) exponent = 1;
        else mantissa |= 1L << 52;
        var magnitude = new BigInteger(mantissa) << (exponent - 1075 + BitsBelowOne);
        return bits < 0 ? -magnitude : magnitude;
    }
}
