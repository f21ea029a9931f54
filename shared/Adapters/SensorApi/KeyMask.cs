using System.Text;
using System.Text.Json;

namespace Isotherm.Adapters.SensorApi;

/// <summary>
/// Keeps the API key out of everything that is shown or kept: the key as it is and as it looks in a URL, in JSON, in
/// base64 and in UTF-16.
/// </summary>
public sealed class KeyMask
{
    /// <summary>The shortest start of the key that is masked where the bytes break off in the middle of it.</summary>
    private const int ShortestStart = 4;

    private readonly string[] _texts;
    private readonly byte[][] _patterns;

    public KeyMask(string key)
    {
        _texts = [.. new[]
        {
            key,
            Uri.EscapeDataString(key),
            JsonEncodedText.Encode(key).ToString(),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(key)),
        }.Distinct(StringComparer.Ordinal).OrderByDescending(text => text.Length)];
        _patterns =
        [
            .. _texts.Select(Encoding.UTF8.GetBytes),
            Encoding.Unicode.GetBytes(key),
            Encoding.BigEndianUnicode.GetBytes(key),
        ];
        Longest = _patterns.Max(pattern => pattern.Length);
    }

    /// <summary>The length of the longest form of the key, in bytes.</summary>
    public int Longest { get; }

    /// <summary>The text with <c>***</c> for the key.</summary>
    public string Hide(string text) =>
        _texts.Aggregate(text, (hidden, form) => hidden.Replace(form, "***", StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes <c>*</c> over the key, and over a start of it at the very end; offsets stay.</summary>
    public void Hide(Span<byte> bytes)
    {
        foreach (var pattern in _patterns)
        {
            HideAll(bytes, pattern);
            HideStartAtEnd(bytes, pattern);
        }
    }

    /// <summary>Whether any form of the key is in the bytes.</summary>
    public bool IsIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var pattern in _patterns)
        {
            if (bytes.IndexOf(pattern) >= 0) return true;
        }

        return false;
    }

    private static void HideAll(Span<byte> bytes, ReadOnlySpan<byte> pattern)
    {
        for (var at = bytes.IndexOf(pattern); at >= 0; at = bytes.IndexOf(pattern))
        {
            bytes.Slice(at, pattern.Length).Fill((byte)'*');
            bytes = bytes[(at + pattern.Length)..];
        }
    }

    private static void HideStartAtEnd(Span<byte> bytes, ReadOnlySpan<byte> pattern)
    {
        for (var length = Math.Min(pattern.Length - 1, bytes.Length); length >= ShortestStart; length--)
        {
            if (!bytes.EndsWith(pattern[..length])) continue;
            bytes[^length..].Fill((byte)'*');
            return;
        }
    }
}
