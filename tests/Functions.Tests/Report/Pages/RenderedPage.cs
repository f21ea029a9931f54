using System.Xml;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Isotherm.Report.Pages;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

/// <summary>A page as a browser understands it, and as XML, which it is too.</summary>
internal sealed class RenderedPage
{
    private RenderedPage(string html)
    {
        Html = html;
        Document = new HtmlParser().ParseDocument(html);
    }

    public string Html { get; }

    public IDocument Document { get; }

    /// <summary>The same text by a parser that forgives nothing.</summary>
    public XDocument Xml
    {
        get
        {
            using var text = new StringReader(Html);
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            return XDocument.Load(reader);
        }
    }

    /// <summary>The rows of the table of the hour: by column, what people read.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows => TableCells(cell => cell.TextContent);

    /// <summary>The same, but what programs read.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Exact =>
        TableCells(cell => cell.QuerySelector("data")?.GetAttribute("value") ?? "");

    public static RenderedPage Of(PageView view, PageFrame frame = PageFrame.Served) =>
        new(TemperaturePage.Render(view, frame));

    public static RenderedPage Parse(string html) => new(html);

    public string Text(string selector) => Document.QuerySelector(selector)!.TextContent;

    public IEnumerable<string> Links(string selector = "a") =>
        Document.QuerySelectorAll(selector).Select(link => link.GetAttribute("href")!).Where(link => link is not null);

    private List<IReadOnlyDictionary<string, string>> TableCells(Func<IElement, string> read)
    {
        var columns = Document.QuerySelectorAll("table.temperatures thead th")
            .Select(head => head.GetAttribute("data-column")!).ToArray();
        return [.. Document.QuerySelectorAll("table.temperatures tbody tr").Select(row => columns
            .Zip(row.Children, (column, cell) => (column, text: read(cell)))
            .ToDictionary(pair => pair.column, pair => pair.text, StringComparer.Ordinal))];
    }
}
