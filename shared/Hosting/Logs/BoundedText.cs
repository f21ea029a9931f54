using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Isotherm.Hosting.Logs;

/// <summary>
/// Text for a log line: at most so many UTF-16 units of whole Unicode characters. JSON makes at most six bytes of a
/// unit, so the limits together keep a line below the 256 KB (262,144 bytes) that Cloud Logging takes.
/// </summary>
internal static class BoundedText
{
    public const int Message = 8_000;
    public const int StackTrace = 16_000;

    /// <summary>All values of fields together.</summary>
    public const int Fields = 12_000;

    /// <summary>One value of a field.</summary>
    public const int Field = 4_000;

    private const string CutMark = "...";

    /// <summary>What <paramref name="text"/> gives, or what it throws.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A value that cannot be shown must not end the work.")]
    public static string Of(Func<string?> text, int limit)
    {
        try
        {
            return Of(text() ?? "", limit);
        }
        catch (Exception failure)
        {
            return $"(cannot be shown: {failure.GetType().Name})";
        }
    }

    /// <summary>Cut at the limit, with a mark; halves of characters are replaced.</summary>
    public static string Of(string text, int limit)
    {
        if (text.Length <= limit && IsWhole(text)) return text;
        var kept = new StringBuilder(Math.Min(text.Length, limit));
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > limit) return kept.Append(CutMark).ToString();
            kept.Append(rune);
        }

        return kept.ToString();
    }

    private static bool IsWhole(string text) => !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
}
