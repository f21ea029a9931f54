using System.Numerics;
using System.Runtime.CompilerServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// The double nearest to a decimal number (ties to even). W. D. Clinger, "How to read floating point numbers
/// accurately" (PLDI 1990): when digits and power of ten are exact as doubles, one division rounds correctly. Otherwise
/// the division is made in whole numbers, to more bits than a double has and with the remainder looked at.
/// </summary>
internal static class ExactDouble
{
    private const ulong MostExact = 1UL << 53;
    private const int Bits = 53;
    private const int Bias = 1023;

    /// <summary>10⁰ to 10¹⁹, all exact.</summary>
    private static ReadOnlySpan<double> Powers =>
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19];

    /// <summary><paramref name="digits"/> divided by ten to <paramref name="decimals"/>, 0..19.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(ulong digits, int decimals) => digits <= MostExact
        ? unchecked((long)digits) / Powers[decimals]
        : Divide(digits, DigitText.PowerOfTen(decimals));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Divide(ulong dividend, ulong divisor)
    {
        unchecked
        {
            var (up, down) = (BitOperations.LeadingZeroCount(dividend), BitOperations.LeadingZeroCount(divisor));
            var wide = (UInt128)(dividend << up) << 63;
            var by = divisor << down;
            // Both have their top bit set, so the quotient has 63 or 64 bits: at least ten more than a double.
            var quotient = (ulong)(wide / by);
            var isExact = quotient * (UInt128)by == wide;
            var cut = 64 - Bits - BitOperations.LeadingZeroCount(quotient);
            var kept = quotient >> cut;
            var half = 1UL << (cut - 1);
            var rest = quotient & ((half << 1) - 1);
            if (rest > half || (rest == half && (!isExact || (kept & 1) == 1))) kept++;
            var scale = cut - 63 + down - up;
            return kept * BitConverter.Int64BitsToDouble((long)(scale + Bias) << (Bits - 1));
        }
    }
}
