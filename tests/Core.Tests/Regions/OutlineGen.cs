using CsCheck;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Tests.Regions;

/// <summary>
/// Random outlines, few and coarse enough that borders meet, cross and coincide, and random points of which most lie on
/// or beside them. Rings may cross themselves and each other: the rules hold for those too.
/// </summary>
internal static class OutlineGen
{
    private static readonly Gen<double> Coarse = Gen.Int[-8, 8].Select(step => step / 4.0);

    // Seven decimals, as sensors have: most are no exact binary fractions, and the middle of an edge is beside it.
    private static readonly Gen<double> Fine = Gen.Int[-20_000_000, 20_000_000].Select(step => step / 1e7);

    private static readonly Gen<Geometry> Outline = Gen.OneOf(OutlineOf(Coarse), OutlineOf(Coarse), OutlineOf(Fine));

    /// <summary>One to five outlines.</summary>
    public static Gen<Geometry[]> Outlines { get; } = Outline.Array[1, 5];

    /// <summary>Outlines with a point: anywhere, on a corner, amid an edge, or a hair beside one of these.</summary>
    public static Gen<(Geometry[] Outlines, double Latitude, double Longitude)> OutlinesAndPoint { get; } =
        Outlines.SelectMany(outlines => Point(outlines).Select(point => (outlines, point.Y, point.X)));

    private static Gen<Geometry> OutlineOf(Gen<double> degrees)
    {
        var position = Gen.Select(degrees, degrees, (x, y) => new Coordinate(x, y));
        var ring = position.Array[3, 7].Select(open => new LinearRing([.. open, open[0].Copy()]));
        var polygon = Gen.Select(ring, ring.Array[0, 2], (outer, holes) => new Polygon(outer, holes));
        return polygon.Array[1, 3].Select(parts => parts.Length == 1 ? parts[0] : (Geometry)new MultiPolygon(parts));
    }

    private static Gen<Coordinate> Point(Geometry[] outlines)
    {
        var edges = outlines.SelectMany(PlaneOracle.Segments).ToArray();
        var onCorner = Gen.OneOf(edges).Select(edge => edge.From);
        var onEdge = Gen.OneOf(edges).Select(edge =>
            new Coordinate((edge.From.X + edge.To.X) / 2, (edge.From.Y + edge.To.Y) / 2));
        var beside = Gen.Select(Gen.OneOf(onCorner, onEdge), Gen.Int[-1, 1], Gen.Int[-1, 1], (point, east, north) =>
            new Coordinate(Nudged(point.X, east), Nudged(point.Y, north)));
        var anywhere = Gen.Select(Gen.OneOf(Coarse, Fine), Gen.OneOf(Coarse, Fine), (x, y) => new Coordinate(x, y));
        return Gen.OneOf(anywhere, onCorner, onEdge, beside);
    }

    // The next double; not from zero, where it is so small (1e-324) that the reference, which multiplies distances in
    // pairs of doubles, takes it for zero.
    private static double Nudged(double degrees, int steps) => (degrees, steps) switch
    {
        (_, 0) => degrees,
        (0, _) => steps * 1e-15,
        (_, > 0) => Math.BitIncrement(degrees),
        _ => Math.BitDecrement(degrees),
    };
}
