namespace Isotherm.Core.Aggregates;

/// <summary>The one place where a mean is made: from the exact sum, half to even, to 6 decimals.</summary>
public static class MeanTemperature
{
    private const int NanoPerMicro = 1_000;

    /// <summary>The mean in °C, with a scale of exactly 6.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A sum of nothing has no mean.</exception>
    public static decimal Of(ExactSum sum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sum.Count, nameof(sum));
        var divisor = (Int128)sum.Count * NanoPerMicro;
        var (quotient, remainder) = Int128.DivRem(sum.NanoCelsius, divisor);
        var twice = Int128.Abs(remainder) * 2;
        if (twice > divisor || (twice == divisor && Int128.IsOddInteger(quotient)))
        {
            quotient += Int128.Sign(sum.NanoCelsius);
        }

        var micro = (long)quotient;
        var magnitude = (ulong)Math.Abs(micro);
        return new decimal((int)(uint)(magnitude & uint.MaxValue), (int)(magnitude >> 32), 0, micro < 0, 6);
    }
}
