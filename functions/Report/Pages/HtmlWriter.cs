using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Xml;

namespace Isotherm.Report.Pages;

/// <summary>
/// Writes HTML that is well-formed XML too. Every text and every value of an attribute is encoded; names of elements
/// and attributes are the caller's own words. An attribute whose value is null is left out.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element.</summary>
    public HtmlWriter Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(element, attributes);
        _text.Append('>');
        _open.Push(element);
        return this;
    }

    /// <summary>Ends the element that was begun last.</summary>
    public HtmlWriter Close()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>An element that has no content.</summary>
    public HtmlWriter Empty(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(element, attributes);
        _text.Append("/>");
        return this;
    }

    /// <summary>An element that holds a text.</summary>
    public HtmlWriter Element(
        string element, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(element, attributes).Text(text).Close();

    public HtmlWriter Text(string text)
    {
        _text.Append(Encoded(text));
        return this;
    }

    /// <summary>What is markup already and comes from this program alone: the style sheet inside a file.</summary>
    public HtmlWriter Trusted(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <exception cref="InvalidOperationException">An element was not ended.</exception>
    public override string ToString() => _open.Count == 0
        ? _text.ToString()
        : throw new InvalidOperationException($"<{_open.Peek()}> was not ended.");

    /// <summary>A number as SVG wants it, to four decimals.</summary>
    public static string Number(double value) =>
        Math.Round(value, 4).ToString(CultureInfo.InvariantCulture);

    /// <summary>What no document may hold, such as NUL, becomes the sign for something unknown.</summary>
    private static string Encoded(string text)
    {
        var known = text.All(IsKnown) ? text : string.Concat(text.Select(one => IsKnown(one) ? one : '\uFFFD'));
        return Encoder.Encode(known);
    }

    private static bool IsKnown(char one) => XmlConvert.IsXmlChar(one) || char.IsSurrogate(one);

    private void Start(string element, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _text.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            if (value is null) continue;
            _text.Append(' ').Append(name).Append("=\"").Append(Encoded(value)).Append('"');
        }
    }
}
