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

    /// <summary>Bits of the vectors used; 0 without any.</summary>
    public static int Bits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>Whether the bytes at a place are the literal bytes of a step.</summary>
    /// <param name="place">The first byte.</param>
    /// <param name="literal"><see cref="RecordLayout.Width"/> bytes.</param>
    /// <param name="mask">The bits of those that count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAt(ref byte place, ref byte literal, uint mask)
    {
        uint equal;
        if (Vector256.IsHardwareAccelerated)
        {
            equal = Vector256.Equals(Vector256.LoadUnsafe(ref place), Vector256.LoadUnsafe(ref literal))
                .ExtractMostSignificantBits();
        }
        else
        {
            equal = Equal16(ref place, ref literal)
                | (Equal16(ref Unsafe.Add(ref place, 16), ref Unsafe.Add(ref literal, 16)) << 16);
        }
        return (~equal & mask) == 0;
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
            var special = Special(ref Unsafe.Add(ref first, at));
            if (special != 0) return at + BitOperations.TrailingZeroCount(special);
        }
        return -1;
    }

    /// <summary>One bit for each of <see cref="Room"/> bytes that ends or may not stand in a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Special(ref byte place)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var bytes = Vector512.LoadUnsafe(ref place);
            return (Vector512.Equals(bytes, Vector512.Create((byte)'"'))
                | Vector512.Equals(bytes, Vector512.Create((byte)'\\'))
                | Vector512.LessThan(bytes, Vector512.Create((byte)' '))).ExtractMostSignificantBits();
        }
        if (Vector256.IsHardwareAccelerated)
            return Special32(ref place) | ((ulong)Special32(ref Unsafe.Add(ref place, 32)) << 32);
        return Special16(ref place)
            | ((ulong)Special16(ref Unsafe.Add(ref place, 16)) << 16)
            | ((ulong)Special16(ref Unsafe.Add(ref place, 32)) << 32)
            | ((ulong)Special16(ref Unsafe.Add(ref place, 48)) << 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Special32(ref byte place)
    {
        var bytes = Vector256.LoadUnsafe(ref place);
        return (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(bytes, Vector256.Create((byte)' '))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Special16(ref byte place)
    {
        var bytes = Vector128.LoadUnsafe(ref place);
        return (Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.LessThan(bytes, Vector128.Create((byte)' '))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Equal16(ref byte place, ref byte literal) =>
        Vector128.Equals(Vector128.LoadUnsafe(ref place), Vector128.LoadUnsafe(ref literal))
            .ExtractMostSignificantBits();
}
