using System.Text;
using CsCheck;
using Isotherm.Core.Aggregates;

namespace Isotherm.Core.Tests.Aggregates;

public sealed class UuidTextTests
{
    private static readonly Gen<byte[]> Texts = Gen.Guid.Select(uuid => Encoding.ASCII.GetBytes(uuid.ToString("D")));

    [Fact]
    public void A_UUID_in_lower_case_is_packed_into_its_sixteen_bytes_in_the_order_of_the_text() =>
        Gen.Guid.Sample(uuid =>
        {
            var packed = new byte[UuidText.PackedLength];
            Assert.True(UuidText.TryPack(Encoding.ASCII.GetBytes(uuid.ToString("D")), packed));
            Assert.Equal(uuid.ToByteArray(bigEndian: true), packed);
        });

    [Fact]
    public void A_text_with_any_byte_changed_is_packed_only_when_it_is_a_UUID_in_lower_case_still() =>
        Gen.Select(Texts, Gen.Int[0, UuidText.Length - 1], Gen.Byte).Sample(
            (text, at, value) =>
            {
                text[at] = value;
                var isUuid = at is 8 or 13 or 18 or 23
                    ? value == '-'
                    : char.IsAsciiHexDigitLower((char)value);
                return UuidText.TryPack(text, new byte[UuidText.PackedLength]) == isUuid;
            },
            iter: 100_000);

    [Theory]
    [InlineData("")]
    [InlineData("00000000-0000-0000-0000-00000000000")]
    [InlineData("00000000-0000-0000-0000-0000000000000")]
    [InlineData("{0000000-0000-0000-0000-000000000000")]
    public void A_text_of_another_form_is_not_packed(string text) =>
        Assert.False(UuidText.TryPack(Encoding.ASCII.GetBytes(text), new byte[UuidText.PackedLength]));
}
