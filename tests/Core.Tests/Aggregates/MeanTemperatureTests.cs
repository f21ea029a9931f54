using System.Globalization;
using System.Numerics;
using CsCheck;
using Isotherm.Core.Aggregates;

namespace Isotherm.Core.Tests.Aggregates;

public sealed class MeanTemperatureTests
{
    [Theory]
    [InlineData("5152.0305", 184, "28.000166")]
    [InlineData("2094.6065", 70, "29.922950")]
    [InlineData("0", 5, "0.000000")]
    [InlineData("100", 1, "100.000000")]
    [InlineData("0.0000005", 1, "0.000000")]
    [InlineData("0.0000015", 1, "0.000002")]
    [InlineData("0.0000025", 1, "0.000002")]
    [InlineData("0.000002501", 1, "0.000003")]
    [InlineData("-0.0000015", 1, "-0.000002")]
    [InlineData("-0.0000025", 1, "-0.000002")]
    [InlineData("-0.000002501", 1, "-0.000003")]
    [InlineData("0.000003", 2, "0.000002")]
    [InlineData("0.000001", 2, "0.000000")]
    [InlineData("1", 3, "0.333333")]
    [InlineData("2", 3, "0.666667")]
    [InlineData("-2", 3, "-0.666667")]
    [InlineData("-0.0000001", 1, "0.000000")]
    public void A_mean_is_rounded_half_even_to_six_decimals(string sum, long count, string mean)
    {
        var result = MeanTemperature.Of(ExactSum.FromText(sum, count));
        Assert.Equal(mean, result.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(6, result.Scale);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void No_points_have_no_mean(long count) =>
        Assert.Throws<ArgumentException>(() => MeanTemperature.Of(new ExactSum(5, count)));

    [Fact]
    public void A_mean_that_no_decimal_can_hold_is_an_overflow()
    {
        Assert.Throws<OverflowException>(() => MeanTemperature.Of(new ExactSum(Int128.MaxValue, 1)));
        Assert.Throws<OverflowException>(() => MeanTemperature.Of(new ExactSum(Int128.MinValue, 1)));
    }

    [Fact]
    public void The_mean_of_the_greatest_sum_and_count_is_made_all_the_same()
    {
        Assert.Equal(18446744073.709552m, MeanTemperature.Of(new ExactSum(Int128.MaxValue, long.MaxValue)));
        Assert.Equal(-18446744073.709552m, MeanTemperature.Of(new ExactSum(Int128.MinValue, long.MaxValue)));
    }

    /// <summary>The same with big integers: the nearest of the two neighbours, the even one between them.</summary>
    [Fact]
    public void Any_mean_is_what_big_integers_give()
    {
        var count = Gen.OneOf(Gen.Long[1, 10], Gen.Long[1, 1_000_000], Gen.Long[1, long.MaxValue]);
        var exactHalf = Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[1, 1000], (k, n) =>
            (Sum: (Int128)((2 * k) + 1) * 500 * n, Count: n));
        var any = Gen.Select(ExactSumTests.AnyInt128, count, (sum, n) => (Sum: sum / 10_000_000_000_000, Count: n));
        Gen.OneOf(any, exactHalf).Sample(
            pair =>
            {
                var mean = MeanTemperature.Of(new ExactSum(pair.Sum, pair.Count));
                Assert.Equal(6, mean.Scale);
                Assert.Equal(Nearest(pair.Sum, pair.Count), (BigInteger)(mean * 1_000_000m));
            },
            iter: 5000);
    }

    private static BigInteger Nearest(Int128 sum, long count)
    {
        var numerator = BigInteger.Parse(sum.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var denominator = new BigInteger(count) * 1000;
        var floor = BigInteger.Divide(numerator, denominator);
        if (floor * denominator > numerator) floor--;
        var below = numerator - (floor * denominator);
        var above = denominator - below;
        return below < above || (below == above && floor.IsEven) ? floor : floor + 1;
    }
}
