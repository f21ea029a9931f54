namespace Isotherm.Core.Aggregates;

/// <summary>The only place where a mean is made.</summary>
public static class MeanTemperature
{
    private const int Decimals = 6;
    private const int NanoPerLastDecimal = 1000;

    /// <summary>
    /// The mean in °C from the exact sum, rounded half-even to exactly six decimals (trailing zeros are kept:
    /// 28.500000).
    /// </summary>
    /// <exception cref="ArgumentException">There are no temperatures: no points have no mean.</exception>
    /// <exception cref="OverflowException">The mean is beyond a decimal: no sum of real temperatures.</exception>
    public static decimal Of(ExactSum sum)
    {
        if (sum.Count <= 0) throw new ArgumentException("A mean needs at least one temperature.", nameof(sum));
        var divisor = (Int128)sum.Count * NanoPerLastDecimal;
        var (quotient, remainder) = Int128.DivRem(sum.NanoCelsius, divisor);
        var twice = Int128.Abs(remainder) * 2;
        if (twice > divisor || (twice == divisor && Int128.IsOddInteger(quotient)))
            quotient += Int128.Sign(sum.NanoCelsius);
        var magnitude = checked((UInt128)Int128.Abs(quotient));
        var high = checked((uint)(magnitude >> 64));
        var bits = (ulong)(magnitude & ulong.MaxValue);
        return new decimal(
            unchecked((int)(uint)bits), unchecked((int)(bits >> 32)), unchecked((int)high), quotient < 0, Decimals);
    }
}
