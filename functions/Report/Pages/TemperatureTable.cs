using Isotherm.Core.Runs;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The table of one hour: a row for each region.</summary>
internal sealed class TemperatureTable(PageView view, HourView hour, Texts texts)
{
    private readonly PageTexts _words = new(texts);

    private bool IsDifference => view.Method == ViewMethod.Difference;

    public void Write(HtmlWriter html)
    {
        html.Open("div", ("class", "scroll"), ("role", "group"), ("aria-label", _words.Table), ("tabindex", "0"));
        html.Open("table", ("class", IsDifference ? "temperatures both" : "temperatures"));
        html.Element("caption", $"{new MapTexts(texts).Title(view.Method)}, °C", ("class", "hidden"));
        html.Open("thead").Open("tr");
        WriteHead(html, texts.Region, "Region", isText: true);
        WriteHead(html, $"{texts.Hour} (UTC)", "Hour", isText: true);
        if (IsDifference)
        {
            WriteHead(html, texts.Rectangle, "Rectangle");
            WriteHead(html, texts.Polygon, "Polygon");
        }

        WriteHead(html, IsDifference ? _words.PolygonMinusRectangle : _words.Temperature, "Temperature");
        WriteHead(html, _words.Temperature3HoursBefore, "Temperature3HoursBefore");
        WriteHead(html, _words.Change, "Difference");
        WriteHead(html, _words.Points, "NumberOfPoints");
        html.Close().Close().Open("tbody");
        foreach (var region in hour.Regions) WriteRow(html, region);
        html.Close().Close().Close();
    }

    private static void WriteHead(HtmlWriter html, string text, string column, bool isText = false)
    {
        var style = (isText ? "column-" : "number column-") + column.ToLowerInvariant();
        html.Element("th", text, ("scope", "col"), ("data-column", column), ("class", style));
    }

    private void WriteRow(HtmlWriter html, RegionView region)
    {
        var now = region.Temperature(view.Method);
        var before = region.TemperatureBefore(view.Method);
        html.Open("tr", ("data-region", region.Region.Code));
        html.Open("th", ("scope", "row"));
        html.Element("span", RegionOutline.ShortName(region.Region), ("class", "short"), ("aria-hidden", "true"));
        html.Text(region.Region.Name).Close();
        html.Open("td", ("class", "column-hour"));
        html.Element("time", HourText(hour.Hour), ("datetime", hour.Hour.ToString())).Close();
        if (IsDifference)
        {
            WriteValue(html, region.Rectangle?.Temperature, ViewMethod.Rectangle, "rectangle");
            WriteValue(html, region.Polygon?.Temperature, ViewMethod.Polygon, "polygon");
        }

        WriteValue(html, now, view.Method, "now");
        WriteValue(html, before, view.Method, "before");
        WriteValue(html, now - before, ViewMethod.Difference, "change");
        WritePoints(html, region);
        html.Close();
    }

    private string HourText(Hour shown) => $"{texts.Times.Day(shown.Start)}, {Times.Clock(shown.Start)}";

    private void WriteValue(HtmlWriter html, decimal? value, ViewMethod method, string name)
    {
        html.Open("td", ("class", "number " + name));
        html.Value(texts.Numbers.InTable(method, value), value);
        html.Close();
    }

    private void WritePoints(HtmlWriter html, RegionView region)
    {
        html.Open("td", ("class", "number points"));
        if (view.Method != ViewMethod.Polygon) WriteCount(html, region.Rectangle);
        if (IsDifference) html.Text(" / ");
        if (view.Method != ViewMethod.Rectangle) WriteCount(html, region.Polygon);
        html.Close();
    }

    private void WriteCount(HtmlWriter html, RegionValue? value) =>
        html.Value(texts.Numbers.Count(value?.NumberOfPoints ?? 0), value?.NumberOfPoints ?? 0);
}
