using System.Text;

namespace Isotherm.Core.Tables;

/// <summary>Text from outside on its way into a column: one line of Unicode text that fits.</summary>
public static class LedgerText
{
    /// <summary>The longest reason of a failure, in UTF-16 units.</summary>
    public const int MaxReason = 1_000;

    /// <summary>The longest source, in UTF-16 units.</summary>
    public const int MaxSource = 500;

    /// <summary>The longest version of the program, in UTF-16 units.</summary>
    public const int MaxVersion = 100;

    /// <summary>Cuts to <paramref name="max"/>; control characters and halves of characters are replaced.</summary>
    public static string Fit(string text, int max)
    {
        var fitted = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var kept = Rune.IsControl(rune) ? new Rune(' ') : rune;
            if (fitted.Length + kept.Utf16SequenceLength > max) break;
            fitted.Append(kept);
        }

        return fitted.ToString();
    }
}
