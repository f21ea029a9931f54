using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The colours of a map with their values.</summary>
internal static class MapLegend
{
    private const int Stops = 16;

    /// <summary>For the page: a strip that is as wide as there is room.</summary>
    public static void Write(HtmlWriter html, ColourScale scale, ViewMethod method, Texts texts)
    {
        var words = new MapTexts(texts);
        html.Open("div", ("class", "scale")).Open("svg", ("aria-hidden", "true"));
        WriteStrip(html, scale, 0, 0, "100%", "100%");
        html.Close().Open("p", ("class", "marks"));
        foreach (var mark in scale.Marks) html.Element("span", Mark(texts, method, mark));
        html.Close().Open("p", ("class", "unit"));
        html.Element("span", words.Unit(method));
        html.Open("span", ("class", "no-points")).Open("svg", ("aria-hidden", "true"));
        html.Empty("rect", ("width", "100%"), ("height", "100%"), ("fill", "url(#hatching)"));
        html.Close().Text(" " + words.NoPoints).Close();
        html.Close().Close();
    }

    /// <summary>The colours from the lowest to the highest.</summary>
    public static void WriteStrip(HtmlWriter html, ColourScale scale, int x, int y, string width, string height)
    {
        html.Open("defs").Open("linearGradient", ("id", "colours"));
        for (var i = 0; i <= Stops; i++)
        {
            var place = (double)i / Stops;
            html.Empty("stop", ("offset", HtmlWriter.Number(place)), ("stop-color", scale.Ramp.At(place).Hex));
        }

        html.Close().Close();
        html.Empty("rect", ("x", $"{x}"), ("y", $"{y}"), ("width", width), ("height", height),
            ("fill", "url(#colours)"));
    }

    /// <summary>A mark with as many decimals as it has.</summary>
    public static string Mark(Texts texts, ViewMethod method, decimal mark)
    {
        var decimals = mark == decimal.Round(mark, 0) ? 0 : mark == decimal.Round(mark, 1) ? 1 : 2;
        return method == ViewMethod.Difference
            ? texts.Numbers.Signed(mark, decimals)
            : texts.Numbers.Decimal(mark, decimals);
    }
}
