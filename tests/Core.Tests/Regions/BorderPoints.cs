using NetTopologySuite.Geometries;

namespace Isotherm.Core.Tests.Regions;

/// <summary>Points on and beside the borders of outlines.</summary>
internal static class BorderPoints
{
    /// <summary>The nine points that are one double to the east or west, and to the north or south, or not.</summary>
    public static IReadOnlyList<(int East, int North)> Steps { get; } =
        [.. from east in (int[])[0, 1, -1] from north in (int[])[0, 1, -1] select (east, north)];

    /// <summary>Places on every edge: its beginning, and others on the way to its end (0 to 1).</summary>
    public static IEnumerable<Coordinate> Of(Geometry outline, params double[] ways)
    {
        foreach (var (from, to) in PlaneOracle.Segments(outline))
        {
            yield return from;
            foreach (var way in ways)
                yield return new Coordinate(from.X + (way * (to.X - from.X)), from.Y + (way * (to.Y - from.Y)));
        }
    }

    public static Coordinate Beside(Coordinate point, (int East, int North) step) =>
        new(Next(point.X, step.East), Next(point.Y, step.North));

    private static double Next(double degrees, int steps) => steps switch
    {
        0 => degrees,
        > 0 => Math.BitIncrement(degrees),
        _ => Math.BitDecrement(degrees),
    };
}
