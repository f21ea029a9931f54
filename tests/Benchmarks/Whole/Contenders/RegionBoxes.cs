using System.Globalization;
using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;

namespace Isotherm.Benchmarks.Whole.Contenders;

/// <summary>
/// The rectangles of the regions, in order, as a file of lines <c>code south north west east</c>: what a contender
/// that knows nothing of outlines starts from.
/// </summary>
internal sealed record RegionBoxes(IReadOnlyList<string> Codes, IReadOnlyList<Envelope> Boxes)
{
    public static RegionBoxes Of(RegionShapes shapes) => new(
        [.. shapes.Shapes.Select(shape => shape.Region.Code)],
        [.. shapes.Shapes.Select(shape => shape.Outline.EnvelopeInternal)]);

    public static RegionBoxes Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(' '))];
        double Number(string[] line, int field) => double.Parse(line[field], CultureInfo.InvariantCulture);
        return new RegionBoxes(
            [.. lines.Select(line => line[0])],
            [.. lines.Select(line =>
                new Envelope(Number(line, 3), Number(line, 4), Number(line, 1), Number(line, 2)))]);
    }

    public Task WriteAsync(string path) => File.WriteAllLinesAsync(path, Codes.Zip(Boxes, (code, box) =>
        string.Create(CultureInfo.InvariantCulture, $"{code} {box.MinY:R} {box.MaxY:R} {box.MinX:R} {box.MaxX:R}")));
}
