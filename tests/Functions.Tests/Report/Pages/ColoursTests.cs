using Isotherm.Report.Pages;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

/// <summary>The colours of the map can be trusted as a scale, whoever looks at them.</summary>
public sealed class ColoursTests
{
    [Fact]
    public void Equal_steps_of_temperature_are_equal_steps_in_OKLab()
    {
        var steps = Steps(ColourRamp.Temperature.Colours);

        Assert.InRange(steps.Max() / steps.Min(), 1, 1.15);
    }

    [Fact]
    public void Warmer_is_always_lighter() => Assert.All(
        ColourRamp.Temperature.Colours.Zip(ColourRamp.Temperature.Colours.Skip(1)),
        pair => Assert.True(pair.Second.L > pair.First.L));

    [Fact]
    public void Both_sides_of_the_difference_go_equally_far_from_the_middle()
    {
        var colours = ColourRamp.Difference.Colours;
        var middle = colours[colours.Count / 2];

        Assert.InRange(middle.L, 0.95, 1);
        Assert.InRange(colours[0].Distance(middle) / colours[^1].Distance(middle), 0.95, 1.05);
        Assert.All(colours.Take(colours.Count / 2), colour => Assert.True(colour.B < 0));
        Assert.All(colours.Skip((colours.Count / 2) + 1), colour => Assert.True(colour.B > 0));
    }

    // Blindness to red or green leaves lightness and the way from blue to yellow.
    [Fact]
    public void Without_red_and_green_the_ends_of_the_difference_are_still_far_apart()
    {
        var colours = ColourRamp.Difference.Colours;

        Assert.True(Math.Abs(colours[0].B - colours[^1].B) > 0.15);
    }

    [Fact]
    public void Words_on_every_colour_have_the_contrast_that_WCAG_asks_for()
    {
        foreach (var colour in ColourRamp.Temperature.Colours.Concat(ColourRamp.Difference.Colours))
        {
            var ink = ColourScale.InkOn(colour) == ColourScale.White ? 1.0 : 0.0;
            var (lighter, darker) = (Math.Max(ink, colour.Luminance), Math.Min(ink, colour.Luminance));
            Assert.True((lighter + 0.05) / (darker + 0.05) >= 4.5, colour.Hex);
        }
    }

    [Theory]
    [InlineData(6.2, 14.0, 5, 15)]
    [InlineData(-0.1, 9.9, -5, 10)]
    [InlineData(5, 15, 5, 15)]
    [InlineData(21, 22, 20, 30)]
    public void Temperatures_lie_between_whole_fives_at_least_ten_apart(double low, double high, int first, int last)
    {
        var scale = ColourScale.For(ViewMethod.Rectangle, [(decimal)low, (decimal)high]);

        Assert.Equal((first, last), ((int)scale.Low, (int)scale.High));
        Assert.Equal((first, last), ((int)scale.Marks[0], (int)scale.Marks[^1]));
        Assert.InRange(scale.Marks.Count, 3, 7);
    }

    [Theory]
    [InlineData(-0.06, 0.05, 0.1)]
    [InlineData(-0.1, 0.4, 0.5)]
    [InlineData(0, 0, 0.1)]
    [InlineData(-500, 0, 200)]
    public void Differences_have_a_scale_with_zero_in_its_middle(double low, double high, double end)
    {
        var scale = ColourScale.For(ViewMethod.Difference, [(decimal)low, (decimal)high]);

        Assert.Equal((decimal)end, scale.High);
        Assert.Equal(-scale.High, scale.Low);
        Assert.Contains(0, scale.Marks);
    }

    [Fact]
    public void Without_values_there_is_a_scale_all_the_same()
    {
        Assert.Equal(20, ColourScale.For(ViewMethod.Polygon, []).High);
        Assert.Equal(0.1m, ColourScale.For(ViewMethod.Difference, []).High);
    }

    private static double[] Steps(IReadOnlyList<OkLab> colours) =>
        [.. colours.Zip(colours.Skip(1), (one, next) => one.Distance(next))];
}
