namespace Isotherm.Cli.Verification;

/// <summary>The outline of one region, and whether a point lies in it: looks at every edge, with exact signs.</summary>
internal sealed class OwnOutline
{
    private readonly OwnPoint[][] _rings;
    private readonly (double West, double East, double South, double North)[] _boxes;

    public OwnOutline(string code, OwnPoint[][] rings)
    {
        Code = code;
        _rings = rings;
        _boxes = [.. rings.Select(ring => (
            ring.Min(p => p.X), ring.Max(p => p.X), ring.Min(p => p.Y), ring.Max(p => p.Y)))];
        West = _boxes.Min(box => box.West);
        East = _boxes.Max(box => box.East);
        South = _boxes.Min(box => box.South);
        North = _boxes.Max(box => box.North);
    }

    public string Code { get; }

    private double West { get; }

    private double East { get; }

    private double South { get; }

    private double North { get; }

    /// <summary>In the box around everything, its sides included.</summary>
    public bool IsInRectangle(OwnPoint p) => p.X >= West && p.X <= East && p.Y >= South && p.Y <= North;

    /// <summary>Inside by the even-odd rule, or on any border.</summary>
    public bool IsInPolygon(OwnPoint p)
    {
        var isInside = false;
        for (var i = 0; i < _rings.Length; i++)
        {
            // A ring whose box the ray to the east does not meet is neither crossed nor touched.
            var box = _boxes[i];
            if (p.Y < box.South || p.Y > box.North || p.X > box.East) continue;
            if (Crosses(_rings[i], p, out var isOnBorder)) isInside = !isInside;
            if (isOnBorder) return true;
        }

        return isInside;
    }

    /// <summary>Whether the ray to the east crosses a ring an odd number of times.</summary>
    private static bool Crosses(OwnPoint[] ring, OwnPoint p, out bool isOnBorder)
    {
        var isOdd = false;
        isOnBorder = false;
        for (var i = 0; i < ring.Length; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
            if (Math.Min(a.Y, b.Y) > p.Y || Math.Max(a.Y, b.Y) < p.Y || Math.Max(a.X, b.X) < p.X) continue;
            var side = ExactOrientation.Sign(a, b, p);
            if (side == 0 && Math.Min(a.X, b.X) <= p.X)
            {
                isOnBorder = true;
                return isOdd;
            }

            if (a.Y > p.Y == b.Y > p.Y) continue;
            if (side > 0 == b.Y > a.Y) isOdd = !isOdd;
        }

        return isOdd;
    }
}
