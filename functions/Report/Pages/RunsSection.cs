using System.Globalization;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Core.Tables;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The runs behind an hour: what they read, and what was not used and why.</summary>
internal sealed class RunsSection(PageView view, HourView hour, Texts texts)
{
    private const int HashDigits = 12;

    private readonly PageTexts _words = new(texts);

    public void Write(HtmlWriter html)
    {
        html.Open("section", ("class", "runs"), ("aria-labelledby", "runs-title"));
        html.Element("h2", _words.Runs, ("id", "runs-title"));
        if (hour.Runs.Count == 0) html.Element("p", view.Query.AsOf is null ? _words.NoRuns : _words.RunsOfPast);
        foreach (var run in hour.Runs) WriteRun(html, run);
        html.Close();
    }

    private void WriteRun(HtmlWriter html, LedgerRun run)
    {
        html.Open("dl", ("class", "facts"));
        WriteFact(html, texts.Run, run.Key.Run.Value);
        if (hour.Runs.Count > 1) WriteFact(html, texts.Slot, texts.Times.Instant(run.Key.Slot.Start));
        WriteFact(html, texts.StartedAt, texts.Times.Instant(run.StartedAt));
        WriteFact(html, texts.Source, run.Source ?? Numbers.None);
        if (run.Totals is { } totals) WriteTotals(html, totals);
        if (run.ShapesHash is { } hash)
        {
            var rules = run.RulesVersion?.ToString(CultureInfo.InvariantCulture) ?? Numbers.None;
            WriteFact(html, _words.Shapes, $"{hash[..Math.Min(HashDigits, hash.Length)]}, {rules}");
        }

        if (run.CodeVersion is { } version) WriteFact(html, _words.Program, version);
        html.Close();
    }

    private void WriteTotals(HtmlWriter html, RunTotals totals)
    {
        WriteFact(html, texts.Read, texts.Readings(totals.Read));
        WriteFact(html, texts.Usable, texts.Numbers.Count(totals.Usable));
        WriteFact(html, _words.RejectedBecause, Rejects(totals.Rejects));
        WriteFact(html, texts.OutsideRectangles, texts.Numbers.Count(totals.OutsideRectangles));
        WriteFact(html, texts.OutsidePolygons, texts.Numbers.Count(totals.OutsidePolygons));
        WriteFact(html, texts.Ambiguous, texts.Numbers.Count(totals.Ambiguous));
    }

    private string Rejects(RejectCounts rejects)
    {
        var reasons = RejectReasonNames.All.Where(reason => rejects[reason] > 0)
            .Select(reason => $"{texts.Numbers.Count(rejects[reason])} {texts.Of(reason)}").ToArray();
        return reasons.Length == 0 ? _words.NoneRejected : string.Join("; ", reasons);
    }

    private static void WriteFact(HtmlWriter html, string name, string value) =>
        html.Open("div").Element("dt", name).Element("dd", value).Close();
}
