using Isotherm.Core.Regions;
using Isotherm.Report.Pages;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

public sealed class ChartTests
{
    private static readonly Region Region = Region.All[0];

    [Fact]
    public void A_gap_is_a_gap_and_a_lone_value_is_a_dot()
    {
        var chart = Of(0, 10, null, 5, null, null, 10, 0);

        Assert.Equal("M0 400L143 0M857 0L1000 400", ChartLine.Path(chart.Series[0], Axis(chart)));
        Assert.Equal("M429 200V200", ChartLine.Dots(chart.Series[0], Axis(chart)));
    }

    [Fact]
    public void A_step_of_several_hours_goes_through_its_lowest_and_its_highest_value()
    {
        var chart = new ChartView(SampleViews.Afternoon, SampleViews.Afternoon.Plus(6), 6,
            [new ChartSeries(Region, [new ChartPoint(0, 10), new ChartPoint(5, 5)])]);

        Assert.Equal("M0 0V400L1000 200", ChartLine.Path(chart.Series[0], Axis(chart)));
        Assert.Equal(2, Axis(chart).Count);
    }

    [Fact]
    public void A_chart_without_a_value_has_axes_and_no_line()
    {
        var chart = Of(null, null, null);

        Assert.Equal("", ChartLine.Path(chart.Series[0], Axis(chart)));
        Assert.True(Axis(chart).Low < Axis(chart).High);
        Assert.Empty(EndLabels.Place(chart, Axis(chart)));
    }

    [Fact]
    public void One_hour_stands_in_the_middle() =>
        Assert.Equal("M500 200V200", ChartLine.Dots(Of(3).Series[0], Axis(Of(3))));

    [Fact]
    public void A_line_that_ends_before_the_edge_has_its_name_all_the_same()
    {
        var chart = Of(0, 10, null);

        var (region, line, label) = Assert.Single(EndLabels.Place(chart, Axis(chart)));
        Assert.Equal((Region, null, 0), (region, line, label));
    }

    [Theory]
    [InlineData(0, 0.4)]
    [InlineData(-20, 40)]
    [InlineData(12.3, 14.1)]
    public void The_axis_has_round_marks_around_all_values(double low, double high)
    {
        var axis = Axis(Of((decimal)low, (decimal)high));

        var marks = axis.ValueMarks.ToArray();
        Assert.True(axis.Low <= (decimal)low && axis.High >= (decimal)high);
        Assert.Equal((axis.Low, axis.High), (marks[0], marks[^1]));
        Assert.InRange(marks.Length, 2, 14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(48)]
    [InlineData(24 * 31)]
    [InlineData(24 * 366)]
    public void Hours_are_marked_at_round_times_and_never_crowd(int hours)
    {
        var chart = new ChartView(SampleViews.Afternoon.Plus(1 - hours), SampleViews.Afternoon, 1, []);

        var marks = Axis(chart).HourMarks.ToArray();

        Assert.InRange(marks.Length, hours == 1 ? 1 : 3, 10);
        Assert.All(marks, mark => Assert.InRange(Axis(chart).Along(mark.Hour), 0, 1));
    }

    [Fact]
    public void The_names_at_the_ends_never_cover_each_other()
    {
        var chart = new ChartView(SampleViews.Afternoon, SampleViews.Afternoon, 1,
            [.. Region.All.Select(region => new ChartSeries(region, [new ChartPoint(5, 5)]))]);

        var labels = EndLabels.Place(chart, Axis(chart)).Select(end => end.Label).ToArray();

        Assert.Equal(13, labels.Length);
        Assert.All(labels, label => Assert.InRange(label, 0, 1));
        Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True(pair.Second - pair.First > 0.05));
    }

    [Fact]
    public void No_two_regions_share_colour_and_dashes() =>
        Assert.Equal(13, Region.All.Select(LineStyle.Of).Distinct().Count());

    [Fact]
    public void Every_value_of_the_lines_can_be_read_in_a_table()
    {
        var view = SampleViews.Of();
        var numbers = new Numbers(Language.English);

        var rows = RenderedPage.Of(view).Document.QuerySelectorAll("#chart-values tbody tr");

        Assert.Equal(48, rows.Length);
        Assert.Equal("17 Feb 2019, 15:00", rows[0].Children[0].TextContent);
        for (var hour = 0; hour < rows.Length; hour++)
        {
            Assert.Equal(
                view.Chart!.Series.Select(one => one.Points[hour] is { } at ? numbers.Decimal(at.Low, 2) : "–"),
                rows[hour].Children.Skip(1).Select(cell => cell.TextContent));
        }
    }

    [Fact]
    public void A_chart_of_some_regions_shows_those()
    {
        var chart = SampleViews.Chart(ViewMethod.Rectangle, [Region.All[3], Region.All[9]]);
        var view = SampleViews.Of() with { Chart = chart };

        var page = RenderedPage.Of(view);

        Assert.Equal(["28", "76"],
            page.Document.QuerySelectorAll(".line[data-line]").Select(one => one.GetAttribute("data-line")));
        Assert.Equal(["28", "76"],
            page.Document.QuerySelectorAll(".legend li").Select(one => one.GetAttribute("data-region")));
        Assert.StartsWith("Line chart of 2 regions from 17 Feb 2019, 15:00 UTC to 19 Feb 2019, 14:00 UTC",
            page.Document.QuerySelector(".plot .area")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    private static ChartAxis Axis(ChartView chart) => new(chart, ViewMethod.Rectangle);

    private static ChartView Of(params decimal?[] values) => new(
        SampleViews.Afternoon.Plus(1 - values.Length), SampleViews.Afternoon, 1,
        [new ChartSeries(Region, [.. values.Select(Point)])]);

    private static ChartPoint? Point(decimal? value) => value is { } at ? new ChartPoint(at, at) : null;
}
