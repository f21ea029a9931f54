using System.Numerics;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>
/// The rule of the brief: a region is the box from the least to the greatest latitude and longitude over all points of
/// all its parts, closed on all four sides. Boxes overlap; the first, in the order of the outlines, wins. A point is
/// compared with eight boxes at a time; the first is the lowest bit of the mask that comes out.
/// </summary>
public sealed class RectangleLocator : IRegionLocator
{
    private readonly RectangleBlock[] _blocks;

    /// <param name="outlines">1 to 250 polygons or multi-polygons; X = longitude, Y = latitude, degrees.</param>
    /// <exception cref="ArgumentException">
    /// Not 1 to 250, or one that is empty, no polygon, not in -180..180 and -90..90, or crosses the antimeridian.
    /// </exception>
    public RectangleLocator(IReadOnlyList<Geometry> outlines) =>
        _blocks = [.. OutlineBox.Of(outlines).Chunk(RectangleBlock.Size).Select(boxes => new RectangleBlock(boxes))];

    public int Locate(double latitude, double longitude)
    {
        var blocks = _blocks;
        for (var i = 0; i < blocks.Length; i++)
        {
            var holding = RectangleBlock.Holding(in blocks[i], latitude, longitude);
            if (holding != 0) return (i * RectangleBlock.Size) + BitOperations.TrailingZeroCount(holding);
        }

        return IRegionLocator.None;
    }

    /// <summary>As <see cref="Locate(double, double)"/>; also counts the rectangles that hold the point.</summary>
    public int Locate(double latitude, double longitude, out int matches)
    {
        var first = IRegionLocator.None;
        matches = 0;
        var blocks = _blocks;
        for (var i = blocks.Length - 1; i >= 0; i--)
        {
            var holding = RectangleBlock.Holding(in blocks[i], latitude, longitude);
            if (holding == 0) continue;
            first = (i * RectangleBlock.Size) + BitOperations.TrailingZeroCount(holding);
            matches += BitOperations.PopCount(holding);
        }

        return first;
    }
}
