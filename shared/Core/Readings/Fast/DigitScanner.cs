using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// Reads a JSON number (RFC 8259, section 6), eight digits at a time in one register: the digits of a word are found
/// and put together as in D. Lemire, "Number parsing at a gigabyte per second" (Software: Practice and Experience 51,
/// 2021), section 3. Anything longer than that, or with an exponent, is only delimited.
/// </summary>
internal static class DigitScanner
{
    /// <summary>A whole number of so many digits fits 64 bits.</summary>
    private const int MostDigits = 19;

    private const int Word = sizeof(ulong);

    /// <summary>10⁰ to 10¹⁹.</summary>
    private static readonly ulong[] Powers =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Ten to this power, 0..19.</summary>
    public static ulong PowerOfTen(int exponent) => Powers[exponent];

    /// <summary>Reads the number that begins at a place; false when none does, or when it may not be whole.</summary>
    /// <param name="first">The window.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="last">The last place with <see cref="WideText.Room"/> bytes; not before it.</param>
    /// <param name="slot">Takes its bounds and digits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ref byte first, int at, int last, ref FieldSlot slot)
    {
        unchecked
        {
            slot.Start = at;
            slot.Kind = SlotKind.Number;
            slot.IsNegative = Unsafe.Add(ref first, at) == '-';
            var begin = slot.IsNegative ? at + 1 : at;
            var word = Load(ref first, begin);
            var whole = CountDigits(word);
            var behind = Unsafe.Add(ref first, begin + whole);
            if (whole is 0 or Word || (whole > 1 && (byte)word == '0') || behind != '.')
                return TryReadRare(ref first, at, last, ref slot);
            var fraction = Load(ref first, begin + whole + 1);
            var decimals = CountDigits(fraction);
            slot.Digits = (Value(word, whole) * Powers[decimals]) + Value(fraction, decimals);
            slot.Decimals = decimals;
            slot.End = begin + whole + 1 + decimals;
            var next = Unsafe.Add(ref first, slot.End);
            if (decimals is > 0 and < Word && (next | 0x20) != 'e') return true;
            return decimals == Word
                ? TryReadLong(ref first, whole, last, ref slot)
                : TryReadRare(ref first, at, last, ref slot);
        }
    }

    /// <summary>Goes on behind eight decimals: eight more, or what is left of them.</summary>
    private static bool TryReadLong(ref byte first, int whole, int last, ref FieldSlot slot)
    {
        unchecked
        {
            var word = Load(ref first, slot.End);
            var more = CountDigits(word);
            var next = Unsafe.Add(ref first, slot.End + more);
            if (more == Word || whole + Word + more > MostDigits || (next | 0x20) == 'e')
                return TryReadRare(ref first, slot.Start, last, ref slot);
            slot.Digits = (slot.Digits * Powers[more]) + Value(word, more);
            slot.Decimals += more;
            slot.End += more;
            return true;
        }
    }

    /// <summary>Byte by byte: whole numbers, exponents, more digits than a word takes, and what is no number.</summary>
    private static bool TryReadRare(ref byte first, int at, int last, ref FieldSlot slot)
    {
        if (!IsDelimited(ref first, at, last, ref slot)) return false;
        var start = slot.IsNegative ? at + 1 : at;
        var digits = slot.End - start;
        slot.Decimals = FieldSlot.TextOnly;
        var word = Load(ref first, start);
        if (digits >= Word || CountDigits(word) != digits) return true;
        slot.Digits = Value(word, digits);
        slot.Decimals = 0;
        return true;
    }

    private static bool IsDelimited(ref byte first, int at, int last, ref FieldSlot slot)
    {
        var end = at + WideText.Room + Math.Min(last - at, 1024);
        var place = slot.IsNegative ? at + 1 : at;
        var whole = SkipDigits(ref first, place, end);
        if (whole == place || (whole > place + 1 && Unsafe.Add(ref first, place) == '0')) return false;
        place = whole;
        if (place < end && Unsafe.Add(ref first, place) == '.')
        {
            var fraction = SkipDigits(ref first, ++place, end);
            if (fraction == place) return false;
            place = fraction;
        }
        if (place < end && (Unsafe.Add(ref first, place) | 0x20) == 'e')
        {
            place++;
            if (place < end && Unsafe.Add(ref first, place) is (byte)'+' or (byte)'-') place++;
            var exponent = SkipDigits(ref first, place, end);
            if (exponent == place) return false;
            place = exponent;
        }
        slot.End = place;
        return place < end;
    }

    private static int SkipDigits(ref byte first, int at, int end)
    {
        while (at < end && char.IsAsciiDigit((char)Unsafe.Add(ref first, at))) at++;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(ref byte first, int at)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>How many bytes of a word, from the first on, are digits: 0..8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountDigits(ulong word)
    {
        unchecked
        {
            var values = word ^ 0x3030_3030_3030_3030;
            // A carry only leaves a byte that is no digit itself, so the first mark is right.
            var marks = ((values + 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080;
            return BitOperations.TrailingZeroCount(marks) >> 3;
        }
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
