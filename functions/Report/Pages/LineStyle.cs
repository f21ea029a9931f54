using Isotherm.Core.Regions;

namespace Isotherm.Report.Pages;

/// <summary>
/// How the line of a region looks, always the same: one of 7 colours and one of 4 dash patterns, no pair twice, so a
/// line is known without its colour.
/// </summary>
internal static class LineStyle
{
    public const int Colours = 7;
    public const int Dashes = 4;

    /// <summary>The classes of the style sheet, for example <c>line c3 d2</c>.</summary>
    public static string Of(Region region)
    {
        var index = Region.All.Select((one, at) => (one, at)).First(pair => pair.one.Code == region.Code).at;
        return $"line c{index % Colours} d{index % Dashes}";
    }

    /// <summary>A short piece of the line, for a legend.</summary>
    public static void WriteSample(HtmlWriter html, Region region)
    {
        html.Open("svg", ("class", "sample"), ("width", "30"), ("height", "10"), ("aria-hidden", "true"));
        html.Empty("line", ("x1", "1"), ("x2", "29"), ("y1", "5"), ("y2", "5"), ("class", Of(region)));
        html.Close();
    }
}
