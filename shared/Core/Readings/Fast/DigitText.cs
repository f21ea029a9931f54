using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// The digits of a number as one whole number, eight at a time in one register: they are put together as in D. Lemire,
/// "Number parsing at a gigabyte per second" (Software: Practice and Experience 51, 2021), section 3.
/// </summary>
internal static class DigitText
{
    /// <summary>A whole number of so many digits fits 64 bits.</summary>
    private const int MostDigits = 19;

    private const int Word = sizeof(ulong);

    /// <summary>10⁰ to 10¹⁹.</summary>
    private static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Ten to this power, 0..19.</summary>
    public static ulong PowerOfTen(int exponent) => Powers[exponent];

    /// <summary>
    /// Reads the digits on both sides of a point; false when there are more than eight before it, sixteen behind it or
    /// nineteen together.
    /// </summary>
    /// <param name="first">The first digit; all digits and a word more can be read there.</param>
    /// <param name="whole">How many there are before the point; at least one.</param>
    /// <param name="decimals">How many behind it; 0 where there is no point.</param>
    /// <param name="digits">All of them as one number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ref byte first, int whole, int decimals, out ulong digits)
    {
        unchecked
        {
            digits = 0;
            if (whole > Word || decimals > 2 * Word || whole + decimals > MostDigits) return false;
            digits = Value(Load(ref first, 0), whole);
            var left = decimals;
            if (decimals > Word)
            {
                digits = (digits * Powers[Word]) + Value(Load(ref first, whole + 1), Word);
                left -= Word;
            }
            if (left > 0)
            {
                var tail = Load(ref first, whole + 1 + decimals - left);
                digits = (digits * Powers[left]) + Value(tail, left);
            }
            return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(ref byte first, int at)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>The number that the first <paramref name="count"/> bytes of a word, all digits, write.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Value(ulong word, int count)
    {
        unchecked
        {
            // Zeros before the digits; a shift by 64 would be none, hence the two of them.
            var values = ((word ^ 0x3030_3030_3030_3030) << (32 - (count << 2))) << (32 - (count << 2));
            values = (values * 10) + (values >> 8);
            return (((values & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064)
                + (((values >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32;
        }
    }
}
