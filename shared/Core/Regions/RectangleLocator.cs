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
    private const int Bits = 64;

    /// <summary>The first 64 rectangles, and the others by 64: the 13 regions need the first only.</summary>
    private readonly RectangleBlock[] _blocks;
    private readonly RectangleBlock[][] _more;

    /// <param name="outlines">1 to 250 polygons or multi-polygons; X = longitude, Y = latitude, degrees.</param>
    /// <exception cref="ArgumentException">
    /// Not 1 to 250, or one that is empty, no polygon, not in -180..180 and -90..90, or crosses the antimeridian.
    /// </exception>
    public RectangleLocator(IReadOnlyList<Geometry> outlines)
    {
        var blocks = OutlineBox.Of(outlines).Chunk(RectangleBlock.Size).Select(boxes => new RectangleBlock(boxes));
        var words = blocks.Chunk(Bits / RectangleBlock.Size).ToArray();
        (_blocks, _more) = (words[0], words[1..]);
    }

    public int Locate(double latitude, double longitude) => Locate(latitude, longitude, out _);

    /// <summary>As <see cref="Locate(double, double)"/>; also counts the rectangles that hold the point.</summary>
    public int Locate(double latitude, double longitude, out int matches)
    {
        var holding = Holding(_blocks, latitude, longitude);
        matches = BitOperations.PopCount(holding);
        var first = holding == 0 ? IRegionLocator.None : BitOperations.TrailingZeroCount(holding);
        return _more.Length == 0 ? first : LocateInMore(first, latitude, longitude, ref matches);
    }

    /// <summary>A bit for each of up to 64 rectangles; no branch, as where a point lies is chance.</summary>
    private static ulong Holding(RectangleBlock[] blocks, double latitude, double longitude)
    {
        var holding = 0ul;
        for (var i = 0; i < blocks.Length; i++)
            holding |= RectangleBlock.Holding(in blocks[i], latitude, longitude) << (i * RectangleBlock.Size);
        return holding;
    }

    private int LocateInMore(int first, double latitude, double longitude, ref int matches)
    {
        for (var i = 0; i < _more.Length; i++)
        {
            var holding = Holding(_more[i], latitude, longitude);
            matches += BitOperations.PopCount(holding);
            if (first == IRegionLocator.None && holding != 0)
                first = ((i + 1) * Bits) + BitOperations.TrailingZeroCount(holding);
        }

        return first;
    }
}
