using Isotherm.Core.Runs;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>
/// The map as a picture of its own: no style sheet, every colour an attribute, names and values written out.
/// </summary>
public static class MapDrawing
{
    private const string Fonts = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";
    private const string Ink = "#1b1d22";
    private const string Muted = "#565b64";
    private const string Paper = "#ffffff";
    private const string Hatching = "hatching";
    private const int Side = 40;
    private const int Top = 130;
    private const int Bottom = 100;

    private static int Width => RegionOutline.Width + (2 * Side);

    private static int Height => RegionOutline.Height + Top + Bottom;

    /// <summary>An SVG document with title, hour, method, map and legend; it says so when there is no hour.</summary>
    public static string Svg(PageView view)
    {
        var texts = new Texts(view.Language);
        var words = new MapTexts(texts);
        var html = new HtmlWriter();
        html.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {Width} {Height}"),
            ("width", $"{Width}"), ("height", $"{Height}"), ("font-family", Fonts), ("fill", Ink), ("role", "img"),
            ("lang", texts.Code), ("aria-labelledby", "title"));
        html.Element("title", Title(view, texts), ("id", "title"));
        html.Empty("rect", ("width", "100%"), ("height", "100%"), ("fill", Paper));
        WriteText(html, Side, 52, 30, words.Title(view.Method), weight: "600");
        if (view.Hour is { } hour) Write(html, view, hour, texts);
        else WriteText(html, Side, 90, 20, new PageTexts(texts).NothingYet, Muted);
        return html.Close().ToString();
    }

    private static string Title(PageView view, Texts texts)
    {
        var title = new MapTexts(texts).Title(view.Method);
        return view.Hour is { } hour ? $"{title}, {texts.Times.Short(hour.Hour)}" : title;
    }

    private static void Write(HtmlWriter html, PageView view, HourView hour, Texts texts)
    {
        WriteText(html, Side, 90, 20, When(hour.Hour, texts), Muted);
        var note = new MapTexts(texts).MethodNote(view.Method);
        WriteText(html, Side, 116, 16, $"{texts.Name(view.Method)}. {note}", Muted);
        PageMap.WriteHatching(html, Hatching);
        var scale = ColourScale.For(
            view.Method, [.. hour.Regions.Select(region => region.Temperature(view.Method)).OfType<decimal>()]);
        html.Open("g", ("transform", $"translate({Side} {Top})"));
        foreach (var outline in RegionOutline.All)
        {
            var region = hour.Regions.First(region => region.Region.Code == outline.Region.Code);
            WriteRegion(html, outline, region, scale, view.Method, texts);
        }

        html.Close();
        WriteLegend(html, scale, view.Method, texts);
    }

    private static string When(Hour hour, Texts texts)
    {
        var paris = texts.Times.InParis(hour) is { } there ? " · " + there : "";
        return $"{texts.Times.Date(hour.Start)}, {Times.Clock(hour.Start)} UTC{paris}";
    }

    private static void WriteRegion(
        HtmlWriter html, RegionOutline outline, RegionView region, ColourScale scale, ViewMethod method, Texts texts)
    {
        var value = region.Temperature(method);
        var colour = value is { } known ? scale.ColourOf(known) : (OkLab?)null;
        var ink = colour is { } shown ? ColourScale.InkOn(shown) : "#000";
        html.Open("g", ("fill", ink), ("text-anchor", "middle"));
        html.Empty("path", ("d", outline.Path), ("fill", colour?.Hex ?? $"url(#{Hatching})"), ("stroke", Paper),
            ("stroke-width", "2"), ("stroke-linejoin", "round"), ("fill-rule", "evenodd"));
        // On hatching a halo keeps the words readable.
        var halo = colour is null ? "#ededf0" : null;
        var (first, second) = Lines(region.Region.Name);
        if (second is not null) Label(outline.Y - 18, 14, first);
        Label(outline.Y - 2, 14, second ?? first);
        Label(outline.Y + 22, 23, texts.Numbers.OnMap(method, value));
        html.Close();

        void Label(int y, int size, string text) => html.Element("text", text, ("x", $"{outline.X}"), ("y", $"{y}"),
            ("font-size", $"{size}"), ("stroke", halo), ("stroke-width", halo is null ? null : "5"),
            ("paint-order", halo is null ? null : "stroke"));
    }

    /// <summary>A long name is broken after the hyphen that is nearest to its middle.</summary>
    private static (string First, string? Second) Lines(string name)
    {
        const int longest = 20;
        var hyphens = Enumerable.Range(0, name.Length).Where(at => name[at] == '-').ToArray();
        if (name.Length <= longest || hyphens.Length == 0) return (name, null);
        var at = hyphens.MinBy(hyphen => Math.Abs(hyphen - (name.Length / 2))) + 1;
        return (name[..at], name[at..]);
    }

    private static void WriteLegend(HtmlWriter html, ColourScale scale, ViewMethod method, Texts texts)
    {
        const int width = 420;
        var y = Height - 78;
        MapLegend.WriteStrip(html, scale, Side, y, $"{width}", "16");
        var marks = scale.Marks;
        for (var i = 0; i < marks.Count; i++)
        {
            var x = Side + ((double)width * i / (marks.Count - 1));
            WriteText(html, x, y + 36, 15, MapLegend.Mark(texts, method, marks[i]), Muted, "middle");
        }

        WriteText(html, Side + width + 16, y + 14, 15, new MapTexts(texts).Unit(method), Muted);
        html.Empty("rect", ("x", $"{Side + width + 260}"), ("y", $"{y}"), ("width", "32"), ("height", "16"),
            ("fill", $"url(#{Hatching})"));
        WriteText(html, Side + width + 302, y + 14, 15, new MapTexts(texts).NoPoints, Muted);
        WriteText(html, Side, Height - 16, 12, texts.Attribution, Muted);
    }

    private static void WriteText(HtmlWriter html, double x, double y, int size, string text, string colour = Ink,
        string? anchor = null, string? weight = null) => html.Element("text", text, ("x", HtmlWriter.Number(x)),
            ("y", HtmlWriter.Number(y)), ("font-size", $"{size}"), ("fill", colour), ("text-anchor", anchor),
            ("font-weight", weight));
}
