using CsCheck;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Tests.Regions;

/// <summary>
/// Outlines with much border in few cells: borders shared point by point, runs of points on one line, slivers a double
/// wide, spikes, holes that touch their rim and each other, edges along the axes; several over each other.
/// </summary>
internal static class NastyOutlines
{
    private static readonly Gen<Func<Coordinate, Coordinate>> Place = Gen.Select(
        Gen.Double[0.001, 3], Gen.Double[0.001, 3], Gen.Double[-6, 10], Gen.Double[41, 51],
        (width, height, west, south) => new Func<Coordinate, Coordinate>(
            point => new Coordinate(west + (point.X * width), south + (point.Y * height))));

    /// <summary>One to six outlines, one beside or over the other.</summary>
    public static Gen<Geometry[]> Outlines { get; } = Place.SelectMany(place =>
        Gen.OneOf(Walls(place), Slivers(place), Frames(place), Stairs(place)).Array[1, 3])
        .Select(groups => groups.SelectMany(group => group).ToArray());

    /// <summary>Two regions along one wandering wall, each with its own orientation.</summary>
    private static Gen<Geometry[]> Walls(Func<Coordinate, Coordinate> place) =>
        Gen.Double[-0.4, 0.4].Array[2, 60].Select(steps =>
        {
            Coordinate[] wall =
                [.. steps.Select((step, i) => place(new Coordinate(0.5 + step, (double)i / (steps.Length - 1))))];
            Coordinate[] west = [place(new(0, 1)), place(new(0, 0))];
            Coordinate[] east = [place(new(1, 0)), place(new(1, 1))];
            return (Geometry[])[Ring([.. wall, .. west]), Ring([.. wall.Reverse(), .. east])];
        });

    /// <summary>Thin triangles and spikes: the third point a few doubles beside the line of the others.</summary>
    private static Gen<Geometry[]> Slivers(Func<Coordinate, Coordinate> place) =>
        Gen.Select(Gen.Double[0, 1].Array[4], Gen.Double[0, 1], Gen.Int[-3, 3]).Array[1, 4].Select(all =>
            all.Select(one =>
            {
                var (ends, way, doubles) = one;
                var (from, to) = (place(new(ends[0], ends[1])), place(new(ends[2], ends[3])));
                var amid = new Coordinate(from.X + (way * (to.X - from.X)), from.Y + (way * (to.Y - from.Y)));
                for (var i = 0; i < Math.Abs(doubles); i++)
                    amid.X = doubles < 0 ? Math.BitDecrement(amid.X) : Math.BitIncrement(amid.X);
                return (Geometry)Ring([from, amid, to, amid.Copy(), to.Copy()]);
            }).ToArray());

    /// <summary>Holes in a checkerboard: they touch each other and the rim at corners and along edges.</summary>
    private static Gen<Geometry[]> Frames(Func<Coordinate, Coordinate> place) => Gen.Int[1, 12].Select(size =>
    {
        var holes = Enumerable.Range(0, size * size)
            .Where(i => ((i / size) + i) % 2 == 0)
            .Select(i => Square(place, (double)(i % size) / size, (double)(i / size) / size, 1.0 / size));
        var rim = Square(place, 0, 0, 1);
        var island = new Polygon(Square(place, 0.25, 0.25, 0.5));
        return (Geometry[])[new Polygon(rim, [.. holes]), new MultiPolygon([island, new Polygon(rim)])];
    });

    /// <summary>Edges along the axes only, with runs of points on them.</summary>
    private static Gen<Geometry[]> Stairs(Func<Coordinate, Coordinate> place) => Gen.Int[1, 20].Select(steps =>
    {
        var points = Enumerable.Range(0, steps).SelectMany(i => (Coordinate[])
        [
            place(new((double)i / steps, (double)i / steps)), place(new((i + 0.3) / steps, (double)i / steps)),
            place(new((i + 1.0) / steps, (double)i / steps)), place(new((i + 1.0) / steps, (i + 0.7) / steps)),
        ]);
        return (Geometry[])[Ring([.. points, place(new(1, 1)), place(new(0, 1))])];
    });

    private static LinearRing Square(Func<Coordinate, Coordinate> place, double x, double y, double side) => new(
    [
        place(new(x, y)), place(new(x + side, y)), place(new(x + side, y + side)), place(new(x, y + side)),
        place(new(x, y)),
    ]);

    private static Polygon Ring(Coordinate[] open) => new(new LinearRing([.. open, open[0].Copy()]));
}
