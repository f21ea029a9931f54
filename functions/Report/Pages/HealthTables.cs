using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The tables of the health page.</summary>
internal static class HealthTables
{
    public static void WriteOutcomes(HtmlWriter html, HealthView view, Texts texts)
    {
        var words = new HealthTexts(texts);
        var outcomes = view.Outcomes;
        html.Open("section", ("aria-labelledby", "outcomes"));
        html.Element("h2", words.Outcomes, ("id", "outcomes")).Open("table", ("class", "outcomes"));
        html.Open("thead").Open("tr").Element("th", words.Outcome, ("scope", "col"));
        html.Element("th", words.Count, ("scope", "col"), ("class", "number"));
        html.Element("th", words.Share, ("scope", "col"), ("class", "number")).Close().Close();
        html.Open("tbody");
        Row(texts.Read, outcomes.Read, "sum");
        Row(texts.Usable, outcomes.Usable);
        foreach (var reason in RejectReasonNames.All)
        {
            if (outcomes.Rejects[reason] > 0)
                Row($"{texts.Rejected}: {texts.Of(reason)}", outcomes.Rejects[reason]);
        }

        Row(texts.OutsideRectangles, outcomes.OutsideRectangles, "of-usable");
        Row(texts.OutsidePolygons, outcomes.OutsidePolygons, "of-usable");
        Row(texts.Ambiguous, outcomes.Ambiguous, "of-usable");
        html.Close().Close().Close();

        void Row(string name, long count, string? style = null)
        {
            html.Open("tr", ("class", style)).Element("th", name, ("scope", "row"));
            html.Open("td", ("class", "number")).Value(texts.Numbers.Count(count), count);
            html.Close();
            var all = style == "of-usable" ? outcomes.Usable : outcomes.Read;
            var share = all == 0 ? Numbers.None : texts.Numbers.Share((double)count / all);
            html.Element("td", share, ("class", "number")).Close();
        }
    }

    public static void WriteMissing(HtmlWriter html, HealthView view, PageFrame frame, Texts texts)
    {
        var words = new HealthTexts(texts);
        html.Open("section", ("aria-labelledby", "missing-hours"));
        html.Element("h2", words.MissingHours, ("id", "missing-hours"));
        if (view.Missing.Count == 0) html.Element("p", words.NoMissing);
        else WriteMissing(html, view.Missing, frame, texts);
        html.Close();
    }

    public static void WriteRuns(HtmlWriter html, HealthView view, Texts texts)
    {
        var words = new HealthTexts(texts);
        html.Open("section", ("aria-labelledby", "runs-title")).Element("h2", words.Runs, ("id", "runs-title"));
        if (view.Runs.Count == 0)
        {
            html.Element("p", words.NoRuns).Close();
            return;
        }

        BeginTable(html, "runs", words.Runs,
            texts.StartedAt, texts.Run, texts.State, texts.Read, texts.Usable, words.Failures);
        foreach (var run in view.Runs) WriteRun(html, run, texts);
        html.Close().Close().Close().Close();
    }

    private static void WriteMissing(
        HtmlWriter html, IReadOnlyList<MissingHour> missing, PageFrame frame, Texts texts)
    {
        var words = new HealthTexts(texts);
        BeginTable(html, "missing", words.MissingHours, $"{texts.Hour} (UTC)", words.Cause);
        foreach (var hour in missing)
        {
            html.Open("tr").Open("th", ("scope", "row"));
            var address = PageAddress.Of(new() { Hour = hour.Hour, Language = texts.Language });
            var name = $"{texts.Times.ShortDate(hour.Hour.Start)}, {Times.Clock(hour.Hour.Start)}";
            html.Element(frame == PageFrame.Served ? "a" : "span", name,
                ("href", frame == PageFrame.Served ? address : null)).Close();
            var why = hour.FailureReason is { } reason ? $" {reason}" : "";
            var run = hour.Run is { } last ? $" ({last})" : "";
            html.Element("td", texts.Of(hour) + why + run).Close();
        }

        html.Close().Close().Close();
    }

    private static void WriteRun(HtmlWriter html, LedgerRun run, Texts texts)
    {
        var words = new HealthTexts(texts);
        var state = texts.Of(run.State) + (run.IsCurrent ? $", {words.Current}" : "");
        html.Open("tr").Element("th", texts.Times.Instant(run.StartedAt), ("scope", "row"));
        html.Element("td", run.Key.Run.Value);
        html.Element("td", run.FailureReason is { } reason ? $"{state}: {reason}" : state);
        html.Element("td", run.Totals is { } read ? texts.Numbers.Count(read.Read) : Numbers.None, ("class", "number"));
        html.Element("td", run.Totals is { } use ? texts.Numbers.Count(use.Usable) : Numbers.None, ("class", "number"));
        html.Element("td", texts.Numbers.Count(run.Failures), ("class", "number")).Close();
    }

    private static void BeginTable(HtmlWriter html, string style, string name, params ReadOnlySpan<string> columns)
    {
        html.Open("div", ("class", "scroll tall"), ("role", "group"), ("aria-label", name), ("tabindex", "0"));
        html.Open("table", ("class", style)).Open("thead").Open("tr");
        for (var i = 0; i < columns.Length; i++)
            html.Element("th", columns[i], ("scope", "col"), ("class", i > 2 ? "number" : null));
        html.Close().Close().Open("tbody");
    }
}
