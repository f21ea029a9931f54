using System.Text;
using System.Text.Unicode;

namespace Isotherm.Hosting.Events;

/// <summary>JSON text in any of its charsets, brought to UTF-8.</summary>
internal static class JsonText
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16Little = new(false, false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16Big = new(true, false, throwOnInvalidBytes: true);
    private static readonly UTF32Encoding Utf32Little = new(false, false, throwOnInvalidCharacters: true);
    private static readonly UTF32Encoding Utf32Big = new(true, false, throwOnInvalidCharacters: true);

    /// <summary>
    /// Decodes by the bytes where they can tell (a byte order mark, or the zeros around the first two characters,
    /// which are always ASCII: RFC 4627 section 3), else by the charset of the content type, else as UTF-8.
    /// </summary>
    /// <exception cref="MalformedEventException">The charset is unknown, or the bytes are not of it.</exception>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> body, string? charset)
    {
        var encoding = Wide(body.Span) ?? Named(charset);
        try
        {
            return encoding is UTF8Encoding ? Checked(body) : Transcoded(body, encoding);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedEventException($"The body is not {encoding.WebName}.");
        }
    }

    private static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span)) throw new MalformedEventException("The body is not utf-8.");
        return body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
    }

    private static byte[] Transcoded(ReadOnlyMemory<byte> body, Encoding encoding)
    {
        var text = encoding.GetString(body.Span);
        return StrictUtf8.GetBytes(text.TrimStart('\uFEFF'));
    }

    private static Encoding? Wide(ReadOnlySpan<byte> body) => body switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [not 0, 0, 0, 0, ..] => Utf32Little,
        [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] => Utf32Big,
        [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..] => Utf16Little,
        [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] => Utf16Big,
        _ => null,
    };

    private static Encoding Named(string? charset)
    {
        if (string.IsNullOrEmpty(charset)) return StrictUtf8;
        try
        {
            var encoding = Encoding.GetEncoding(
                charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return encoding is UTF8Encoding ? StrictUtf8 : encoding;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new MalformedEventException("The charset of the content type is unknown.");
        }
    }
}
