using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Report.Pages;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

public sealed class HealthPageTests
{
    /// <summary>A quarter of an hour after the last hour shown has ended.</summary>
    internal static HealthView View()
    {
        var run = SampleViews.Run();
        var totals = run.Totals!;
        return new HealthView
        {
            Language = Language.English,
            Now = SampleViews.Afternoon.Start.AddMinutes(75),
            From = SampleViews.Afternoon.Plus(-167),
            To = SampleViews.Afternoon,
            LastRun = run,
            LastShown = SampleViews.Afternoon,
            FreshnessObjective = TimeSpan.FromMinutes(90),
            Outcomes = new OutcomeCounts(totals.Read, totals.Usable, totals.Ambiguous, totals.OutsideRectangles,
                totals.OutsidePolygons, totals.Rejects),
            Missing = [new MissingHour(SampleViews.Afternoon.Plus(-9), "never run", null, null, 0, null)],
            DeadLetters = 7,
            Runs = [run],
        };
    }

    [Fact]
    public void A_fresh_pipeline_says_so_with_its_figures()
    {
        var page = Page(View());

        Assert.Equal("Fresh: the last hour shown began 1\u00A0h 15\u00A0min ago; "
            + "the objective is 1\u00A0h 30\u00A0min.",
            page.Text(".verdict.good"));
        var figures = page.Text(".figures");
        Assert.Contains("Last hour shown19 Feb 2019, 14:00 UTC", figures, StringComparison.Ordinal);
        Assert.Contains("Dead letters7", figures, StringComparison.Ordinal);
        Assert.Contains("Missing hours1", figures, StringComparison.Ordinal);
        Assert.Contains("In two or more rectangles4.0%", figures, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_pipeline_says_so_in_words_not_in_colour_alone() => Assert.StartsWith(
        "Late: the last hour shown began 4\u00A0h 0\u00A0min ago",
        Page(View() with { Now = SampleViews.Afternoon.Start.AddHours(4) }).Text(".verdict.bad"),
        StringComparison.Ordinal);

    [Fact]
    public void A_pipeline_that_never_ran_is_late_and_has_no_figures()
    {
        var page = Page(View() with
        {
            LastRun = null,
            LastShown = null,
            DeadLetters = null,
            Missing = [],
            Runs = [],
            Outcomes = new OutcomeCounts(0, 0, 0, 0, 0, new(new Dictionary<RejectReason, long>())),
        });

        Assert.Equal("Late: Nothing is shown yet.", page.Text(".verdict.bad"));
        Assert.Contains("Dead lettersnot known to this service", page.Text(".figures"), StringComparison.Ordinal);
        Assert.Contains("No hour is missing.", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("No run was started.", page.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(page.Xml.Root);
    }

    [Fact]
    public void A_missing_hour_leads_to_its_page_and_says_its_cause()
    {
        var page = Page(View());

        Assert.Equal(["/?hour=2019-02-19T05&lang=en"], page.Links("section a"));
        Assert.Contains("No run was started for this hour.", page.Text("section .scroll"), StringComparison.Ordinal);
    }

    [Fact]
    public void Readings_are_counted_by_what_became_of_them()
    {
        var rows = Page(View()).Document.QuerySelectorAll("[aria-labelledby=outcomes] tbody tr")
            .Select(row => string.Join("|", row.Children.Select(cell => cell.TextContent))).ToArray();

        Assert.Equal("Read|1,250,000|100.0%", rows[0]);
        Assert.Equal("Usable|1,201,337|96.1%", rows[1]);
        Assert.Contains("Rejected: outside France|48,000|3.8%", rows);
        Assert.Equal(8, rows.Length);
    }

    [Fact]
    public void The_other_language_is_a_link_away()
    {
        Assert.Equal(["/health?lang=en", "/health?lang=fr"], Page(View()).Links(".languages a"));
        var french = Page(View() with { Language = Language.French });
        Assert.StartsWith("À jour", french.Text(".verdict"), StringComparison.Ordinal);
    }

    private static RenderedPage Page(HealthView view) => RenderedPage.Parse(HealthPage.Render(view, PageFrame.Served));
}
