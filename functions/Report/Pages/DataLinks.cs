using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>Links to the data that the page shows.</summary>
internal static class DataLinks
{
    public static void Write(HtmlWriter html, PageView view, Texts texts)
    {
        var words = new PageTexts(texts);
        html.Open("section", ("class", "data"), ("aria-labelledby", "data-title"));
        html.Element("h2", words.Data, ("id", "data-title")).Open("ul");
        foreach (var method in Methods(view)) WriteMethod(html, view, method, texts);
        html.Open("li").Element("span", words.Map);
        WriteLink(html, DataAddress.OfMap(view), "SVG");
        html.Close().Close().Close();
    }

    /// <summary>The data are those of one method; who looks at the difference gets both.</summary>
    private static ViewMethod[] Methods(PageView view) => view.Method == ViewMethod.Difference
        ? [ViewMethod.Rectangle, ViewMethod.Polygon]
        : [view.Method];

    private static void WriteMethod(HtmlWriter html, PageView view, ViewMethod method, Texts texts)
    {
        var words = new PageTexts(texts);
        html.Open("li").Element("span", $"{words.TableData} ({texts.Name(method)})");
        WriteLink(html, DataAddress.OfTable(view, method, "csv"), "CSV");
        WriteLink(html, DataAddress.OfTable(view, method, "json"), "JSON");
        WriteLink(html, DataAddress.OfRegions(view, method), "GeoJSON");
        html.Close();
        if (view.Chart is null) return;
        html.Open("li").Element("span", $"{words.ChartData} ({texts.Name(method)})");
        WriteLink(html, DataAddress.OfChart(view, method, "csv"), "CSV");
        WriteLink(html, DataAddress.OfChart(view, method, "json"), "JSON");
        html.Close();
    }

    private static void WriteLink(HtmlWriter html, string address, string text) =>
        html.Element("a", text, ("href", address)).Text(" ");
}
