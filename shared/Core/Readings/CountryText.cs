using System.Text;

namespace Isotherm.Core.Readings;

/// <summary>Which country a reading names.</summary>
internal static class CountryText
{
    /// <summary>True for <c>France</c>, Unicode white space around it trimmed, ordinal ignoring case.</summary>
    /// <param name="country">Unescaped UTF-8.</param>
    public static bool IsFrance(ReadOnlySpan<byte> country) =>
        Ascii.EqualsIgnoreCase(country, "France"u8) || Ascii.EqualsIgnoreCase(Trim(country), "France"u8);

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out var rune, out var length);
        while (length > 0 && Rune.IsWhiteSpace(rune))
        {
            text = text[length..];
            Rune.DecodeFromUtf8(text, out rune, out length);
        }
        Rune.DecodeLastFromUtf8(text, out rune, out length);
        while (length > 0 && Rune.IsWhiteSpace(rune))
        {
            text = text[..^length];
            Rune.DecodeLastFromUtf8(text, out rune, out length);
        }
        return text;
    }
}
