using System.Net;
using System.Text.RegularExpressions;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Messages;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Report;
using Isotherm.Report.Building;
using Isotherm.Report.Views;
using Isotherm.Testing;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Functions.Tests.Report;

/// <summary>What pages show, made from the database.</summary>
public sealed partial class PageViews : ReportTest
{
    private static readonly Region Bretagne = Region.Find("53")!;

    [Fact]
    public async Task Asked_for_nothing_it_is_the_last_hour_by_the_method_that_is_shown_and_the_two_days_before()
    {
        var view = await ViewAsync(PageQuery.Everything);

        Assert.Equal((ViewMethod.Rectangle, Method.Rectangle), (view.Method, view.ShownMethod));
        Assert.Equal(At(17), view.Hour!.Hour);
        Assert.Equal((At(14), At(17)), (view.Hour.First, view.Hour.Last));
        Assert.Equal(Region.All, view.Hour.Regions.Select(row => row.Region));
        Assert.Equal("b", Assert.Single(view.Hour.Runs).Key.Run.Value);
        Assert.Null(view.Hour.Missing);
        var row = Row(view);
        Assert.Equal(new RegionValue(8, 2), row.Rectangle);
        Assert.Equal(new RegionValue(10.5m, 3), row.RectangleBefore);
        Assert.Null(row.Polygon);
        Assert.Equal((At(17).Plus(-47), At(17), 1), (view.Chart!.From, view.Chart.To, view.Chart.StepHours));
        Assert.Equal(Region.All, view.Chart.Series.Select(series => series.Region));
    }

    [Fact]
    public async Task The_chart_has_a_gap_where_nothing_was_measured()
    {
        var view = await ViewAsync(new PageQuery { Regions = [Bretagne], From = At(13), To = At(18) });

        var points = Assert.Single(view.Chart!.Series).Points;
        Assert.Equal(
            [null, new ChartPoint(10.5m, 10.5m), null, null, new ChartPoint(8, 8), null], points);
    }

    [Fact]
    public async Task A_chart_that_is_to_begin_after_the_hour_of_the_map_goes_on_from_there()
    {
        var view = await ViewAsync(new PageQuery { Hour = At(14), From = At(16) });

        Assert.Equal((At(16), At(16).Plus(47)), (view.Chart!.From, view.Chart.To));
    }

    [Fact]
    public async Task An_hour_that_was_imported_ahead_of_its_time_does_not_make_the_pipeline_look_alive()
    {
        await RecordAsync(Good.In("2019-03-19T14:00:00Z", "ahead", 10));

        var health = await new HealthViewBuilder(new ReportParts(Database.Reports, Clock, Logs), TimeSpan.FromHours(1))
            .BuildAsync(Language.English, Cancellation);

        Assert.Equal(At(17), health.LastShown);
        Assert.Equal("b", health.LastRun!.Key.Run.Value);
        Assert.True(health.To <= Core.Runs.Hour.Containing(Clock.GetUtcNow()), "The span lies ahead.");
    }

    [Fact]
    public async Task The_other_method_comes_from_the_kept_sums_and_the_difference_from_both()
    {
        var polygon = await ViewAsync(new PageQuery { Hour = At(14), Method = ViewMethod.Polygon });
        var difference = await ViewAsync(new PageQuery { Method = ViewMethod.Difference });

        Assert.Equal(new RegionValue(10.5m, 2), Row(polygon).Polygon);
        Assert.Null(Row(polygon).Rectangle);
        Assert.Equal(ViewMethod.Difference, difference.Method);
        Assert.Equal(0, Row(difference).Temperature(ViewMethod.Difference));
        Assert.Equal(new RegionValue(8, 2), Row(difference).Rectangle);
        Assert.Equal(new RegionValue(8, 3), Row(difference).Polygon);
        Assert.Null(difference.Hour!.Regions.Single(row => row.Region.Code == "94").Temperature(ViewMethod.Difference));
        Assert.Equal(new ChartPoint(0, 0), Series(difference, Bretagne).Points[^1]);
        Assert.Null(Series(difference, Region.Find("94")!).Points[^1]);
    }

    [Theory]
    [InlineData(15, "failed")]
    [InlineData(16, "never run")]
    public async Task An_hour_without_data_says_why(int hour, string reason)
    {
        var view = await ViewAsync(new PageQuery { Hour = At(hour) });

        Assert.Equal(reason, view.Hour!.Missing!.Reason);
        Assert.All(view.Hour.Regions, row => Assert.Null(row.Rectangle));
        Assert.Equal(hour == 15 ? "It answered " + Hostile : null, view.Hour.Missing.FailureReason);
    }

    [Theory]
    [InlineData("1970-01-01T00")]
    [InlineData("2999-12-31T23")]
    public async Task An_hour_far_outside_is_a_page_too(string hour)
    {
        Assert.Equal(200, (await GetAsync("/?hour=" + hour)).Status);
        Assert.Equal(200, (await GetAsync($"{Outlines}?hour={hour}")).Status);
    }

    [Fact]
    public async Task As_of_a_moment_it_shows_what_was_shown_then_and_asks_no_ledger_of_now()
    {
        var then = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await CorrectAsync();
        await SwitchAsync(Method.Polygon);
        var view = await ViewAsync(new PageQuery { Hour = At(14), AsOf = then });
        var now = await ViewAsync(new PageQuery { Hour = At(14) });

        Assert.Equal((ViewMethod.Rectangle, Method.Rectangle), (view.Method, view.ShownMethod));
        Assert.Equal(new RegionValue(10.5m, 3), Row(view).Rectangle);
        Assert.Empty(view.Hour!.Runs);
        Assert.Equal(ViewMethod.Polygon, now.Method);
        Assert.Equal(new RegionValue(20, 1), Row(now).Polygon);
    }

    [Theory]
    [InlineData(31 * 24, 1)]
    [InlineData((31 * 24) + 1, 2)]
    [InlineData(90 * 24, 3)]
    [InlineData(366 * 24, 12)]
    public async Task A_long_span_is_drawn_in_steps_with_lowest_and_highest(int hours, int step)
    {
        await RecordAsync(Good.In("2019-02-19T16:00:00Z", "d", 120));
        var view = await ViewAsync(new PageQuery { From = At(17).Plus(1 - hours), Regions = [Bretagne] });

        Assert.Equal(step, view.Chart!.StepHours);
        var points = Series(view, Bretagne).Points;
        Assert.Equal((hours + step - 1) / step, points.Count);
        Assert.InRange(points.Count, 1, 31 * 24);
        Assert.Equal(8, points.OfType<ChartPoint>().Min(point => point.Low));
        Assert.Equal(10.5m, points.OfType<ChartPoint>().Max(point => point.High));
    }

    [Fact]
    public async Task A_chart_far_from_the_hour_of_the_map_shows_its_own_hours()
    {
        await RecordAsync(Good.In("2018-02-19T16:00:00Z", "old"));
        var view = await ViewAsync(
            new PageQuery { From = At(16).Plus(-365 * 24), To = At(16).Plus(-365 * 24), Regions = [Bretagne] });

        Assert.Equal([new ChartPoint(10.5m, 10.5m)], Assert.Single(view.Chart!.Series).Points);
        Assert.Equal(new RegionValue(8, 2), Row(view).Rectangle);
    }

    [Fact]
    public async Task An_empty_database_is_a_page_that_shows_no_hour()
    {
        await using var connection = Database.CreateConnection();
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM region_temperature";
        await command.ExecuteNonQueryAsync(Cancellation);
        var view = await ViewAsync(PageQuery.Everything);

        Assert.Null(view.Hour);
        Assert.Null(view.Chart);
        string[] addresses = ["/", "/health", "/map.svg", Temperatures, $"{Temperatures}?format=csv", Outlines];
        foreach (var address in addresses)
            Assert.Equal(200, (await GetAsync(address)).Status);
    }

    [Fact]
    public async Task Health_tells_freshness_outcomes_and_missing_hours()
    {
        var view = await HealthAsync();

        Assert.Equal("b", view.LastRun!.Key.Run.Value);
        Assert.Equal(At(17), view.LastShown);
        Assert.Equal((At(14), At(17)), (view.From, view.To));
        Assert.Equal(new TimeSpan(1, 0, 3), view.Age);
        Assert.True(view.IsFresh);
        Assert.Equal([At(16), At(15)], view.Missing.Select(hour => hour.Hour));
        Assert.Equal((11, 7, 4), (view.Outcomes.Read, view.Outcomes.Usable, view.Outcomes.Rejects.Total));
        Assert.Equal(["b", "c", "a"], view.Runs.Select(run => run.Key.Run.Value));
    }

    [Fact]
    public async Task Health_looks_at_seven_days_and_at_those_before_the_last_run_when_it_is_longer_ago()
    {
        await RecordAsync(Good.In("2018-12-24T00:00:00Z", "old"));
        var recent = await HealthAsync();
        Clock.Advance(TimeSpan.FromDays(30));
        var late = await HealthAsync();

        Assert.Equal((At(17).Plus(-167), At(17)), (recent.From, recent.To));
        Assert.Equal((At(17).Plus(-167), At(17)), (late.From, late.To));
        Assert.False(late.IsFresh);
    }

    [Fact]
    public async Task Health_tells_how_many_dead_letters_there_are_where_somebody_counts_them()
    {
        using var folder = new TemporaryFolder();
        var letters = new FolderTopic(folder.Path, Clock);
        await letters.PublishAsync([new OutgoingMessage("1", new Dictionary<string, string>())], Cancellation);

        Assert.Equal(1, (await HealthAsync(new FolderDeadLetters(folder.Path, Clock))).DeadLetters);
        Assert.Null((await HealthAsync()).DeadLetters);
    }

    [Fact]
    public async Task Texts_of_others_stay_text_in_every_page()
    {
        foreach (var address in new[] { "/?hour=2019-02-19T14", "/?hour=2019-02-19T15", "/health" })
        {
            var page = await GetAsync(address);
            Assert.Equal(200, page.Status);
            Assert.DoesNotContain("<script>alert", page.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?method=difference&region=53&region=94&from=2019-02-18&lang=fr")]
    [InlineData("/?hour=2019-02-19T14&as-of=2019-02-19T20:00:00Z")]
    [InlineData("/health")]
    public async Task Every_address_on_a_page_is_answered(string address)
    {
        var links = Links().Matches((await GetAsync(address)).Text)
            .Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)).Distinct()
            .Where(link => link.StartsWith('/')).ToArray();

        Assert.True(links.Length > 3, string.Join(' ', links));
        foreach (var link in links)
        {
            var answer = await GetAsync(link);
            Assert.True(answer.Status == 200, $"{link}: {answer.Text}");
        }
    }

    [Theory]
    [InlineData("/", "", "<html lang=\"en\"")]
    [InlineData("/", "fr-FR,fr;q=0.9,en;q=0.8", "<html lang=\"fr\"")]
    [InlineData("/", "de, en;q=0.5, fr;q=0.7", "<html lang=\"fr\"")]
    [InlineData("/", "fr;q=0, *", "<html lang=\"en\"")]
    [InlineData("/?lang=en", "fr", "<html lang=\"en\"")]
    [InlineData("/health?lang=fr", "en", "<html lang=\"fr\"")]
    [InlineData("/nowhere", "fr", "<html lang=\"fr\"")]
    public async Task The_language_is_the_one_asked_for_or_preferred(string address, string accepted, string root)
    {
        var page = await GetAsync(address, ("Accept-Language", accepted));

        Assert.Contains(root, page.Text, StringComparison.Ordinal);
        Assert.Contains("Accept-Language", page["Vary"], StringComparison.Ordinal);
    }

    private static Hour At(int hour) => Hour($"2019-02-19T{hour:00}:00:00Z");

    private static RegionView Row(PageView view) => view.Hour!.Regions.Single(row => row.Region == Bretagne);

    private static ChartSeries Series(PageView view, Region region) =>
        view.Chart!.Series.Single(series => series.Region == region);

    private async Task<PageView> ViewAsync(PageQuery query) =>
        (await new PageViewBuilder(Database.Reports).BuildAsync(query, Language.English, Cancellation))!;

    private Task<HealthView> HealthAsync(IDeadLetterCount? letters = null)
    {
        var parts = new ReportParts(Database.Reports, Clock, Logs) { DeadLetters = letters };
        return new HealthViewBuilder(parts, TimeSpan.FromMinutes(75)).BuildAsync(Language.English, Cancellation);
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Links();
}
