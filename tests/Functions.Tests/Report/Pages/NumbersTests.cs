using System.Globalization;
using Isotherm.Report.Pages;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("8.412345", "8.41", "8,41")]
    [InlineData("-3.005", "−3.00", "−3,00")]
    [InlineData("-3.015", "−3.02", "−3,02")]
    [InlineData("-0.004", "0.00", "0,00")]
    [InlineData("1234.5", "1,234.50", "1\u202F234,50")]
    public void A_temperature_is_rounded_half_to_even_with_a_true_minus_and_none_on_a_zero(
        string value, string english, string french)
    {
        var exact = decimal.Parse(value, CultureInfo.InvariantCulture);

        Assert.Equal(english, new Numbers(Language.English).Decimal(exact, 2));
        Assert.Equal(french, new Numbers(Language.French).Decimal(exact, 2));
    }

    [Theory]
    [InlineData("0.325", "+0.32")]
    [InlineData("-0.325", "−0.32")]
    [InlineData("0.0049", "0.00")]
    [InlineData("-0.0049", "0.00")]
    public void A_difference_has_its_sign_unless_it_is_zero(string value, string shown) =>
        Assert.Equal(
            shown, new Numbers(Language.English).Signed(decimal.Parse(value, CultureInfo.InvariantCulture), 2));

    [Fact]
    public void Counts_are_grouped_as_the_language_does_it()
    {
        Assert.Equal("1,234,567", new Numbers(Language.English).Count(1_234_567));
        Assert.Equal("1\u202F234\u202F567", new Numbers(Language.French).Count(1_234_567));
    }

    [Fact]
    public void Units_never_stand_at_the_begin_of_a_line()
    {
        Assert.Equal("8.4\u00A0°C", new Numbers(Language.English).Degrees(8.4m, 1));
        Assert.Equal("+8,4\u202F°C", new Numbers(Language.French).SignedDegrees(8.4m, 1));
        Assert.Equal("12.3%", new Numbers(Language.English).Share(0.123));
        Assert.Equal("12,3\u202F%", new Numbers(Language.French).Share(0.123));
    }

    [Fact]
    public void The_exact_value_has_every_digit_and_a_point() =>
        Assert.Equal("-8.412345", Numbers.Exact(-8.412345m));
}
