using System.Globalization;
using System.Numerics;

namespace Isotherm.Cli.Verification;

/// <summary>Sums, means and counts as facts have them.</summary>
internal static class OwnText
{
    private const int SumDecimals = 9;
    private const int MeanDecimals = 6;

    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    public static string Sum(BigInteger nano, long count) => $"{Decimal(nano, SumDecimals)} of {Count(count)}";

    /// <summary>The mean of a sum in 1e-9 °C, rounded once.</summary>
    public static string Mean(BigInteger nano, long count) =>
        $"{Decimal(OwnNumber.HalfEven(nano, (BigInteger)count * 1000), MeanDecimals)} of {Count(count)}";

    private static string Decimal(BigInteger value, int decimals)
    {
        var digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return (value.Sign < 0 ? "-" : "") + digits[..^decimals] + "." + digits[^decimals..];
    }
}
