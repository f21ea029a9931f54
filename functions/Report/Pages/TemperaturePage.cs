using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>
/// The page of temperatures: map and table of one hour, the chart of a span, the runs behind the hour, the data to
/// take away. It does everything without a script; the script only makes it handier.
/// </summary>
public static class TemperaturePage
{
    /// <summary>A whole HTML document. Every link keeps what else was asked for.</summary>
    public static string Render(PageView view, PageFrame frame)
    {
        var texts = new Texts(view.Language);
        var words = new PageTexts(texts);
        var shell = new PageShell(texts, frame)
        {
            Title = view.Hour is { } hour ? $"{texts.Times.Short(hour.Hour)}, {texts.Name(view.Method)}" : words.Title,
            Description = words.Description,
            InLanguage = language => PageAddress.Of(view.Query with { Language = language }),
            IsHealth = false,
        };
        return shell.Render(html =>
        {
            if (view.Hour is { } shown) WriteHour(html, view, shown, frame, texts);
            else WriteNothing(html, view, frame, texts);
        });
    }

    private static void WriteHour(HtmlWriter html, PageView view, HourView hour, PageFrame frame, Texts texts)
    {
        var words = new PageTexts(texts);
        html.Open("div", ("class", "title"));
        WriteWhen(html, hour.Hour, texts);
        WriteMethods(html, view, frame, texts);
        html.Close();
        WriteMoment(html, view, frame, texts);
        if (frame == PageFrame.Served) new HourSteps(view, hour, words).Write(html);
        WriteMissing(html, hour, texts);
        html.Open("div", ("class", "hour"));
        html.Open("div");
        new PageMap(view, frame, texts).Write(html);
        html.Close().Open("div");
        new TemperatureTable(view, hour, texts).Write(html);
        html.Element("p", new MapTexts(texts).MethodNote(view.Method), ("class", "note"));
        html.Close().Close();
        if (view.Chart is { } chart) new ChartSection(view, chart, frame, texts).Write(html);
        html.Open("div", ("class", "sources"));
        new RunsSection(view, hour, texts).Write(html);
        if (frame == PageFrame.Served) DataLinks.Write(html, view, texts);
        html.Close();
    }

    private static void WriteWhen(HtmlWriter html, Hour hour, Texts texts)
    {
        html.Open("div").Element("h1", new PageTexts(texts).Title);
        html.Open("p", ("class", "when"));
        html.Open("time", ("datetime", hour.ToString()));
        html.Text(texts.Times.Date(hour.Start) + ", ").Element("b", $"{Times.Clock(hour.Start)} UTC").Close();
        if (texts.Times.InParis(hour) is { } there) html.Text(" ").Element("span", there, ("class", "paris"));
        html.Close().Close();
    }

    private static void WriteMethods(HtmlWriter html, PageView view, PageFrame frame, Texts texts)
    {
        var words = new PageTexts(texts);
        html.Open("div", ("class", "method")).Open("div", ("class", "switch"), ("role", "group"),
            ("aria-label", words.MethodSwitch));
        foreach (var method in Enum.GetValues<ViewMethod>())
        {
            var isCurrent = method == view.Method;
            if (frame == PageFrame.File && !isCurrent) continue;
            var address = frame == PageFrame.File ? null : PageAddress.Of(view.Query with { Method = method });
            html.Element(address is null ? "span" : "a", texts.Name(method), ("href", address),
                ("aria-current", isCurrent ? "true" : null));
        }

        html.Close().Open("p", ("class", "shown"));
        html.Text(words.ShownByDatabase + " ").Element("b", texts.Name(view.ShownMethod));
        html.Close().Close();
    }

    private static void WriteMoment(HtmlWriter html, PageView view, PageFrame frame, Texts texts)
    {
        if (view.Query.AsOf is not { } moment) return;
        var words = new PageTexts(texts);
        html.Open("p", ("class", "notice")).Text(words.AsOfBanner(moment) + " ");
        if (frame == PageFrame.Served)
            html.Element("a", words.NowIsBack, ("href", PageAddress.Of(view.Query with { AsOf = null })));
        html.Close();
    }

    private static void WriteMissing(HtmlWriter html, HourView hour, Texts texts)
    {
        var isEmpty = hour.Regions.All(region => region.Rectangle is null && region.Polygon is null);
        if (!isEmpty && hour.Missing is null) return;
        var words = new PageTexts(texts);
        html.Open("div", ("class", "notice"), ("id", "missing")).Open("p").Element("b", words.NoTemperatures);
        if (hour.Missing is { } missing) html.Text(" " + texts.Of(missing));
        html.Close();
        if (hour.Missing is { Run: not null } last) html.Element("p", LastRun(last, texts));
        html.Close();
    }

    private static string LastRun(MissingHour missing, Texts texts)
    {
        var started = missing.StartedAt is { } at ? $", {texts.Times.Instant(at)}" : "";
        var why = missing.FailureReason is { } reason ? $": {reason}" : "";
        var failures = missing.Failures > 0 ? $" ({missing.Failures} ×{why})" : "";
        return $"{new PageTexts(texts).LastRunWas} {missing.Run}{started}{failures}";
    }

    private static void WriteNothing(HtmlWriter html, PageView view, PageFrame frame, Texts texts)
    {
        var words = new PageTexts(texts);
        html.Element("h1", words.Title);
        WriteMoment(html, view, frame, texts);
        html.Open("div", ("class", "empty"));
        html.Element("p", view.Query.AsOf is null ? words.NothingYet : words.NothingThen, ("class", "lead"));
        html.Element("p", words.NothingYetNext).Close();
    }
}
