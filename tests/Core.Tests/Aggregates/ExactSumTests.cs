using System.Globalization;
using System.Numerics;
using CsCheck;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.Aggregates;

public sealed class ExactSumTests
{
    internal static readonly Gen<Int128> AnyInt128 = Gen.Frequency(
        (4, Gen.Select(Gen.Long, Gen.ULong, (high, low) => ((Int128)high << 64) + low)),
        (2, Gen.Long.Select(value => (Int128)value)),
        (1, Gen.OneOf(Gen.Const(Int128.MinValue), Gen.Const(Int128.MaxValue), Gen.Const(Int128.Zero))));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(5_152_030_500_000, "5152.0305")]
    [InlineData(-500_000_000, "-0.5")]
    [InlineData(1, "0.000000001")]
    [InlineData(-1, "-0.000000001")]
    [InlineData(1_000_000_000, "1")]
    [InlineData(-20_000_000_000, "-20")]
    [InlineData(100_000_000_100, "100.0000001")]
    public void A_sum_is_written_exactly_and_without_superfluous_zeros(long nanoCelsius, string text) =>
        Assert.Equal(text, new ExactSum(nanoCelsius, 1).SumText());

    [Theory]
    [InlineData("5152.030500000", 5_152_030_500_000)]
    [InlineData("0.000000000", 0)]
    [InlineData("-0.000000000", 0)]
    [InlineData("-0.5", -500_000_000)]
    [InlineData("007", 7_000_000_000)]
    [InlineData("-12", -12_000_000_000)]
    [InlineData("0.000000001", 1)]
    public void A_sum_is_read_as_MySQL_writes_it(string text, long nanoCelsius) =>
        Assert.Equal(new ExactSum(nanoCelsius, 3), ExactSum.FromText(text, 3));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("+5")]
    [InlineData("--5")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData("5.5.5")]
    [InlineData("5.-5")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("NaN")]
    [InlineData("٣")]
    [InlineData("0.0000000001")]
    [InlineData("0.0000000000")]
    [InlineData("170141183460469231731687303716.884105728")]
    [InlineData("999999999999999999999999999999999999999999999999")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(ExactSum.TryFromText(text, 1, out var sum));
        Assert.Equal(default, sum);
        Assert.Throws<FormatException>(() => ExactSum.FromText(text!, 1));
    }

    [Fact]
    public void Every_sum_survives_text_in_both_lengths() =>
        AnyInt128.Sample(
            nano =>
            {
                var sum = new ExactSum(nano, 7);
                Assert.Equal(sum, ExactSum.FromText(sum.SumText(), 7));
                var big = BigInteger.Parse(nano.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                var fixedText = (big.Sign < 0 ? "-" : "") + (BigInteger.Abs(big) / 1_000_000_000) + "."
                    + (BigInteger.Abs(big) % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture);
                Assert.Equal(sum, ExactSum.FromText(fixedText, 7));
                Assert.Equal(fixedText.TrimEnd('0').TrimEnd('.'), sum.SumText());
            },
            iter: 2000);

    [Fact]
    public void What_DECIMAL_38_9_can_hold_at_most_survives_text()
    {
        const string Greatest = "99999999999999999999999999999.999999999";
        foreach (var text in new[] { Greatest, "-" + Greatest })
            Assert.Equal(text, ExactSum.FromText(text, 1).SumText());
    }

    [Fact]
    public void Adding_and_taking_back_in_any_order_gives_the_same_sum() =>
        Gen.Long[-100_000_000_000, 100_000_000_000].Array[0, 30].Select(Gen.Int).Sample(
            (values, seed) =>
            {
                var forward = values.Aggregate(default(ExactSum), (sum, value) => sum.Plus(new Temperature(value)));
                var shuffled = values.ToArray();
                new Random(seed).Shuffle(shuffled);
                var half = shuffled.Length / 2;
                var a = shuffled[..half].Aggregate(default(ExactSum), (sum, value) => sum.Plus(new Temperature(value)));
                var b = shuffled[half..].Aggregate(default(ExactSum), (sum, value) => sum.Plus(new Temperature(value)));
                Assert.Equal(forward, b.Plus(a));
                Assert.Equal(values.Length, forward.Count);
                Assert.Equal(default, values.Aggregate(forward, (sum, value) => sum.Minus(new Temperature(value))));
            },
            iter: 500);
}
