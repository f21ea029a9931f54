using System.Globalization;
using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;

namespace Isotherm.Cli.Regions;

/// <summary>What one can tell of a region's outline in figures.</summary>
internal sealed record ShapeFigures(
    int Parts, int Holes, int Vertices, double South, double West, double North, double East)
{
    /// <summary>For example <c>41.3336 8.5347 to 43.0279 9.5600</c>: south-west and north-east corner.</summary>
    public string Box => string.Create(
        CultureInfo.InvariantCulture, $"{South:0.0000} {West:0.0000} to {North:0.0000} {East:0.0000}");

    public static ShapeFigures Of(RegionShape shape)
    {
        var outline = shape.Outline;
        var box = outline.EnvelopeInternal;
        var parts = Enumerable.Range(0, outline.NumGeometries).Select(outline.GetGeometryN).Cast<Polygon>();
        return new ShapeFigures(
            outline.NumGeometries,
            parts.Sum(part => part.NumInteriorRings),
            outline.NumPoints,
            box.MinY,
            box.MinX,
            box.MaxY,
            box.MaxX);
    }
}
