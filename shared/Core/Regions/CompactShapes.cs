using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Isotherm.Core.RawObjects;

namespace Isotherm.Core.Regions;

/// <summary>
/// Shapes once more, in an object beside their GeoJSON, for a quick start: its coordinates are read as they stand,
/// while the numbers of the official GeoJSON (10 MB) take most of the time to be ready. The GeoJSON stays what counts.
/// This says which one it was made from, by size and checksum; of another one, or damaged, or of another version, it is
/// refused, and the GeoJSON is read. In order: 16 bytes of name, version (32-bit), size (64-bit) and CRC-32C (8
/// characters of Base64) of the GeoJSON, hash of the shapes (32 bytes), the form that the hash is made of, and the
/// CRC-32C of all of that; numbers are little-endian.
/// </summary>
public static class CompactShapes
{
    private const int Version = 1;
    private const int NameSize = 16;
    private const int ChecksumSize = 8;
    private const int HeaderSize = NameSize + sizeof(int) + sizeof(long) + ChecksumSize + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Name => "isotherm compact"u8;

    /// <summary>The object that belongs to an object of shapes.</summary>
    public static string NameBeside(string shapesObject) => shapesObject + ".compact";

    /// <summary>
    /// Whether to write it and to look for it: a small GeoJSON is read in less time than a bucket takes to answer.
    /// </summary>
    public static bool AreWorthwhile(StoredObject source) => source.Size >= 1024 * 1024;

    /// <param name="shapes">The shapes that the source holds.</param>
    /// <param name="source">The GeoJSON, as the bucket has it.</param>
    public static byte[] Write(RegionShapes shapes, StoredObject source)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write(Header(source));
        bytes.Write(Convert.FromHexString(shapes.Hash));
        ShapesForm.Write(shapes.Shapes, bytes.Write);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.GetSpan(sizeof(uint)), Checksum(bytes.WrittenSpan));
        bytes.Advance(sizeof(uint));
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The shapes of that source, or why these bytes do not tell them.</summary>
    public static ShapesResult Read(ReadOnlySpan<byte> bytes, StoredObject source)
    {
        if (bytes.Length < HeaderSize + sizeof(uint) || !bytes.StartsWith(Name))
            return new(null, "It is no compact form of shapes.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]) != Checksum(bytes[..^sizeof(uint)]))
            return new(null, "It is damaged: its checksum is another one.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[NameSize..]);
        if (version != Version) return new(null, $"It is of version {version}, not {Version}.");
        if (!bytes.StartsWith(Header(source))) return new(null, "It was made from another GeoJSON.");
        var hash = bytes.Slice(HeaderSize - SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
        var form = bytes[HeaderSize..^sizeof(uint)];
        if (!hash.SequenceEqual(SHA256.HashData(form))) return new(null, "Its shapes have another hash.");
        return new ShapesFormReader(form).Read() is { } shapes
            ? new(new RegionShapes(shapes, Convert.ToHexStringLower(hash)), null)
            : new(null, "It holds no shapes that could be used.");
    }

    /// <summary>All of the header but the hash.</summary>
    private static ReadOnlySpan<byte> Header(StoredObject source)
    {
        var header = new byte[HeaderSize - SHA256.HashSizeInBytes];
        Name.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(NameSize), Version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(NameSize + sizeof(int)), source.Size);
        Encoding.ASCII.GetBytes(source.Crc32C, header.AsSpan(NameSize + sizeof(int) + sizeof(long)));
        return header;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        Crc32C checksum = default;
        checksum.Append(bytes);
        return checksum.Value;
    }
}
