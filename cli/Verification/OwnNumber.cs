using System.Globalization;
using System.Numerics;

namespace Isotherm.Cli.Verification;

/// <summary>A decimal number as it is written: a whole number times a power of ten, of any size.</summary>
internal readonly record struct OwnNumber(BigInteger Mantissa, int Exponent)
{
    private const int NanoExponent = -9;

    /// <summary>Beyond it a power of ten is not worked out: it is far from any temperature.</summary>
    private const int FarExponent = 5_000;

    /// <summary>
    /// Beyond it an exponent makes no difference: it outweighs every mantissa that a raw object has room for.
    /// </summary>
    private const int MostExponent = 1_000_000_000;

    /// <summary>Reads the text of a JSON number.</summary>
    public static OwnNumber Parse(string text)
    {
        var e = text.IndexOfAny(['e', 'E']);
        var digits = e < 0 ? text : text[..e];
        var exponent = e < 0 ? BigInteger.Zero : BigInteger.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        var mantissa = BigInteger.Parse(
            digits.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture);
        var clamped = BigInteger.Max(BigInteger.Min(exponent - decimals, MostExponent), -MostExponent);
        return new OwnNumber(mantissa, mantissa.IsZero ? 0 : (int)clamped);
    }

    /// <summary>Whether it lies within two whole bounds, these included.</summary>
    public bool IsWithin(int least, int most)
    {
        if (Mantissa.IsZero) return least <= 0 && most >= 0;
        if (Exponent > FarExponent) return false;
        if (Exponent >= 0)
        {
            var whole = Mantissa * BigInteger.Pow(10, Exponent);
            return whole >= least && whole <= most;
        }

        var scale = BigInteger.Pow(10, Math.Min(-Exponent, Digits + FarExponent));
        return Mantissa >= least * scale && Mantissa <= most * scale;
    }

    /// <summary>In units of 1e-9, rounded half to even.</summary>
    public BigInteger Nano()
    {
        var shift = Exponent - NanoExponent;
        if (shift >= 0) return Mantissa * BigInteger.Pow(10, shift);
        return -shift > Digits + 1 ? BigInteger.Zero : HalfEven(Mantissa, BigInteger.Pow(10, -shift));
    }

    /// <summary>A quotient, rounded half to even.</summary>
    public static BigInteger HalfEven(BigInteger dividend, BigInteger divisor)
    {
        var floor = BigInteger.DivRem(dividend, divisor, out var rest);
        if (rest.Sign < 0)
        {
            floor -= 1;
            rest += divisor;
        }

        var side = (rest * 2).CompareTo(divisor);
        return side > 0 || (side == 0 && !floor.IsEven) ? floor + 1 : floor;
    }

    private int Digits => BigInteger.Abs(Mantissa).ToString(CultureInfo.InvariantCulture).Length;
}
