using System.IO.Compression;
using System.Text;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Report.Pages;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

/// <summary>What the page says is what the view holds.</summary>
public sealed class TemperaturePageTests
{
    [Theory]
    [InlineData(ViewMethod.Rectangle)]
    [InlineData(ViewMethod.Polygon)]
    [InlineData(ViewMethod.Difference)]
    public void The_table_holds_every_value_of_the_view_to_its_last_digit(ViewMethod method)
    {
        var view = SampleViews.Of(method);

        var rows = RenderedPage.Of(view).Exact;

        Assert.Equal(13, rows.Count);
        foreach (var (row, region) in rows.Zip(view.Hour!.Regions))
        {
            var (now, before) = (region.Temperature(method), region.TemperatureBefore(method));
            Assert.Equal(Exact(now), row["Temperature"]);
            Assert.Equal(Exact(before), row["Temperature3HoursBefore"]);
            Assert.Equal(Exact(now - before), row["Difference"]);
            if (method != ViewMethod.Difference) continue;
            Assert.Equal(Exact(region.Rectangle?.Temperature), row["Rectangle"]);
            Assert.Equal(Exact(region.Polygon?.Temperature), row["Polygon"]);
        }
    }

    [Fact]
    public void People_read_two_decimals_and_a_dash_where_nothing_was_measured()
    {
        var rows = RenderedPage.Of(SampleViews.Of()).Rows;

        Assert.Equal("IDFÎle-de-France", rows[0]["Region"]);
        Assert.Equal("19 Feb, 14:00", rows[0]["Hour"]);
        Assert.Equal("6.15", rows[0]["Temperature"]);
        Assert.Equal("4.90", rows[0]["Temperature3HoursBefore"]);
        Assert.Equal("+1.25", rows[0]["Difference"]);
        Assert.Equal("1,200", rows[0]["NumberOfPoints"]);
        Assert.Equal("–", rows[12]["Temperature"]);
        Assert.Equal("0", rows[12]["NumberOfPoints"]);
        Assert.Equal("–", rows[7]["Temperature3HoursBefore"]);
    }

    [Fact]
    public void French_is_French_throughout()
    {
        var page = RenderedPage.Of(SampleViews.Of(language: Language.French));

        Assert.Equal("fr", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("6,15", page.Rows[0]["Temperature"]);
        Assert.Equal("mardi 19 février 2019, 14:00 UTC 15:00 à Paris (UTC+1)", page.Text(".when"));
        Assert.Contains(
            "48\u202F000 hors de France; 613 température absente", page.Text(".runs"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hour_is_said_in_UTC_and_in_Paris() => Assert.Equal(
        "Tuesday 19 February 2019, 14:00 UTC 15:00 in Paris (UTC+1)",
        RenderedPage.Of(SampleViews.Of()).Text(".when"));

    [Fact]
    public void The_method_that_is_looked_at_and_the_one_that_the_database_shows_are_told_apart()
    {
        var page = RenderedPage.Of(SampleViews.Of(ViewMethod.Polygon));

        Assert.Equal("Polygon", page.Text(".switch [aria-current]"));
        Assert.Equal("Shown by the database: Rectangle", page.Text(".shown"));
    }

    [Fact]
    public void The_runs_behind_the_hour_say_what_was_rejected_and_why()
    {
        var runs = RenderedPage.Of(SampleViews.Of()).Text(".runs");

        Assert.Contains("s-20190219t140000z", runs, StringComparison.Ordinal);
        Assert.Contains("1,250,000 readings", runs, StringComparison.Ordinal);
        Assert.Contains("48,000 outside France; 613 no temperature; 50 superseded", runs, StringComparison.Ordinal);
        Assert.Contains("5a8b3a1c4670, 1", runs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never run", "No run was started for this hour.")]
    [InlineData("failed", "Every call of the sensor API failed.")]
    [InlineData("incomplete", "The run is not complete")]
    [InlineData("empty", "The run brought no reading at all.")]
    [InlineData("no points", "None of the run’s readings could be used")]
    [InlineData("a reason of tomorrow", "a reason of tomorrow")]
    public void An_hour_without_temperatures_says_why(string reason, string sentence)
    {
        var page = RenderedPage.Of(Without(new MissingHour(
            SampleViews.Afternoon, reason, RunId.Parse("s-1"), SampleViews.Afternoon.Start, 3, "status 503")));

        var text = page.Text("#missing");
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.Contains("s-1, 19 Feb 2019, 14:00:00 UTC (3 ×: status 503)", text, StringComparison.Ordinal);
        Assert.All(page.Rows, row => Assert.Equal("–", row["Temperature"]));
    }

    [Fact]
    public void An_hour_that_nobody_can_explain_is_still_said_to_be_empty() =>
        Assert.Equal("This hour shows no temperatures.", RenderedPage.Of(Without(null)).Text("#missing"));

    [Fact]
    public void An_hour_with_temperatures_says_nothing_of_missing_ones() =>
        Assert.Null(RenderedPage.Of(SampleViews.Of()).Document.QuerySelector("#missing"));

    [Theory]
    [InlineData(Language.English, "The database shows no hour yet.")]
    [InlineData(Language.French, "La base de données ne montre encore aucune heure.")]
    public void An_empty_database_is_no_error(Language language, string sentence)
    {
        var page = RenderedPage.Of(SampleViews.Empty(language));

        Assert.Equal(sentence, page.Text(".lead"));
        Assert.Empty(page.Document.QuerySelectorAll("table"));
        Assert.NotNull(page.Xml.Root);
    }

    [Fact]
    public void A_view_of_the_past_says_so_and_leads_back()
    {
        var query = new PageQuery
        {
            Hour = SampleViews.Afternoon,
            AsOf = new DateTimeOffset(2019, 2, 20, 8, 30, 0, TimeSpan.Zero),
        };

        var page = RenderedPage.Of(SampleViews.Of(query: query));

        Assert.Contains("What was shown on 20 Feb 2019, 08:30:00 UTC.", page.Text(".notice"), StringComparison.Ordinal);
        Assert.Equal(["/?hour=2019-02-19T14"], page.Links(".notice a"));
    }

    [Theory]
    [InlineData(ViewMethod.Rectangle)]
    [InlineData(ViewMethod.Difference)]
    public void The_page_stays_small(ViewMethod method)
    {
        var html = RenderedPage.Of(SampleViews.Of(method)).Html;

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(html));
        Assert.InRange(compressed.ToArray().Length, 1, 20_000);
    }

    private static PageView Without(MissingHour? missing)
    {
        var view = SampleViews.Of();
        return view with
        {
            Hour = view.Hour! with
            {
                Regions = [.. Region.All.Select(region => new RegionView(region))],
                Runs = [],
                Missing = missing,
            },
        };
    }

    private static string Exact(decimal? value) => value is { } number ? Numbers.Exact(number) : "";
}
