using System.Globalization;
using System.Text;

namespace Isotherm.Cli.Terminals;

/// <summary>Makes text that came from outside safe to show: one line, and no commands to the terminal.</summary>
internal static class Printable
{
    /// <summary>Writes control characters (line ends and escape sequences too) as <c>\u001b</c>.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(char.IsControl)) return text;
        var printable = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsControl(letter)) printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else printable.Append(letter);
        }

        return printable.ToString();
    }
}
