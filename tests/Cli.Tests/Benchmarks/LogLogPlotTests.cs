using System.Globalization;
using System.Xml.Linq;
using Isotherm.Benchmarks.Plots;

namespace Isotherm.Cli.Tests.Benchmarks;

/// <summary>The picture of the benchmarks.</summary>
public sealed class LogLogPlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly PlotSeries[] Lines =
    [
        new("one & <another>", [(1_000, 0.1), (10_000, 1), (100_000, 10)]), new("short", [(1_000, 0.02)]),
    ];

    [Fact]
    public void It_is_well_formed_and_has_title_caption_axes_and_a_legend()
    {
        var words = Draw(Lines).Descendants(Svg + "text").Select(text => text.Value).ToArray();

        Assert.Equal(
            [
                "a title", "1k", "10k", "100k", "0.01", "0.1", "1", "10", "to the right", "upwards", "how & where",
                "one & <another>", "short",
            ],
            words);
    }

    [Fact]
    public void Each_decade_is_as_wide_and_as_high_as_the_next()
    {
        var line = Draw(Lines).Descendants(Svg + "polyline").First();
        double[][] points =
        [
            .. line.Attribute("points")!.Value.Split(' ').Select(point => point.Split(',').Select(
                coordinate => double.Parse(coordinate, CultureInfo.InvariantCulture)).ToArray()),
        ];

        Assert.Equal(3, points.Length);
        Assert.Equal(points[1][0] - points[0][0], points[2][0] - points[1][0], tolerance: 0.2);
        Assert.Equal(points[0][1] - points[1][1], points[1][1] - points[2][1], tolerance: 0.2);
        Assert.True(points[0][1] > points[1][1], "More is higher up.");
    }

    [Fact]
    public void It_has_a_ground_of_its_own_and_other_colours_in_the_dark()
    {
        var drawing = Draw(Lines);
        var style = drawing.Descendants(Svg + "style").Single().Value;

        Assert.Equal("ground", drawing.Elements(Svg + "rect").Single().Attribute("class")!.Value);
        Assert.Contains("prefers-color-scheme:dark", style, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void No_line_and_more_than_can_be_told_apart_are_refused(int lines) =>
        Assert.Throws<ArgumentException>(() => Draw([.. Enumerable.Repeat(Lines[1], lines)]));

    private static XElement Draw(PlotSeries[] lines) =>
        XElement.Parse(new LogLogPlot("a title", ["how & where"], "to the right", "upwards").Draw(lines));
}
