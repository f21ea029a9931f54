using System.Globalization;
using System.Text;
using Isotherm.Core.Regions;
using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Isotherm.Derive;

/// <summary>
/// The map of the report: the outlines of the shapes in Lambert-93, simplified together so that neighbours keep one
/// common border (Visvalingam and Whyatt, "Line generalisation by repeated elimination of points", 1993, as
/// NetTopologySuite does it for a whole coverage), on a grid of half units.
/// </summary>
public static class MapOutlines
{
    /// <summary>Width of the map in units.</summary>
    public const int Width = 1000;

    // On whole units narrow inlets close, and outlines touch themselves.
    private const int StepsOfUnit = 2;

    private const double Margin = 6;

    // The square root of the area of the smallest triangle that stays: about a pixel of a map 600 pixels wide.
    private const double Tolerance = 2;

    // An islet below this many square units is not seen.
    private const double SmallestIsland = 6;

    private const double PoleTolerance = 0.5;

    /// <summary>
    /// A line that begins with # is for people. <c>size WIDTH HEIGHT</c>; then a line for each region by ascending
    /// code: code, x and y of the place for a label, and the outline as an SVG path; y grows downwards.
    /// </summary>
    public static string Write(RegionShapes shapes)
    {
        var outlines = Simplified(shapes.OrderedByCode(), out var height);
        var text = new StringBuilder(
            "# Outlines of regions.geojson in Lambert-93, simplified: made by data/derive, so do not edit. "
            + "Made with Natural Earth.\n");
        text.Append(CultureInfo.InvariantCulture, $"size {Width} {height}\n");
        foreach (var (code, outline) in outlines)
        {
            var pole = MaximumInscribedCircle.GetCenter(Largest(outline), PoleTolerance).Coordinate;
            text.Append(CultureInfo.InvariantCulture, $"{code} {Math.Round(pole.X)} {Math.Round(pole.Y)} ");
            foreach (var ring in Rings(outline)) Append(text, ring);
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The outlines in units of the map, by ascending code, as far as they are written.</summary>
    public static IReadOnlyList<(string Code, Geometry Outline)> Simplified(RegionShapes shapes, out int height)
    {
        var projected = shapes.Shapes.Select(shape => Edited(shape.Outline, InMetres)).ToArray();
        var box = projected.Aggregate(new Envelope(), (all, one) => all.ExpandedBy(one.EnvelopeInternal));
        var scale = (Width - (2 * Margin)) / box.Width;
        height = (int)Math.Ceiling((box.Height * scale) + (2 * Margin));
        var drawn = projected.Select(outline => Edited(outline, point => new Coordinate(
            Margin + ((point.X - box.MinX) * scale), Margin + ((box.MaxY - point.Y) * scale)))).ToArray();
        var simple = CoverageSimplifier.Simplify(drawn, Tolerance);
        return [.. shapes.Shapes.Zip(simple, (shape, outline) => (shape.Region.Code, OnGrid(outline)))];
    }

    private static Coordinate InMetres(Coordinate degrees)
    {
        var (east, north) = Lambert93.Project(degrees.Y, degrees.X);
        return new Coordinate(east, north);
    }

    private static MultiPolygon OnGrid(Geometry outline)
    {
        var rounded = Edited(outline, point => new Coordinate(Rounded(point.X), Rounded(point.Y)));
        var parts = Parts(rounded).Where(part => part.Area >= SmallestIsland).ToArray();
        return rounded.Factory.CreateMultiPolygon(parts);
    }

    private static Geometry Edited(Geometry geometry, Func<Coordinate, Coordinate> edit) => new GeometryEditor().Edit(
        geometry, new Moved(edit));

    private static IEnumerable<Polygon> Parts(Geometry outline) =>
        Enumerable.Range(0, outline.NumGeometries).Select(index => (Polygon)outline.GetGeometryN(index));

    private static Polygon Largest(Geometry outline) => Parts(outline).MaxBy(part => part.Area)!;

    private static IEnumerable<Coordinate[]> Rings(Geometry outline) => Parts(outline)
        .SelectMany(part => part.InteriorRings.Prepend(part.ExteriorRing)).Select(ring => ring.Coordinates);

    private static void Append(StringBuilder text, Coordinate[] ring)
    {
        text.Append('M').Append(Number(ring[0].X)).Append(' ').Append(Number(ring[0].Y)).Append('l');
        for (var i = 1; i < ring.Length - 1; i++)
        {
            var (x, y) = (ring[i].X - ring[i - 1].X, ring[i].Y - ring[i - 1].Y);
            text.Append(i > 1 && x >= 0 ? " " : "").Append(Number(x)).Append(y < 0 ? "" : " ").Append(Number(y));
        }

        text.Append('z');
    }

    private static double Rounded(double units) => Math.Round(units * StepsOfUnit) / StepsOfUnit;

    /// <summary>For example 12, .5, -3.5.</summary>
    private static string Number(double units) => units.ToString("#.#;-#.#;0", CultureInfo.InvariantCulture);

    /// <summary>Moves every point; one that falls on the one before it goes.</summary>
    private sealed class Moved(Func<Coordinate, Coordinate> edit) : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry)
        {
            var moved = new List<Coordinate>(coordinates.Length);
            foreach (var coordinate in coordinates)
            {
                var point = edit(coordinate);
                if (moved.Count == 0 || !point.Equals2D(moved[^1])) moved.Add(point);
            }

            return [.. moved];
        }
    }
}
