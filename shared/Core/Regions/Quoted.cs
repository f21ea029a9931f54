using System.Globalization;
using System.Text;

namespace Isotherm.Core.Regions;

/// <summary>Text of a document as it may stand in a message: short, on one line, without control characters.</summary>
internal static class Quoted
{
    private const int Longest = 40;

    public static string Text(string text)
    {
        var quoted = new StringBuilder("'");
        var runes = text.EnumerateRunes().ToArray();
        foreach (var rune in runes.Take(Longest))
        {
            var isUnseen = Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            quoted.Append(isUnseen ? "?" : rune.ToString());
        }

        return quoted.Append(runes.Length > Longest ? "...'" : "'").ToString();
    }
}
