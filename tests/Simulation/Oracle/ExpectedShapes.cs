using System.Text.Json;

namespace Isotherm.Simulation.Oracle;

/// <summary>
/// The regions of a GeoJSON file, in exact integers of 1e-6 degrees; a point is inside by its winding number, or on an
/// edge by a cross product of zero.
/// </summary>
internal sealed class ExpectedShapes
{
    private readonly List<(string Code, List<(long X, long Y)[]> Rings)> _regions = [];

    private readonly List<(string Code, long West, long East, long South, long North)> _boxes = [];

    public ExpectedShapes(byte[] geoJson)
    {
        using var document = JsonDocument.Parse(geoJson);
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
        {
            var rings = new List<(long X, long Y)[]>();
            Collect(feature.GetProperty("geometry").GetProperty("coordinates"), rings);
            var code = feature.GetProperty("properties").GetProperty("new_code").GetString()!;
            _regions.Add((code, rings));
            (long X, long Y)[] points = [.. rings.SelectMany(ring => ring)];
            _boxes.Add((
                code,
                points.Min(point => point.X),
                points.Max(point => point.X),
                points.Min(point => point.Y),
                points.Max(point => point.Y)));
        }
    }

    public string? InRectangle(ExpectedReading point)
    {
        foreach (var (code, west, east, south, north) in _boxes)
        {
            var (x, y) = (point.Longitude, point.Latitude);
            if (west <= x && x <= east && south <= y && y <= north) return code;
        }

        return null;
    }

    public string? InPolygon(ExpectedReading point)
    {
        foreach (var (code, rings) in _regions)
        {
            if (rings.Exists(ring => IsOnEdge(ring, point.Longitude, point.Latitude))) return code;
            if (rings.Count(ring => Winding(ring, point.Longitude, point.Latitude) != 0) % 2 == 1) return code;
        }

        return null;
    }

    private static bool IsOnEdge((long X, long Y)[] ring, long x, long y)
    {
        for (var i = 1; i < ring.Length; i++)
        {
            var (a, b) = (ring[i - 1], ring[i]);
            var isBetween = Math.Min(a.X, b.X) <= x && x <= Math.Max(a.X, b.X)
                && Math.Min(a.Y, b.Y) <= y && y <= Math.Max(a.Y, b.Y);
            if (isBetween && Cross(a, b, x, y) == 0) return true;
        }

        return false;
    }

    private static int Winding((long X, long Y)[] ring, long x, long y)
    {
        var winding = 0;
        for (var i = 1; i < ring.Length; i++)
        {
            var (a, b) = (ring[i - 1], ring[i]);
            if (a.Y <= y && b.Y > y && Cross(a, b, x, y) > 0) winding++;
            if (a.Y > y && b.Y <= y && Cross(a, b, x, y) < 0) winding--;
        }

        return winding;
    }

    private static long Cross((long X, long Y) a, (long X, long Y) b, long x, long y) =>
        ((b.X - a.X) * (y - a.Y)) - ((x - a.X) * (b.Y - a.Y));

    private static void Collect(JsonElement coordinates, List<(long, long)[]> rings)
    {
        var isRing = coordinates[0].ValueKind == JsonValueKind.Array
            && coordinates[0][0].ValueKind == JsonValueKind.Number;
        if (isRing) rings.Add([.. coordinates.EnumerateArray().Select(p => (Micro(p[0]), Micro(p[1])))]);
        else foreach (var inner in coordinates.EnumerateArray()) Collect(inner, rings);
    }

    private static long Micro(JsonElement number) => (long)ExactNumber.Parse(number.GetRawText()).In(6);
}
