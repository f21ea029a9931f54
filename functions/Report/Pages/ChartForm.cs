using System.Globalization;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>What the chart shows, to choose: regions, span, and the moment of the view.</summary>
internal sealed class ChartForm(PageView view, ChartView chart, Texts texts)
{
    private readonly PageTexts _words = new(texts);

    public void Write(HtmlWriter html)
    {
        html.Open("details", ("class", "choose")).Element("summary", _words.ChooseChart);
        html.Open("form", ("method", "get"), ("action", "/#chart"));
        HiddenFields.Write(html, view.Query with { Regions = [], From = null, To = null, AsOf = null });
        html.Open("fieldset").Open("legend").Text(_words.RegionsOfChart + " ");
        html.Element("small", $"({_words.AllWhenNone})").Close();
        html.Open("div", ("class", "boxes"));
        foreach (var region in Region.All) WriteBox(html, region);
        html.Close().Close();
        html.Open("div", ("class", "fields"));
        WriteHour(html, PageAddress.From, _words.From, view.Query.From, chart.From);
        WriteHour(html, PageAddress.To, _words.To, view.Query.To, chart.To);
        WriteMoment(html);
        html.Element("button", _words.Go, ("type", "submit"));
        html.Close().Close().Close();
    }

    private void WriteBox(HtmlWriter html, Region region)
    {
        html.Open("label").Empty("input", ("type", "checkbox"), ("name", PageAddress.Region), ("value", region.Code),
            ("checked", view.Query.Regions.Contains(region) ? "" : null));
        html.Text(" " + region.Name).Close();
    }

    // Only what was asked for is filled in: an empty field follows the hour of the map.
    private static void WriteHour(HtmlWriter html, string name, string label, Hour? asked, Hour shown)
    {
        html.Open("p").Element("label", label, ("for", name));
        html.Empty("input", ("type", "datetime-local"), ("id", name), ("name", name), ("step", "3600"),
            ("value", asked is { } hour ? Times.Field(hour) : null), ("data-shown", Times.Field(shown)));
        html.Close();
    }

    private void WriteMoment(HtmlWriter html)
    {
        var value = view.Query.AsOf is { } moment
            ? moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            : null;
        html.Open("p").Element("label", _words.AsOf, ("for", PageAddress.AsOf));
        html.Empty("input", ("type", "datetime-local"), ("id", PageAddress.AsOf), ("name", PageAddress.AsOf),
            ("step", "1"), ("value", value));
        html.Close();
    }
}
