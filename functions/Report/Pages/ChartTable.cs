using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>Every value of the chart: a row for each step, a column for each region.</summary>
internal sealed class ChartTable(PageView view, ChartView chart, ChartAxis axis, Texts texts)
{
    public void Write(HtmlWriter html)
    {
        html.Open("div", ("class", "scroll tall"), ("role", "group"), ("tabindex", "0"),
            ("aria-label", new PageTexts(texts).ChartValues));
        html.Open("table", ("id", "chart-values")).Open("thead").Open("tr");
        html.Element("th", $"{texts.Hour} (UTC)", ("scope", "col"));
        foreach (var series in chart.Series)
        {
            html.Open("th", ("scope", "col"), ("data-region", series.Region.Code));
            html.Element("abbr", RegionOutline.ShortName(series.Region), ("title", series.Region.Name)).Close();
        }

        html.Close().Close().Open("tbody");
        for (var i = 0; i < axis.Count; i++) WriteRow(html, i);
        html.Close().Close().Close();
    }

    /// <summary>The value of a step, or the lowest and the highest of its hours.</summary>
    public static string Text(Texts texts, ViewMethod method, ChartPoint? point) => point switch
    {
        null => Numbers.None,
        { } one when one.Low == one.High => texts.Numbers.InTable(method, one.Low),
        { } step => $"{texts.Numbers.InTable(method, step.Low)} … {texts.Numbers.InTable(method, step.High)}",
    };

    private void WriteRow(HtmlWriter html, int index)
    {
        html.Open("tr");
        html.Element("th", texts.Times.Short(axis.HourOf(index)).Replace(" UTC", "", StringComparison.Ordinal),
            ("scope", "row"));
        foreach (var series in chart.Series)
            html.Element("td", Text(texts, view.Method, index < series.Points.Count ? series.Points[index] : null));
        html.Close();
    }
}
