using Isotherm.Core.Regions;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

/// <summary>Everything has an address, and no link forgets what else was asked for.</summary>
public sealed class PageLinksTests
{
    private static readonly PageQuery Asked = new()
    {
        Hour = SampleViews.Afternoon,
        Method = ViewMethod.Polygon,
        Regions = [Region.All[0], Region.All[7]],
        From = SampleViews.Afternoon.Plus(-30),
        To = SampleViews.Afternoon,
        AsOf = new DateTimeOffset(2019, 2, 20, 8, 0, 0, TimeSpan.Zero),
        Language = Language.English,
    };

    private static readonly RenderedPage Page = RenderedPage.Of(SampleViews.Of(ViewMethod.Polygon, query: Asked));

    [Fact]
    public void The_address_holds_everything_that_was_asked_for() => Assert.Equal(
        "/?hour=2019-02-19T14&method=polygon&region=11&region=53&from=2019-02-18T08&to=2019-02-19T14"
            + "&as-of=2019-02-20T08:00:00Z&lang=en",
        PageAddress.Of(Asked));

    [Fact]
    public void Nothing_asked_for_is_the_shortest_address() =>
        Assert.Equal("/", PageAddress.Of(PageQuery.Everything));

    [Fact]
    public void The_steps_lead_to_other_hours_and_keep_the_rest() => Assert.Equal(
        new[] { -200, -24, -3, -1, 1, 3, 24, 30 }
            .Select(step => PageAddress.Of(Asked with { Hour = SampleViews.Afternoon.Plus(step) })),
        Page.Links(".steps a"));

    [Fact]
    public void A_step_beyond_the_first_or_the_last_hour_is_no_link()
    {
        var view = SampleViews.Of();
        view = view with { Hour = view.Hour! with { First = view.Hour.Hour.Plus(-2), Last = view.Hour.Hour } };

        Assert.Equal(
            new[] { -2, -1 }
                .Select(step => PageAddress.Of(view.Query with { Hour = SampleViews.Afternoon.Plus(step) })),
            RenderedPage.Of(view).Links(".steps a"));
    }

    [Fact]
    public void Methods_and_languages_keep_the_rest()
    {
        Assert.Equal(
            Enum.GetValues<ViewMethod>().Select(method => PageAddress.Of(Asked with { Method = method })),
            Page.Links(".switch a"));
        Assert.Equal(
            new[] { Language.English, Language.French }
                .Select(language => PageAddress.Of(Asked with { Language = language })),
            Page.Links(".languages a"));
    }

    [Fact]
    public void A_region_of_the_map_leads_to_its_line() => Assert.Equal(
        Region.All.Select(region => PageAddress.Of(Asked with { Regions = [region] }) + "#chart"),
        Page.Links(".map a"));

    [Theory]
    [InlineData(".picker", "hour")]
    [InlineData(".choose form", "region,from,to,as-of")]
    public void A_form_asks_for_its_own_and_keeps_the_rest(string form, string own)
    {
        var hidden = Page.Document.QuerySelectorAll($"{form} input[type=hidden]")
            .Select(field => (field.GetAttribute("name"), field.GetAttribute("value")));

        Assert.Equal(
            PageAddress.Fields(Asked).Where(field => !own.Split(',').Contains(field.Name))
                .Select(field => ((string?)field.Name, (string?)field.Value)),
            hidden);
    }

    [Fact]
    public void The_form_of_the_chart_shows_what_was_asked_for()
    {
        Assert.Equal(
            ["11", "53"],
            Page.Document.QuerySelectorAll(".boxes input[checked]").Select(box => box.GetAttribute("value")));
        Assert.Equal("2019-02-18T08:00", Page.Document.QuerySelector("#from")!.GetAttribute("value"));
        Assert.Equal("2019-02-20T08:00:00", Page.Document.QuerySelector("#as-of")!.GetAttribute("value"));
    }

    [Fact]
    public void The_data_of_what_is_shown_are_a_link_away() => Assert.Equal(
        [
            "/api/v1/temperatures?method=polygon&from=2019-02-19T14&to=2019-02-19T14"
                + "&as-of=2019-02-20T08:00:00Z&format=csv",
            "/api/v1/temperatures?method=polygon&from=2019-02-19T14&to=2019-02-19T14"
                + "&as-of=2019-02-20T08:00:00Z&format=json",
            "/api/v1/regions.geojson?hour=2019-02-19T14&method=polygon&as-of=2019-02-20T08:00:00Z",
            "/api/v1/temperatures?method=polygon&region=11&region=53&from=2019-02-17T15&to=2019-02-19T14"
                + "&as-of=2019-02-20T08:00:00Z&format=csv",
            "/api/v1/temperatures?method=polygon&region=11&region=53&from=2019-02-17T15&to=2019-02-19T14"
                + "&as-of=2019-02-20T08:00:00Z&format=json",
            "/map.svg?hour=2019-02-19T14&method=polygon&as-of=2019-02-20T08:00:00Z&lang=en",
        ],
        Page.Links(".data a"));

    [Fact]
    public void Who_looks_at_the_difference_can_take_the_data_of_both_methods()
    {
        var links = RenderedPage.Of(SampleViews.Of(ViewMethod.Difference)).Links(".data a").ToArray();

        Assert.Equal(5, links.Count(link => link.Contains("method=rectangle", StringComparison.Ordinal)));
        Assert.Equal(5, links.Count(link => link.Contains("method=polygon", StringComparison.Ordinal)));
        Assert.Contains("/map.svg?hour=2019-02-19T14&method=difference&lang=en", links);
    }

    [Fact]
    public void The_health_page_is_a_link_away() =>
        Assert.Equal(["/?lang=en", "/health?lang=en"], Page.Links("nav:first-of-type a").Take(2));
}
