using System.Numerics;

namespace Isotherm.Cli.Verification;

/// <summary>On which side of a line a point lies, exactly: a double is a whole number times a power of two.</summary>
internal static class ExactOrientation
{
    /// <summary>Below this share of the products the sign of the difference may be an error of rounding.</summary>
    private const double Doubtful = 1e-14;

    private const int MantissaBits = 52;
    private const int LeastExponent = -1074;

    /// <summary>Positive when p lies left of the way from a to b, negative right of it, 0 on the line.</summary>
    public static int Sign(OwnPoint a, OwnPoint b, OwnPoint p)
    {
        var left = (a.X - p.X) * (b.Y - p.Y);
        var right = (a.Y - p.Y) * (b.X - p.X);
        var difference = left - right;
        if (Math.Abs(difference) > Doubtful * (Math.Abs(left) + Math.Abs(right))) return Math.Sign(difference);
        var least = new[] { a.X, a.Y, b.X, b.Y, p.X, p.Y }.Min(Exponent);
        BigInteger x = Whole(p.X, least), y = Whole(p.Y, least);
        return (((Whole(a.X, least) - x) * (Whole(b.Y, least) - y))
            - ((Whole(a.Y, least) - y) * (Whole(b.X, least) - x))).Sign;
    }

    private static BigInteger Whole(double value, int exponent)
    {
        if (value == 0) return BigInteger.Zero;
        var bits = BitConverter.DoubleToInt64Bits(value);
        var mantissa = bits & ((1L << MantissaBits) - 1);
        if (((bits >> MantissaBits) & 0x7FF) != 0) mantissa |= 1L << MantissaBits;
        var whole = (BigInteger)mantissa << (Exponent(value) - exponent);
        return value < 0 ? -whole : whole;
    }

    private static int Exponent(double value)
    {
        if (value == 0) return 0;
        var biased = (int)((BitConverter.DoubleToInt64Bits(value) >> MantissaBits) & 0x7FF);
        return biased == 0 ? LeastExponent : biased + LeastExponent - 1;
    }
}
