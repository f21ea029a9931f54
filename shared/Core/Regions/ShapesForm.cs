using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>
/// Codes, structure and coordinates of shapes in order, in a binary form that has one spelling for one content: what
/// their hash is made of, and what <see cref="CompactShapes"/> keep. Counts are 32-bit and coordinates IEEE 754 bits,
/// little-endian; minus zero counts as zero, and an outline of one polygon is the same whether it is written as Polygon
/// or as MultiPolygon.
/// </summary>
internal static class ShapesForm
{
    public static ReadOnlySpan<byte> Preamble => "isotherm shapes 1"u8;

    /// <summary>Hands the form out piece by piece.</summary>
    public static void Write(IReadOnlyList<RegionShape> shapes, Action<ReadOnlySpan<byte>> append)
    {
        append(Preamble);
        WriteCount(append, shapes.Count);
        foreach (var shape in shapes)
        {
            append(Encoding.ASCII.GetBytes(shape.Region.Code));
            WriteOutline(append, shape.Outline);
        }
    }

    private static void WriteOutline(Action<ReadOnlySpan<byte>> append, Geometry outline)
    {
        WriteCount(append, outline.NumGeometries);
        foreach (var polygon in outline.Polygons())
        {
            WriteCount(append, polygon.NumInteriorRings + 1);
            foreach (var ring in polygon.Rings()) WriteRing(append, ring.CoordinateSequence);
        }
    }

    private static void WriteRing(Action<ReadOnlySpan<byte>> append, CoordinateSequence ring)
    {
        WriteCount(append, ring.Count);
        var bytes = new byte[ring.Count * 2 * sizeof(double)];
        var rest = bytes.AsSpan();
        for (var i = 0; i < ring.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(rest, WithoutMinusZero(ring.GetX(i)));
            BinaryPrimitives.WriteDoubleLittleEndian(rest[sizeof(double)..], WithoutMinusZero(ring.GetY(i)));
            rest = rest[(2 * sizeof(double))..];
        }

        append(bytes);
    }

    private static void WriteCount(Action<ReadOnlySpan<byte>> append, int count)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        append(bytes);
    }

    private static double WithoutMinusZero(double degrees) => degrees == 0 ? 0 : degrees;
}
