using System.Globalization;
using System.Numerics;
using CsCheck;
using Isotherm.Core.Readings;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0.0", 0)]
    [InlineData("29.4068", 29_406_800_000)]
    [InlineData("-29.4068", -29_406_800_000)]
    [InlineData("1e1", 10_000_000_000)]
    [InlineData("1E+1", 10_000_000_000)]
    [InlineData("123.456e-1", 12_345_600_000)]
    [InlineData("0.00000012345e8", 12_345_000_000)]
    [InlineData("1e-9", 1)]
    [InlineData("0.1234567891", 123_456_789)]
    [InlineData("0.1234567895", 123_456_790)]
    [InlineData("0.1234567885", 123_456_788)]
    [InlineData("0.12345678850", 123_456_788)]
    [InlineData("0.12345678850000000000000000000000000000001", 123_456_789)]
    [InlineData("0.12345678849999999999999999999999999999999", 123_456_788)]
    [InlineData("-0.1234567885", -123_456_788)]
    [InlineData("-0.1234567895", -123_456_790)]
    [InlineData("-0.12345678850000000001", -123_456_789)]
    [InlineData("5e-10", 0)]
    [InlineData("5.0e-10", 0)]
    [InlineData("5.000000000001e-10", 1)]
    [InlineData("-5.1e-10", -1)]
    [InlineData("15e-10", 2)]
    [InlineData("25e-10", 2)]
    [InlineData("9e-11", 0)]
    [InlineData("99.9999999999", 100_000_000_000)]
    [InlineData("99.99999999949999", 99_999_999_999)]
    [InlineData("100.0000000000000", 100_000_000_000)]
    [InlineData("-100", -100_000_000_000)]
    [InlineData("1e-99999999999999999999", 0)]
    [InlineData("-1e-2147483649", 0)]
    [InlineData("0e999999999999", 0)]
    [InlineData("0.000e99999999999999999999999999", 0)]
    [InlineData("0e-99999999999999999999999999", 0)]
    [InlineData("1e+00000000000000000000000000001", 10_000_000_000)]
    public void A_temperature_is_exact_to_the_ninth_decimal_and_half_even(string text, long nanoCelsius) =>
        Assert.Equal(nanoCelsius, Celsius(text));

    [Fact]
    public void Thousands_of_digits_count_to_the_last_one()
    {
        var zeros = new string('0', 100_000);
        Assert.Equal(20_000_000_001, Celsius($"20.0000000005{zeros}1"));
        Assert.Equal(20_000_000_000, Celsius($"20.0000000005{zeros}0"));
        Assert.Equal(12_000_000_000, Celsius($"0.{zeros}12e100002"));
        Assert.Equal(12_500_000_000, Celsius($"125{zeros}e-100001"));
        Assert.Equal(12_000_000_001, Celsius($"12000000000500{zeros}1e-100013"));
        Assert.Equal("out_of_range", Reason(With("temperature", $"100.{zeros}1")));
        Assert.Equal("not_a_number", Reason(With("temperature", "1" + zeros)));
    }

    [Theory]
    [InlineData(-50, -10, "-10.0000000001", true)]
    [InlineData(-50, -10, "-10", true)]
    [InlineData(-50, -10, "-9.9999999999", false)]
    [InlineData(-50, -10, "-50.0000000001", false)]
    [InlineData(-50, -10, "-50", true)]
    [InlineData(-50, -10, "0", false)]
    [InlineData(10, 50, "9.9999999999", false)]
    [InlineData(10, 50, "10.0", true)]
    [InlineData(10, 50, "50.00000000001", false)]
    [InlineData(10, 50, "-20", false)]
    [InlineData(10, 50, "0", false)]
    [InlineData(-999, 999, "999", true)]
    [InlineData(-999, 999, "-999.000", true)]
    [InlineData(-999, 999, "999.00000000000000001", false)]
    [InlineData(-999, 999, "-999.00000000000000001", false)]
    [InlineData(-999, 999, "9990e-1", true)]
    [InlineData(0, 1, "-0", true)]
    [InlineData(0, 1, "-1e-400", false)]
    [InlineData(-1, 0, "1e-400", false)]
    [InlineData(-1, 0, "-1e-400", true)]
    public void The_limits_hold_for_the_value_as_written(int min, int max, string text, bool usable) =>
        Assert.Equal(usable ? null : "out_of_range", Reason(With("temperature", text), new ReadingRules(min, max)));

    [Theory]
    [InlineData(-1000, 0)]
    [InlineData(0, 1000)]
    [InlineData(-1001, 1001)]
    [InlineData(1000, 1001)]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    [InlineData(int.MinValue, int.MaxValue)]
    public void Limits_beyond_999_or_upside_down_are_refused(int min, int max)
    {
        Assert.NotNull(ReadingRules.Refusal(min, max));
        Assert.Throws<ArgumentException>(() => new ReadingRules(min, max));
    }

    [Fact]
    public void Limits_within_999_are_taken()
    {
        Assert.Null(ReadingRules.Refusal(-999, 999));
        Assert.Equal(new ReadingRules(-100, 100), ReadingRules.Default);
        Assert.Equal((-999, 999), (new ReadingRules(-999, 999).MinCelsius, new ReadingRules(-999, 999).MaxCelsius));
    }

    [Theory]
    [InlineData("45.6258385", 45.6258385)]
    [InlineData("-0.0629891", -0.0629891)]
    [InlineData("1.00000000000000011102230246251565404", 1.0)]
    [InlineData("1.00000000000000011102230246251565405", 1.0000000000000002)]
    [InlineData("4.9e-324", double.Epsilon)]
    [InlineData("2e-324", 0)]
    [InlineData("9007199254740993e-15", 9.007199254740993)]
    [InlineData("1e-99999999999999999999", 0)]
    public void A_coordinate_is_the_nearest_double(string text, double degrees)
    {
        var line = One(With("lat", text));
        Assert.Equal(degrees, double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The same by other means: a fraction of big integers.</summary>
    [Fact]
    public void Any_number_gives_what_big_integers_give()
    {
        var whole = Gen.Int[1, 1200].Select(i => i.ToString(CultureInfo.InvariantCulture));
        var digits = Gen.Char['0', '9'].Array[0, 24].Select(chars => new string(chars));
        var number = Gen.Select(
            Gen.Bool,
            Gen.Frequency((1, Gen.Const("0")), (3, whole)),
            digits,
            Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[-30, 30])),
            (negative, integer, fraction, exponent) => (negative ? "-" : "") + integer
                + (fraction.Length > 0 ? "." + fraction : "")
                + (exponent != 0 ? $"e{exponent.ToString(CultureInfo.InvariantCulture)}" : ""));
        number.Sample(text => Assert.Equal(Expected(text), Outcome(text)), iter: 3000);
    }

    private static string Outcome(string text)
    {
        var sink = new RecordingSink();
        Read($"[{With("temperature", text)}]", sink);
        return sink.Temperatures.Count == 1
            ? sink.Temperatures[0].NanoCelsius.ToString(CultureInfo.InvariantCulture)
            : sink.Lines[0][2..];
    }

    private static string Expected(string text)
    {
        var parts = text.Split('e');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var decimals = parts[0].Contains('.', StringComparison.Ordinal) ? parts[0].Split('.')[1].Length : 0;
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var numerator = BigInteger.Parse(digits, CultureInfo.InvariantCulture) * BigInteger.Pow(10, 100 + exponent);
        var denominator = BigInteger.Pow(10, 100 + decimals);
        if (BigInteger.Abs(numerator) > 100 * denominator) return "out_of_range";
        numerator *= 1_000_000_000;
        var floor = (numerator - (((numerator % denominator) + denominator) % denominator)) / denominator;
        var twice = ((numerator - (floor * denominator)) * 2).CompareTo(denominator);
        return (twice < 0 || (twice == 0 && floor.IsEven) ? floor : floor + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static long Celsius(string text)
    {
        var sink = new RecordingSink();
        Read($"[{With("temperature", text)}]", sink);
        return Assert.Single(sink.Temperatures).NanoCelsius;
    }
}
