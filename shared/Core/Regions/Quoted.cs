using System.Text;

namespace Isotherm.Core.Regions;

/// <summary>Text of a document as it may stand in a message: short, on one line, without control characters.</summary>
internal static class Quoted
{
    private const int Longest = 40;

    public static string Text(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes().Take(Longest))
        {
            var shown = Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune)
                is System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator;
            quoted.Append(shown ? "?" : rune.ToString());
        }

        return quoted.Append(text.Length > Longest ? "...'" : "'").ToString();
    }
}
