using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// Compares and searches many bytes at once: 64 with AVX-512, 32 with AVX2, 16 with what every x86-64 and Arm has, one
/// after the other without any. The caller answers for <see cref="Room"/> readable bytes at the place given.
/// </summary>
internal static class WideText
{
    /// <summary>So many bytes from a place on may be read.</summary>
    public const int Room = 64;

    /// <summary>So many bytes are compared at once where fewer than <see cref="Room"/> are enough.</summary>
    public const int Narrow = 32;

    /// <summary>
    /// Of <c>most</c>, how far above a space a byte of a text may be: any well-formed UTF-8.
    /// </summary>
    public const byte AnyByte = byte.MaxValue - ' ';

    /// <summary>The same: ASCII only, of which nobody has to know first that it is well-formed.</summary>
    public const byte Ascii = sbyte.MaxValue - ' ';

    /// <summary>Bits of the vectors used; 0 without any.</summary>
    public static int Bits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>Whether the bytes at a place are the literal bytes of a block, and its texts could be texts.</summary>
    /// <param name="place"><see cref="Room"/> bytes.</param>
    /// <param name="block">What is known of them.</param>
    /// <param name="most">Which bytes a text may have.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAt(ref byte place, ref readonly LayoutBlock block, byte most)
    {
        ref readonly var literal = ref block.Bytes[0];
        var isEqual = Vector512.IsHardwareAccelerated || block.Literals > uint.MaxValue
            ? (~Equal(ref place, in literal) & block.Literals) == 0
            : (~Equal32(ref place, in literal) & (uint)block.Literals) == 0;
        return isEqual && (block.Texts == 0 || (Special(ref place, most) & block.Texts) == 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Equal32(ref byte place, ref readonly byte literal)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            return Vector256.Equals(Vector256.LoadUnsafe(ref place), Vector256.LoadUnsafe(in literal))
                .ExtractMostSignificantBits();
        }

        return Equal16(ref place, in literal)
            | (Equal16(ref Unsafe.Add(ref place, 16), in Unsafe.Add(ref Unsafe.AsRef(in literal), 16)) << 16);
    }

    /// <summary>One bit for each of <see cref="Narrow"/> bytes that is no decimal digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NoDigits(ref byte place)
    {
        if (!Vector256.IsHardwareAccelerated)
            return NoDigits16(ref place) | (NoDigits16(ref Unsafe.Add(ref place, 16)) << 16);
        var above = Vector256.LoadUnsafe(ref place) - Vector256.Create((byte)'0');
        return Vector256.GreaterThan(above, Vector256.Create((byte)9)).ExtractMostSignificantBits();
    }

    /// <summary>
    /// How many bytes stand before one that a JSON string cannot hold as it is; twice <see cref="Room"/> for so many or
    /// more.
    /// </summary>
    /// <param name="place">Twice <see cref="Room"/> bytes.</param>
    /// <param name="most">Which bytes a text may have.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TextLength(ref byte place, byte most)
    {
        var special = Special(ref place, most);
        return special != 0
            ? BitOperations.TrailingZeroCount(special)
            : Room + BitOperations.TrailingZeroCount(Special(ref Unsafe.Add(ref place, Room), most));
    }

    /// <summary>
    /// The first place from <paramref name="at"/> on with a byte that a JSON string cannot hold as it is: a quote, a
    /// backslash or a control character. Negative when none begins up to <paramref name="last"/>.
    /// </summary>
    /// <param name="first">The window.</param>
    /// <param name="at">Where to begin.</param>
    /// <param name="last">The last place with <see cref="Room"/> bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TextEnd(ref byte first, int at, int last)
    {
        for (; at <= last; at += Room)
        {
            var special = Special(ref Unsafe.Add(ref first, at), AnyByte);
            if (special != 0) return at + BitOperations.TrailingZeroCount(special);
        }
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(ref byte place, ref readonly byte literal)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512.Equals(Vector512.LoadUnsafe(ref place), Vector512.LoadUnsafe(in literal))
                .ExtractMostSignificantBits();
        }

        return Equal32(ref place, in literal)
            | ((ulong)Equal32(ref Unsafe.Add(ref place, 32), in Unsafe.Add(ref Unsafe.AsRef(in literal), 32)) << 32);
    }

    /// <summary>One bit for each of <see cref="Room"/> bytes that ends or may not stand in a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Special(ref byte place, byte most)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var bytes = Vector512.LoadUnsafe(ref place);
            return (Vector512.Equals(bytes, Vector512.Create((byte)'"'))
                | Vector512.Equals(bytes, Vector512.Create((byte)'\\'))
                | Vector512.GreaterThan(bytes - Vector512.Create((byte)' '), Vector512.Create(most)))
                .ExtractMostSignificantBits();
        }
        if (Vector256.IsHardwareAccelerated)
            return Special32(ref place, most) | ((ulong)Special32(ref Unsafe.Add(ref place, 32), most) << 32);
        return Special16(ref place, most)
            | ((ulong)Special16(ref Unsafe.Add(ref place, 16), most) << 16)
            | ((ulong)Special16(ref Unsafe.Add(ref place, 32), most) << 32)
            | ((ulong)Special16(ref Unsafe.Add(ref place, 48), most) << 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Special32(ref byte place, byte most)
    {
        var bytes = Vector256.LoadUnsafe(ref place);
        return (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.GreaterThan(bytes - Vector256.Create((byte)' '), Vector256.Create(most)))
            .ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Special16(ref byte place, byte most)
    {
        var bytes = Vector128.LoadUnsafe(ref place);
        return (Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.GreaterThan(bytes - Vector128.Create((byte)' '), Vector128.Create(most)))
            .ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Equal16(ref byte place, ref readonly byte literal) =>
        Vector128.Equals(Vector128.LoadUnsafe(ref place), Vector128.LoadUnsafe(in literal))
            .ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NoDigits16(ref byte place) =>
        Vector128.GreaterThan(Vector128.LoadUnsafe(ref place) - Vector128.Create((byte)'0'), Vector128.Create((byte)9))
            .ExtractMostSignificantBits();
}
