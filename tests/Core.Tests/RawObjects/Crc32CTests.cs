using CsCheck;
using Isotherm.Core.RawObjects;

namespace Isotherm.Core.Tests.RawObjects;

public sealed class Crc32CTests
{
    [Fact]
    public void The_check_value_of_the_literature_is_met()
    {
        Crc32C crc = default;
        crc.Append("123456789"u8);

        Assert.Equal(0xE3069283, crc.Value);
        Assert.Equal("4waSgw==", crc.ToBase64());
    }

    /// <summary>The examples of RFC 3720, appendix B.4 (which prints the bytes in the other order).</summary>
    [Theory]
    [InlineData(0x00, 0, 0x8A9136AAu)]
    [InlineData(0xFF, 0, 0x62A8AB43u)]
    [InlineData(0x00, 1, 0x46DD794Eu)]
    [InlineData(0x1F, -1, 0x113FDB5Cu)]
    public void The_examples_of_the_RFC_are_met(int first, int step, uint expected)
    {
        Crc32C crc = default;
        crc.Append([.. Enumerable.Range(0, 32).Select(i => (byte)(first + (i * step)))]);

        Assert.Equal(expected, crc.Value);
    }

    [Fact]
    public void Nothing_has_the_checksum_zero()
    {
        Assert.Equal("AAAAAA==", Crc32C.Of([]));
        Assert.Equal(default, Appended([], 0));
    }

    [Fact]
    public void The_checksum_is_the_same_however_the_bytes_are_split() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 200]).Sample(
            (bytes, at) => Appended(bytes, Math.Min(at, bytes.Length)).ToBase64() == Crc32C.Of(bytes),
            iter: 2000);

    [Fact]
    public void The_checksum_is_that_of_the_definition_bit_by_bit() =>
        Gen.Byte.Array[0, 50].Sample(bytes => Appended(bytes, 0).Value == BitByBit(bytes), iter: 1000);

    [Fact]
    public void Equal_checksums_are_equal_values()
    {
        var one = Appended("123456789"u8.ToArray(), 4);
        var same = Appended("123456789"u8.ToArray(), 7);
        var other = Appended("12345678"u8.ToArray(), 4);

        Assert.True(one == same);
        Assert.True(one.Equals((object)same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != other);
        Assert.False(one.Equals("123456789"));
    }

    private static Crc32C Appended(byte[] bytes, int at)
    {
        Crc32C crc = default;
        crc.Append(bytes.AsSpan(0, at));
        crc.Append(bytes.AsSpan(at));
        return crc;
    }

    private static uint BitByBit(byte[] bytes)
    {
        var register = uint.MaxValue;
        foreach (var next in bytes)
        {
            register ^= next;
            for (var bit = 0; bit < 8; bit++) register = (register & 1) == 0 ? register >> 1 : (register >> 1) ^ 0x82F63B78;
        }

        return ~register;
    }
}
