using Isotherm.Core.Regions;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>
/// The map inside the page: each region is a link that can be tabbed to, with its values as its name; the line below
/// the map shows those of the region that is pointed at or has the focus, by style sheet alone.
/// </summary>
internal sealed class PageMap(PageView view, PageFrame frame, Texts texts)
{
    private const string Hatching = "hatching";

    // Labels of Corse need a little more room in the east than its coast.
    private const int East = 16;

    private readonly MapTexts _words = new(texts);

    private ColourScale Scale { get; } = ColourScale.For(
        view.Method, [.. view.Hour!.Regions.Select(region => region.Temperature(view.Method)).OfType<decimal>()]);

    public void Write(HtmlWriter html)
    {
        html.Open("figure", ("class", "map"));
        html.Open("svg", ("viewBox", $"0 0 {RegionOutline.Width + East} {RegionOutline.Height}"), ("role", "group"),
            ("aria-label", $"{_words.Title(view.Method)}, {texts.Times.Short(view.Hour!.Hour)}"));
        WriteHatching(html, Hatching);
        foreach (var outline in RegionOutline.All)
            WriteRegion(html, outline, view.Hour.Regions.First(region => region.Region.Code == outline.Region.Code));
        html.Close();
        html.Open("figcaption");
        WriteTips(html);
        MapLegend.Write(html, Scale, view.Method, texts);
        html.Close().Close();
    }

    /// <summary>The pattern of a region without points.</summary>
    public static void WriteHatching(HtmlWriter html, string id)
    {
        html.Open("defs").Open("pattern", ("id", id), ("width", "10"), ("height", "10"),
            ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"));
        html.Empty("rect", ("width", "10"), ("height", "10"), ("fill", "#e7e7ea"));
        html.Empty("rect", ("width", "4"), ("height", "10"), ("fill", "#9a9aa2"));
        html.Close().Close();
    }

    private void WriteRegion(HtmlWriter html, RegionOutline outline, RegionView region)
    {
        var value = region.Temperature(view.Method);
        var colour = value is { } known ? Scale.ColourOf(known) : (OkLab?)null;
        // What is seen comes first, so that it can be said to who listens.
        var seen = texts.Numbers.OnMap(view.Method, value);
        var label = $"{RegionOutline.ShortName(region.Region)} {seen}, "
            + $"{region.Region.Name}: {_words.Values(region, view.Method)}";
        var style = colour is { } shown && ColourScale.InkOn(shown) == ColourScale.White ? "area on-dark" : "area";
        if (view.Query.Regions.Contains(region.Region)) style += " chosen";
        if (frame == PageFrame.Served)
        {
            html.Open("a", ("href", Address(region.Region)), ("class", style), ("data-region", region.Region.Code),
                ("aria-label", label));
        }
        else
        {
            html.Open("g", ("class", style), ("data-region", region.Region.Code), ("role", "img"), ("tabindex", "0"),
                ("aria-label", label));
        }

        html.Empty("path", ("d", outline.Path), ("fill", colour?.Hex ?? $"url(#{Hatching})"));
        WriteLabel(html, outline, seen, value is null);
        html.Close();
    }

    private static void WriteLabel(HtmlWriter html, RegionOutline outline, string value, bool onHatching)
    {
        var x = HtmlWriter.Number(outline.X);
        var style = onHatching ? "label bare" : "label";
        html.Open("text", ("x", x), ("y", HtmlWriter.Number(outline.Y)), ("class", style));
        html.Element(
            "tspan", RegionOutline.ShortName(outline.Region), ("x", x), ("dy", "-.15em"), ("class", "short"));
        html.Text(" ");
        html.Element("tspan", value, ("x", x), ("dy", "1em"), ("class", "value"));
        html.Close();
    }

    private void WriteTips(HtmlWriter html)
    {
        html.Open("p", ("class", "tips"), ("aria-hidden", "true"));
        html.Element("span", _words.Hint, ("class", "hint"));
        foreach (var region in view.Hour!.Regions)
        {
            html.Open("span", ("class", "tip"), ("data-tip", region.Region.Code));
            html.Element("b", region.Region.Name).Text(" " + _words.Values(region, view.Method));
            html.Close();
        }

        html.Close();
    }

    private string Address(Region region) => PageAddress.Of(view.Query with { Regions = [region] }) + "#chart";
}
