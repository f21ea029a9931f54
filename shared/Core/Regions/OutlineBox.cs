using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>The smallest rectangle that holds every point of an outline, holes included. Degrees; closed.</summary>
internal readonly record struct OutlineBox(double South, double West, double North, double East)
{
    private static readonly OutlineBox Nothing = new(
        double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    /// <summary>Every longitude and latitude that there is.</summary>
    public static OutlineBox Earth { get; } = new(South: -90, West: -180, North: 90, East: 180);

    /// <summary>
    /// Reads all rings of all parts: the envelope of a geometry leaves its holes out, and nothing forces a hole to lie
    /// inside its outer ring.
    /// </summary>
    public static OutlineBox Of(Geometry outline)
    {
        var box = Nothing;
        foreach (var polygon in outline.Polygons())
        {
            foreach (var ring in polygon.Rings()) box = box.With(ring.CoordinateSequence);
        }

        return box;
    }

    /// <summary>The boxes of 1 to 250 outlines, in their order; the limit leaves room for a byte a region.</summary>
    /// <exception cref="ArgumentException">
    /// Not 1 to 250, or one that is empty, no polygon, not in -180..180 and -90..90, or crosses the antimeridian.
    /// </exception>
    public static OutlineBox[] Of(IReadOnlyList<Geometry> outlines)
    {
        const int most = 250;
        if (outlines.Count is 0 or > most)
        {
            throw new ArgumentException($"1 to {most} outlines are needed, not {outlines.Count}.", nameof(outlines));
        }

        var boxes = outlines.Select(Of).ToArray();
        var bad = Array.FindIndex(boxes, box => !Earth.Holds(box.South, box.West) || !Earth.Holds(box.North, box.East));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"Outline {bad} is empty, or goes beyond longitude -180..180 or latitude -90..90.", nameof(outlines));
        }

        bad = outlines.ToList().FindIndex(Antimeridian.IsCrossedBy);
        return bad < 0
            ? boxes
            : throw new ArgumentException(
                $"Outline {bad} crosses the antimeridian: {Antimeridian.Advice}.", nameof(outlines));
    }

    /// <summary>False for a point that is not finite: it compares as outside.</summary>
    public bool Holds(double latitude, double longitude) =>
        latitude >= South && latitude <= North && longitude >= West && longitude <= East;

    /// <summary>The smallest box that holds both.</summary>
    public OutlineBox With(OutlineBox other) => new(
        Math.Min(South, other.South), Math.Min(West, other.West),
        Math.Max(North, other.North), Math.Max(East, other.East));

    // Min and Max hand a NaN on, so that a box with one is seen.
    private OutlineBox With(CoordinateSequence ring)
    {
        var box = this;
        for (var i = 0; i < ring.Count; i++)
        {
            var (x, y) = (ring.GetX(i), ring.GetY(i));
            box = box.With(new OutlineBox(y, x, y, x));
        }

        return box;
    }
}
