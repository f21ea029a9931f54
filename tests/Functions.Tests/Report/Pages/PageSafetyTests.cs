using System.Security.Cryptography;
using System.Text;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Report.Pages;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

/// <summary>Nothing that comes from outside becomes markup, and no page needs what the policy forbids.</summary>
public sealed class PageSafetyTests
{
    private const string Hostile = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;]]>\u0000\ud800";

    /// <summary>Every kind of page, each with hostile text wherever text may come from outside.</summary>
    public static TheoryData<string> Pages => [.. Rendered().Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Hostile_text_stays_text(string name)
    {
        var page = RenderedPage.Parse(Html(name));

        Assert.Empty(page.Document.QuerySelectorAll("img, iframe, object, embed, base"));
        Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", page.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Xml.Root);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void No_page_has_inline_style_script_or_event_attributes(string name)
    {
        var page = RenderedPage.Parse(Html(name));

        var attributes = page.Document.All.SelectMany(element => element.Attributes).Select(one => one.Name);
        Assert.DoesNotContain(attributes, one => one == "style" || one.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Document.QuerySelectorAll("script"), script => Assert.Empty(script.TextContent));
        Assert.Empty(page.Document.QuerySelectorAll("style"));
        Assert.All(page.Links(), link => Assert.Matches("^[/#]", link));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_id_is_there_once_and_every_label_has_its_field(string name)
    {
        var document = RenderedPage.Parse(Html(name)).Document;

        var ids = document.All.Select(element => element.Id ?? "").Where(id => id.Length > 0).ToArray();
        Assert.Equal(ids.Distinct().Order(), ids.Order());
        Assert.All(document.QuerySelectorAll("label[for]"), label => Assert.Contains(label.GetAttribute("for"), ids));
        Assert.Single(document.QuerySelectorAll("h1"));
    }

    [Fact]
    public void A_page_in_a_file_needs_no_server_and_allows_its_own_style_only()
    {
        var page = RenderedPage.Of(SampleViews.Of(), PageFrame.File);

        Assert.Empty(page.Document.QuerySelectorAll("script, form, link"));
        Assert.Equal(["#content"], page.Links());
        var style = page.Document.QuerySelector("style")!.TextContent;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        var policy = page.Document.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;
        Assert.Contains($"style-src 'sha256-{hash}';", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(13, page.Document.QuerySelectorAll(".map .area[tabindex='0'][aria-label]").Length);
    }

    private static string Html(string name) => Rendered().Single(page => page.Name == name).Html();

    private static IEnumerable<(string Name, Func<string> Html)> Rendered()
    {
        foreach (var method in Enum.GetValues<ViewMethod>())
        {
            foreach (var language in Enum.GetValues<Language>())
            {
                yield return ($"temperatures {method} {language}",
                    () => TemperaturePage.Render(HostileView(method, language), PageFrame.Served));
            }
        }

        yield return ("health", () => HealthPage.Render(HealthPageTests.View() with
        {
            Missing = [HostileHour()],
            Runs = [HostileRun()],
        }, PageFrame.Served));
        yield return ("problem",
            () => ProblemPage.Render(400, Hostile, Hostile, Language.French, PageFrame.Served));
    }

    private static PageView HostileView(ViewMethod method, Language language)
    {
        var view = SampleViews.Of(method, language);
        return view with
        {
            Hour = view.Hour! with
            {
                Regions = [.. view.Hour.Regions.Select(one => one with { Region = Renamed(one.Region) })],
                Runs = [HostileRun()],
                Missing = HostileHour(),
            },
            Chart = view.Chart! with
            {
                Series = [.. view.Chart.Series.Select(one => one with { Region = Renamed(one.Region) })],
            },
        };
    }

    private static Region Renamed(Region region) => region with { Name = region.Name + Hostile };

    private static MissingHour HostileHour() => new(
        SampleViews.Afternoon, Hostile, RunId.Parse("s-1"), SampleViews.Afternoon.Start, 1, Hostile);

    private static LedgerRun HostileRun() => SampleViews.Run() with
    {
        Source = Hostile,
        FailureReason = Hostile,
        CodeVersion = Hostile,
        ShapesHash = "<b>",
    };
}
