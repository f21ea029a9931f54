using System.Globalization;
using System.Numerics;

namespace Isotherm.Simulation.Oracle;

/// <summary>A JSON number as it is written: mantissa times a power of ten, nothing rounded.</summary>
internal readonly record struct ExactNumber(BigInteger Mantissa, int Exponent)
{
    public static ExactNumber Parse(string text)
    {
        var e = text.IndexOfAny(['e', 'E']);
        var exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, null);
        var number = e < 0 ? text : text[..e];
        var point = number.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0) exponent -= number.Length - point - 1;
        var digits = number.Replace(".", "", StringComparison.Ordinal);
        return new ExactNumber(BigInteger.Parse(digits, CultureInfo.InvariantCulture), exponent);
    }

    /// <summary>In units of 10 to the minus <paramref name="digits"/>, half to even.</summary>
    public BigInteger In(int digits)
    {
        var shift = Exponent + digits;
        return shift >= 0
            ? Mantissa * BigInteger.Pow(10, shift) : HalfEven(Mantissa, BigInteger.Pow(10, -shift));
    }

    public bool IsWithin(int least, int most)
    {
        var unit = Math.Max(0, -Exponent);
        var value = In(unit);
        var one = BigInteger.Pow(10, unit);
        return value >= least * one && value <= most * one;
    }

    public static BigInteger HalfEven(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(dividend), divisor, out var rest);
        var twice = rest * 2;
        if (twice > divisor || (twice == divisor && !quotient.IsEven)) quotient++;
        return dividend.Sign < 0 ? -quotient : quotient;
    }
}
