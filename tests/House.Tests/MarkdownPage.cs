using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Isotherm.House.Tests;

/// <summary>A page of Markdown: its headings, links and fenced blocks, as a reader on the web sees them.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string[] _lines;
    private readonly bool[] _fenced;

    public MarkdownPage(string text)
    {
        _lines = text.Split('\n');
        _fenced = new bool[_lines.Length];
        string? fence = null;
        for (var i = 0; i < _lines.Length; i++)
        {
            var mark = Fence().Match(_lines[i]);
            _fenced[i] = fence is not null || mark.Success;
            if (!mark.Success) continue;
            if (fence is null) fence = mark.Groups[1].Value;
            else if (mark.Groups[1].Value == fence) fence = null;
        }
    }

    /// <summary>What a link may name behind '#', in the spelling of the web page.</summary>
    public IReadOnlySet<string> Anchors
    {
        get
        {
            var anchors = new HashSet<string>(StringComparer.Ordinal);
            foreach (var heading in Prose().Select(line => Heading().Match(line)).Where(match => match.Success))
            {
                var anchor = AnchorOf(heading.Groups[1].Value);
                for (var again = 1; !anchors.Add(anchor); again++)
                    anchor = AnchorOf(heading.Groups[1].Value) + "-" + again.ToString(CultureInfo.InvariantCulture);
            }

            return anchors;
        }
    }

    /// <summary>The targets of its links, images too, as written.</summary>
    public IEnumerable<string> Links =>
        Prose().SelectMany(line => Link().Matches(Code().Replace(line, "")).Select(link => link.Groups[1].Value));

    /// <summary>The lines of each fenced block of a language.</summary>
    public IEnumerable<string[]> Blocks(string language)
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_lines[i].Trim() != "```" + language) continue;
            var inside = _lines.Skip(i + 1).TakeWhile(line => line.Trim() != "```").ToArray();
            yield return inside;
            i += inside.Length;
        }
    }

    /// <summary>As GitHub makes it: lower case, letters, digits, '-' and '_' stay, blanks become '-'.</summary>
    private static string AnchorOf(string heading)
    {
        var plain = LinkText().Replace(heading, "$1").Trim();
        var anchor = new StringBuilder();
        foreach (var letter in plain.ToLowerInvariant())
        {
            if (letter == ' ') anchor.Append('-');
            else if (char.IsLetterOrDigit(letter) || letter is '-' or '_') anchor.Append(letter);
        }

        return anchor.ToString();
    }

    private IEnumerable<string> Prose() => _lines.Where((_, i) => !_fenced[i]);

    [GeneratedRegex("^ *(```|~~~)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6} +(.+?) *#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();
}
