using System.Globalization;
using System.Text;

namespace Isotherm.Core.Readings;

/// <summary>
/// The text behind the escapes of a JSON string (RFC 8259, section 7), without exceptions or garbage.
/// </summary>
internal static class JsonText
{
    /// <summary>
    /// Writes the unescaped UTF-8 of a well-formed JSON string. False when it holds half of a surrogate pair
    /// (<c>"\ud800"</c> is legal JSON but no Unicode text).
    /// </summary>
    /// <param name="escaped">What stands between the quotes, checked by a JSON reader.</param>
    /// <param name="destination">At least as long as <paramref name="escaped"/>.</param>
    /// <param name="written">Bytes written.</param>
    public static bool TryUnescape(ReadOnlySpan<byte> escaped, Span<byte> destination, out int written)
    {
        written = 0;
        for (; ; )
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0) plain = escaped.Length;
            escaped[..plain].CopyTo(destination[written..]);
            written += plain;
            if (plain == escaped.Length) return true;
            escaped = escaped[plain..];
            if (!TryRune(escaped, out var rune, out var used)) return false;
            written += rune.EncodeToUtf8(destination[written..]);
            escaped = escaped[used..];
        }
    }

    private static bool TryRune(ReadOnlySpan<byte> escape, out Rune rune, out int used)
    {
        if (escape[1] != 'u')
        {
            used = 2;
            rune = new Rune(Simple(escape[1]));
            return true;
        }
        var first = (char)Hex(escape);
        used = 6;
        if (Rune.TryCreate(first, out rune)) return true;
        if (escape.Length < 12 || escape[6] != '\\' || escape[7] != 'u') return false;
        used = 12;
        return Rune.TryCreate(first, (char)Hex(escape[6..]), out rune);
    }

    private static char Simple(byte letter) => letter switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)letter,
    };

    private static ushort Hex(ReadOnlySpan<byte> escape) =>
        ushort.Parse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
