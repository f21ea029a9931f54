using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isotherm.Core.Aggregates;

/// <summary>A UUID between its usual text (RFC 9562, section 4, in lower case) and 16 bytes.</summary>
internal static class UuidText
{
    public const int Length = 36;
    public const int PackedLength = 16;

    private const byte No = 0xFF;

    /// <summary>
    /// Packs a text of hexadecimal digits, 8-4-4-4-12, in lower case; false for any other. Equal texts give equal bytes
    /// and different ones different bytes. All digits are looked at together.
    /// </summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="packed">At least <see cref="PackedLength"/> bytes.</param>
    public static bool TryPack(ReadOnlySpan<byte> text, Span<byte> packed)
    {
        if (text.Length != Length || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
            return false;
        ref var first = ref MemoryMarshal.GetReference(text);
        var high = Vector128.Shuffle(At(ref first, 0), Vector128.Create(
                (byte)0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, No, No))
            | Vector128.Shuffle(At(ref first, 2), Vector128.Create(
                No, No, No, No, No, No, No, No, No, No, No, No, No, No, (byte)14, 15));
        var low = Vector128.Shuffle(At(ref first, 19), Vector128.Create(
                (byte)0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, No))
            | Vector128.Shuffle(At(ref first, 20), Vector128.Create(
                No, No, No, No, No, No, No, No, No, No, No, No, No, No, No, (byte)15));
        if (!(IsHex(high) & IsHex(low)).Equals(Vector128<byte>.AllBitsSet)) return false;
        Vector128.Narrow(Pairs(high), Pairs(low)).CopyTo(packed);
        return true;
    }

    private static Vector128<byte> At(ref byte first, int place) =>
        Vector128.LoadUnsafe(ref Unsafe.Add(ref first, place));

    private static Vector128<byte> IsHex(Vector128<byte> text) =>
        Vector128.LessThanOrEqual(text - Vector128.Create((byte)'0'), Vector128.Create((byte)9))
        | Vector128.LessThanOrEqual(text - Vector128.Create((byte)'a'), Vector128.Create((byte)5));

    /// <summary>Two hexadecimal digits each to the byte that they write.</summary>
    private static Vector128<ushort> Pairs(Vector128<byte> text)
    {
        // The low half of a letter is 9 less than what it stands for.
        var isLetter = Vector128.GreaterThan(text, Vector128.Create((byte)'9'));
        var digits = (text & Vector128.Create((byte)0x0F)) + (isLetter & Vector128.Create((byte)9));
        var pairs = digits.AsUInt16();
        return ((pairs << 4) | (pairs >> 8)) & Vector128.Create((ushort)0x00FF);
    }
}
