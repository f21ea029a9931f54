using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The page for the operator: whether the pipeline is healthy, and if not, where to look.</summary>
public static class HealthPage
{
    /// <summary>A whole HTML document.</summary>
    public static string Render(HealthView view, PageFrame frame)
    {
        var texts = new Texts(view.Language);
        var words = new HealthTexts(texts);
        var shell = new PageShell(texts, frame)
        {
            Title = words.Title,
            Description = words.Description,
            InLanguage = language => PageAddress.Of(PageShell.HealthPath, new() { Language = language }),
            IsHealth = true,
        };
        return shell.Render(html =>
        {
            html.Element("h1", words.Title);
            html.Element("p", words.Span(view), ("class", "span"));
            WriteVerdict(html, view, words);
            WriteFigures(html, view, texts);
            html.Open("div", ("class", "halves"));
            HealthTables.WriteOutcomes(html, view, texts);
            HealthTables.WriteMissing(html, view, frame, texts);
            html.Close();
            HealthTables.WriteRuns(html, view, texts);
        });
    }

    private static void WriteVerdict(HtmlWriter html, HealthView view, HealthTexts words)
    {
        html.Open("p", ("class", view.IsFresh ? "verdict good" : "verdict bad"));
        html.Element("b", view.IsFresh ? words.Fresh : words.Late).Text(": " + words.Verdict(view));
        html.Close();
    }

    private static void WriteFigures(HtmlWriter html, HealthView view, Texts texts)
    {
        var words = new HealthTexts(texts);
        html.Open("dl", ("class", "figures"), ("aria-label", words.Figures));
        Figure(words.LastShown, view.LastShown is { } last ? texts.Times.Short(last) : Numbers.None);
        Figure(words.Age, view.Age is { } age ? texts.Times.Duration(age) : Numbers.None);
        Figure(words.Objective, texts.Times.Duration(view.FreshnessObjective));
        Figure(words.LastRun, view.LastRun is { } run
            ? $"{texts.Times.Instant(run.StartedAt)}, {texts.Of(run.State)}"
            : Numbers.None);
        Figure(words.DeadLetters, view.DeadLetters is { } letters ? texts.Numbers.Count(letters) : words.NotKnownHere);
        Figure(words.MissingHours, texts.Numbers.Count(view.Missing.Count));
        Figure(words.AmbiguousShare, view.Outcomes.AmbiguousShare is { } share
            ? texts.Numbers.Share(share)
            : Numbers.None);
        html.Close();

        void Figure(string name, string value) =>
            html.Open("div").Element("dt", name).Element("dd", value).Close();
    }
}
