using System.Numerics;

namespace Isotherm.Core.Aggregates.Aggregations.Statistics;

/// <summary>The only place where a standard deviation is made.</summary>
internal static class StandardDeviation
{
    /// <summary>Digits after the point of the result.</summary>
    public const int Decimals = 6;

    private const int NanoPerLastDecimal = 1_000;

    /// <summary>
    /// The standard deviation of the population, sqrt(n Σx² - (Σx)²) / n, in 1e-6 °C, rounded half-even. The root is
    /// that of an integer, and the rounding compares squares, so no digit is ever lost.
    /// </summary>
    /// <exception cref="ArgumentException">There are no temperatures.</exception>
    public static long MicroCelsius(ExactSum sum, UInt128 squares)
    {
        if (sum.Count <= 0) throw new ArgumentException("It needs at least one temperature.", nameof(sum));
        BigInteger count = sum.Count;
        var spread = (count * (BigInteger)squares) - BigInteger.Pow((BigInteger)sum.NanoCelsius, 2);
        var divisor = BigInteger.Pow(count * NanoPerLastDecimal, 2);
        var root = Root(spread / divisor);

        // Beyond root + 1/2 exactly when 4 spread exceeds (2 root + 1)² of the divisor.
        var half = (spread * 4).CompareTo(BigInteger.Pow((2 * root) + 1, 2) * divisor);
        return (long)(half > 0 || (half == 0 && !root.IsEven) ? root + 1 : root);
    }

    /// <summary>The greatest integer whose square is no greater: Newton's steps from above.</summary>
    private static BigInteger Root(BigInteger square)
    {
        if (square.IsZero) return square;
        var root = BigInteger.One << (int)((square.GetBitLength() / 2) + 1);
        while (true)
        {
            var next = (root + (square / root)) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }
}
