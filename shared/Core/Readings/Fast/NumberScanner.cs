using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// Finds the bounds of a JSON number (RFC 8259, section 6): point and end of a usual one in the mask of a single wide
/// compare, so that the place of the next value is known without a look at the digits.
/// </summary>
internal static class NumberScanner
{
    /// <summary>Bits of a length, below the point.</summary>
    public const int LengthBits = 8;

    public const int LengthMask = (1 << LengthBits) - 1;

    /// <summary>A bit that no length has: the value is left to the careful way.</summary>
    public const int Unusual = 1 << (LengthBits - 1);

    private const int LongestRare = 1024;

    /// <summary>
    /// The bytes of the number that begins at a place, or of <c>null</c>, <c>true</c> or <c>false</c>, and, times 256,
    /// its <see cref="BlockMark.Point"/>; <see cref="Unusual"/> for anything else, and for numbers of another form.
    /// </summary>
    /// <param name="place"><see cref="WideText.Room"/> bytes. What follows the value is not looked at.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UsualLength(ref byte place)
    {
        unchecked
        {
            var sign = place == '-' ? 1 : 0;
            var others = WideText.NoDigits(ref place) & ~(uint)sign;
            // As far as the compare goes for a number that goes on behind it; the byte there can be read all the same.
            var whole = BitOperations.TrailingZeroCount(others);
            var length = whole;
            if (Unsafe.Add(ref place, whole) == '.')
            {
                length = BitOperations.TrailingZeroCount(others & (others - 1));
                if (length == whole + 1) return Unusual;
            }

            if (whole == sign) return Word(ref place);
            var isNumber = length < WideText.Narrow && (Unsafe.Add(ref place, sign) != '0' || whole == sign + 1);
            return isNumber ? length | (whole << LengthBits) : Unusual;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Word(ref byte place)
    {
        var bytes = MemoryMarshal.CreateReadOnlySpan(ref place, 5);
        if (bytes.StartsWith("true"u8)) return 4 | (BlockMark.Word << LengthBits);
        if (bytes.StartsWith("null"u8)) return 4 | (BlockMark.Null << LengthBits);
        return bytes.StartsWith("false"u8) ? 5 | (BlockMark.Word << LengthBits) : Unusual;
    }

    /// <summary>
    /// The bytes of the number with which the window begins, or of <c>null</c>, <c>true</c> or <c>false</c>; negative
    /// when there is neither, or when it may not be whole.
    /// </summary>
    /// <param name="window">At least <see cref="WideText.Room"/> bytes.</param>
    /// <param name="point">As <see cref="BlockMark.Point"/>.</param>
    public static int Length(ReadOnlySpan<byte> window, out int point)
    {
        var usual = UsualLength(ref MemoryMarshal.GetReference(window));
        if (usual == Unusual) return RareLength(window, out point);
        point = usual >> LengthBits;
        return usual & LengthMask;
    }

    /// <summary>The bytes of a number of any form, with its exponent; negative when there is none.</summary>
    /// <param name="window">It begins with the number.</param>
    /// <param name="point">As <see cref="BlockMark.Point"/>.</param>
    public static int RareLength(ReadOnlySpan<byte> window, out int point)
    {
        point = BlockMark.TextOnly;
        var bytes = window[..Math.Min(window.Length, LongestRare)];
        var begin = bytes[0] == '-' ? 1 : 0;
        var whole = begin + DigitsIn(bytes[begin..]);
        if (whole == begin || (whole > begin + 1 && bytes[begin] == '0')) return RecordScanner.Other;
        var length = whole;
        if (length < bytes.Length && bytes[length] == '.')
        {
            var decimals = DigitsIn(bytes[(length + 1)..]);
            if (decimals == 0) return RecordScanner.Other;
            length += 1 + decimals;
        }

        if (length < bytes.Length && (bytes[length] | 0x20) == 'e')
        {
            length++;
            if (length < bytes.Length && bytes[length] is (byte)'+' or (byte)'-') length++;
            var exponent = DigitsIn(bytes[length..]);
            if (exponent == 0) return RecordScanner.Other;
            length += exponent;
        }

        point = length == whole ? whole : BlockMark.TextOnly;
        return length < bytes.Length ? length : RecordScanner.Other;
    }

    private static int DigitsIn(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length < 0 ? bytes.Length : length;
    }
}
