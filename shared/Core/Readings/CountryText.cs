using System.Runtime.CompilerServices;
using System.Text;

namespace Isotherm.Core.Readings;

/// <summary>Which country a reading names.</summary>
internal static class CountryText
{
    private static ReadOnlySpan<byte> France => "France"u8;

    /// <summary>True for <c>France</c>, Unicode white space around it trimmed, ordinal ignoring case.</summary>
    /// <param name="country">Unescaped UTF-8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFrance(ReadOnlySpan<byte> country)
    {
        // With a letter at either end there is nothing to trim.
        var isTrimmed = country.Length > 1
            && char.IsAsciiLetter((char)country[0]) && char.IsAsciiLetter((char)country[^1]);
        return isTrimmed ? country.Length == France.Length && IsFranceAsItIs(country) : IsFranceAsItIs(Trim(country));
    }

    private static bool IsFranceAsItIs(ReadOnlySpan<byte> country) => Ascii.EqualsIgnoreCase(country, France);

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
