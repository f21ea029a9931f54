using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using Isotherm.Testing;

namespace Isotherm.Core.Tests.Regions;

public sealed class CompactShapesTests
{
    private const int VersionAt = 16;
    private const int HashAt = 36;
    private const int FormAt = HashAt + SHA256.HashSizeInBytes;

    private static readonly StoredObject Source = new("regions.geojson", 7, 230_726, "4waSgw==");

    private static readonly byte[] Squares = CompactShapes.Write(ShapeDocuments.SquareShapes, Source);

    [Fact]
    public void Shapes_read_back_as_themselves_with_their_hash()
    {
        var shapes = CompactShapes.Read(CompactShapes.Write(DefaultShapes.Shapes, Source), Source).Shapes!;

        Assert.Equal(DefaultShapes.Shapes.Hash, shapes.Hash);
        Assert.Equal(DefaultShapes.Shapes.Hash, new RegionShapes(shapes.Shapes).Hash);
        Assert.Equal(DefaultShapes.File, ShapesWriter.Write(shapes));
    }

    [Fact]
    public void The_order_of_the_regions_is_kept()
    {
        var reversed = new RegionShapes([.. DefaultShapes.Shapes.Shapes.Reverse()]);

        Assert.Equal(reversed.Hash, CompactShapes.Read(CompactShapes.Write(reversed, Source), Source).Shapes!.Hash);
    }

    [Fact]
    public void Those_of_another_source_are_refused()
    {
        Assert.Contains("another GeoJSON", Refusal(Squares, Source with { Size = 230_727 }), default);
        Assert.Contains("another GeoJSON", Refusal(Squares, Source with { Crc32C = "4waSgg==" }), default);
    }

    [Fact]
    public void The_same_source_under_another_name_and_generation_is_the_same() =>
        Assert.NotNull(CompactShapes.Read(Squares, new("copy", 8, Source.Size, Source.Crc32C)).Shapes);

    [Fact]
    public void Those_of_another_version_are_refused() => Assert.Equal(
        "It is of version 2, not 1.", Refusal(Sealed(Squares, bytes => bytes[VersionAt]++)));

    [Fact]
    public void Each_byte_that_is_another_one_is_noticed() => Gen.Int[0, Squares.Length - 1].Sample(
        at =>
        {
            var damaged = Squares.ToArray();
            damaged[at] ^= 0x10;
            Assert.Null(CompactShapes.Read(damaged, Source).Shapes);
        },
        iter: 2_000);

    [Fact]
    public void Each_end_that_is_cut_off_is_noticed() => Gen.Int[0, Squares.Length - 1].Sample(
        length => Assert.Null(CompactShapes.Read(Squares.AsSpan(0, length), Source).Shapes), iter: 2_000);

    [Fact]
    public void Other_shapes_than_the_hash_says_are_refused() => Assert.Equal(
        "Its shapes have another hash.", Refusal(Sealed(Squares, bytes => bytes[^5] ^= 1)));

    /// <summary>Hash and checksum are right in each, so that the form itself is what is read.</summary>
    [Fact]
    public void Whatever_the_form_holds_it_is_answered()
    {
        var refused = 0;
        var change = Gen.Select(Gen.Int[FormAt, Squares.Length - 5], Gen.Byte);
        Gen.Select(change.Array[1, 3], Gen.Int[0, 40]).Sample(
            (changes, cut) =>
            {
                var form = Squares[FormAt..^(sizeof(uint) + cut)];
                foreach (var (at, value) in changes) form[Math.Min(at - FormAt, form.Length - 1)] = value;
                var bytes = Sealed([.. Squares[..FormAt], .. form, 0, 0, 0, 0], Hashed);
                var read = CompactShapes.Read(bytes, Source);
                if (read.Shapes is null) Interlocked.Increment(ref refused);
                else Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(form)), read.Shapes.Hash);
            },
            iter: 20_000);

        Assert.NotEqual(0, refused);
    }

    [Theory]
    [InlineData(1000.0)] // beyond the Earth
    [InlineData(double.NaN)]
    [InlineData(-179.0)] // the long way round
    [InlineData(0.0)] // an open ring
    public void A_ring_that_the_GeoJSON_could_not_have_is_refused(double longitude)
    {
        var firstLongitude = FormAt + "isotherm shapes 1"u8.Length + 4 + 2 + 4 + 4 + 4;
        var bytes = Sealed(Squares, all =>
        {
            BinaryPrimitives.WriteDoubleLittleEndian(all.AsSpan(firstLongitude + 16), 170);
            BinaryPrimitives.WriteDoubleLittleEndian(all.AsSpan(firstLongitude), longitude);
            Hashed(all);
        });

        Assert.Equal("It holds no shapes that could be used.", Refusal(bytes));
    }

    [Theory]
    [InlineData(1024 * 1024, true)]
    [InlineData((1024 * 1024) - 1, false)]
    public void They_are_worthwhile_for_a_large_source_only(long size, bool areWorthwhile) =>
        Assert.Equal(areWorthwhile, CompactShapes.AreWorthwhile(Source with { Size = size }));

    private static string Refusal(byte[] bytes, StoredObject? source = null) =>
        CompactShapes.Read(bytes, source ?? Source).Refusal!;

    private static void Hashed(byte[] bytes) =>
        SHA256.HashData(bytes.AsSpan(FormAt..^sizeof(uint)), bytes.AsSpan(HashAt, SHA256.HashSizeInBytes));

    /// <summary>Bytes that were changed after their checksum was made, with the right one.</summary>
    private static byte[] Sealed(byte[] bytes, Action<byte[]> change)
    {
        var changed = bytes.ToArray();
        change(changed);
        Crc32C checksum = default;
        checksum.Append(changed.AsSpan(..^sizeof(uint)));
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(^sizeof(uint)..), checksum.Value);
        return changed;
    }
}
