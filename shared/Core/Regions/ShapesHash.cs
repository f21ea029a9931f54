using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>
/// The content hash of shapes: SHA-256 over codes, structure and coordinates in order, in a binary form that has one
/// spelling for one content. Counts are 32-bit and coordinates IEEE 754 bits, little-endian; minus zero counts as zero,
/// and an outline of one polygon is the same whether it is written as Polygon or as MultiPolygon.
/// </summary>
internal static class ShapesHash
{
    private static readonly byte[] Preamble = "isotherm shapes 1"u8.ToArray();

    public static string Of(IReadOnlyList<RegionShape> shapes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Preamble);
        AppendCount(hash, shapes.Count);
        foreach (var shape in shapes)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(shape.Region.Code));
            AppendOutline(hash, shape.Outline);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendOutline(IncrementalHash hash, Geometry outline)
    {
        AppendCount(hash, outline.NumGeometries);
        foreach (var polygon in outline.Polygons())
        {
            AppendCount(hash, polygon.NumInteriorRings + 1);
            foreach (var ring in polygon.Rings()) AppendRing(hash, ring.CoordinateSequence);
        }
    }

    private static void AppendRing(IncrementalHash hash, CoordinateSequence ring)
    {
        AppendCount(hash, ring.Count);
        var bytes = new byte[ring.Count * 2 * sizeof(double)];
        var rest = bytes.AsSpan();
        for (var i = 0; i < ring.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(rest, WithoutMinusZero(ring.GetX(i)));
            BinaryPrimitives.WriteDoubleLittleEndian(rest[sizeof(double)..], WithoutMinusZero(ring.GetY(i)));
            rest = rest[(2 * sizeof(double))..];
        }

        hash.AppendData(bytes);
    }

    private static void AppendCount(IncrementalHash hash, int count)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        hash.AppendData(bytes);
    }

    private static double WithoutMinusZero(double degrees) => degrees == 0 ? 0 : degrees;
}
