using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The chart with its axes, its legend and its values as a table.</summary>
internal sealed class ChartSection(PageView view, ChartView chart, PageFrame frame, Texts texts)
{
    private readonly PageTexts _words = new(texts);

    private readonly ChartAxis _axis = new(chart, view.Method);

    public void Write(HtmlWriter html)
    {
        html.Open("section", ("id", "chart"), ("aria-labelledby", "chart-title"));
        html.Open("div", ("class", "heading")).Element("h2", _words.Chart, ("id", "chart-title"));
        html.Open("p", ("class", "span"));
        html.Text($"{texts.Times.Short(chart.From)} – {texts.Times.Short(chart.To)}, ");
        html.Text(new MapTexts(texts).Unit(view.Method));
        if (chart.StepHours > 1) html.Text($"; {_words.Steps(chart.StepHours)}");
        html.Close().Close();
        if (frame == PageFrame.Served) new ChartForm(view, chart, texts).Write(html);
        WritePlot(html);
        WriteLegend(html);
        html.Open("details", ("class", "values")).Element("summary", _words.ChartValues);
        new ChartTable(view, chart, _axis, texts).Write(html);
        html.Close().Close();
    }

    private void WritePlot(HtmlWriter html)
    {
        html.Open("div", ("class", "plot"));
        WriteValueMarks(html);
        html.Open("svg", ("class", "area"), ("role", "img"), ("aria-label", Summary()));
        foreach (var mark in _axis.ValueMarks)
        {
            var y = Percent(_axis.Down(mark));
            html.Empty("line", ("x1", "0"), ("x2", "100%"), ("y1", y), ("y2", y),
                ("class", mark == 0 ? "grid zero" : "grid"));
        }

        foreach (var (hour, _, isDay) in _axis.HourMarks)
        {
            var x = Percent(_axis.Along(hour));
            html.Empty("line", ("x1", x), ("x2", x), ("y1", "0"), ("y2", "100%"),
                ("class", isDay ? "grid day" : "grid"));
        }

        html.Open("svg", ("viewBox", $"0 0 {ChartLine.Width} {ChartLine.Height}"), ("preserveAspectRatio", "none"),
            ("width", "100%"), ("height", "100%"), ("class", "lines"));
        foreach (var series in chart.Series) WriteLine(html, series);

        html.Close();
        html.Empty("line", ("class", "cursor"), ("y1", "0"), ("y2", "100%"), ("visibility", "hidden"));
        html.Close();
        WriteEnds(html);
        WriteHourMarks(html);
        html.Close();
    }

    private void WriteLine(HtmlWriter html, ChartSeries series)
    {
        var (style, code) = (LineStyle.Of(series.Region), series.Region.Code);
        html.Empty("path", ("d", ChartLine.Path(series, _axis)), ("class", style), ("data-line", code));
        var dots = ChartLine.Dots(series, _axis);
        if (dots.Length > 0) html.Empty("path", ("d", dots), ("class", style + " dot"), ("data-line", code));
    }

    private string Summary()
    {
        var points = chart.Series.SelectMany(series => series.Points).OfType<ChartPoint>().ToArray();
        return points.Length == 0
            ? new MapTexts(texts).NoPoints
            : _words.ChartSummary(chart,
                texts.Numbers.WithUnit(view.Method, points.Min(point => point.Low)),
                texts.Numbers.WithUnit(view.Method, points.Max(point => point.High)));
    }

    private void WriteValueMarks(HtmlWriter html)
    {
        html.Open("svg", ("class", "value-marks"), ("aria-hidden", "true"));
        foreach (var mark in _axis.ValueMarks)
        {
            html.Element("text", MapLegend.Mark(texts, view.Method, mark), ("x", "100%"),
                ("y", Percent(_axis.Down(mark))), ("dy", ".32em"), ("dx", "-8"));
        }

        html.Close();
    }

    private void WriteHourMarks(HtmlWriter html)
    {
        html.Open("svg", ("class", "hour-marks"), ("aria-hidden", "true"));
        foreach (var (hour, isOther, isDay) in _axis.HourMarks)
        {
            html.Element("text", isDay ? texts.Times.Day(hour.Start) : Times.Clock(hour.Start),
                ("x", Percent(_axis.Along(hour))), ("y", "16"),
                ("class", (isDay ? "day" : "") + (isOther ? " other" : "")));
        }

        html.Close();
    }

    private void WriteEnds(HtmlWriter html)
    {
        html.Open("svg", ("class", "ends"), ("aria-hidden", "true"));
        foreach (var (region, line, label) in EndLabels.Place(chart, _axis))
        {
            if (line is { } end)
            {
                html.Empty("line", ("x1", "2"), ("x2", "16"), ("y1", Percent(end)), ("y2", Percent(label)),
                    ("class", "tie " + LineStyle.Of(region)));
            }

            html.Open("text", ("x", "20"), ("y", Percent(label)), ("dy", ".32em"), ("data-end", region.Code));
            html.Element("tspan", RegionOutline.ShortName(region), ("class", "short"));
            html.Element("tspan", region.Name, ("class", "long")).Close();
        }

        html.Close();
    }

    private void WriteLegend(HtmlWriter html)
    {
        html.Open("div", ("class", "legend")).Open("p", ("class", "cursor-hour"));
        html.Element("output", texts.Times.Short(_axis.HourOf(_axis.Count - 1)), ("id", "cursor-hour")).Close();
        html.Open("p", ("class", "cursor-field"), ("hidden", ""));
        html.Element("label", _words.Cursor, ("for", "cursor"));
        html.Empty("input", ("type", "range"), ("id", "cursor"), ("min", "0"), ("max", $"{_axis.Count - 1}"),
            ("value", $"{_axis.Count - 1}"), ("autocomplete", "off"));
        html.Close().Open("ul");
        foreach (var series in chart.Series)
        {
            html.Open("li", ("data-region", series.Region.Code));
            LineStyle.WriteSample(html, series.Region);
            html.Element("span", RegionOutline.ShortName(series.Region), ("class", "short"));
            html.Element("span", series.Region.Name, ("class", "name"));
            var last = series.Points.Count == 0 ? null : series.Points[^1];
            html.Element("span", ChartTable.Text(texts, view.Method, last), ("class", "at"));
            html.Close();
        }

        html.Close().Close();
    }

    private static string Percent(double share) => HtmlWriter.Number(Math.Round(share * 100, 2)) + "%";
}
