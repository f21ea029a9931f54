using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// The values of a scanned record. What makes no checks is for those of a usual plan: the scanner has made them.
/// </summary>
/// <param name="window">In which it was scanned.</param>
/// <param name="plan">By which it was scanned.</param>
/// <param name="marks">What the scanner found.</param>
internal readonly ref struct ScannedRecord(
    ReadOnlySpan<byte> window, LayoutPlan plan, ReadOnlySpan<BlockMark> marks)
{
    private readonly ref byte _first = ref MemoryMarshal.GetReference(window);
    private readonly ref FieldPlace _fields = ref MemoryMarshal.GetReference(plan.Fields);
    private readonly ref BlockMark _marks = ref MemoryMarshal.GetReference(marks);

    /// <summary>The value of a field, whatever it is.</summary>
    public FieldSlot Slot(ReadingField field)
    {
        ref readonly var place = ref Unsafe.Add(ref _fields, (int)field);
        if (place.Kind == SlotKind.None) return default;
        ref readonly var mark = ref Unsafe.Add(ref _marks, place.Block);
        var start = mark.Place + place.Offset;
        if (place.Length >= 0) return new FieldSlot(SlotKind.Text, start, start + place.Length);
        var kind = place.Kind == SlotKind.Number && mark.Point < BlockMark.TextOnly
            ? mark.Point == BlockMark.Null ? SlotKind.Null : SlotKind.Word
            : place.Kind;
        return new FieldSlot(kind, start, Unsafe.Add(ref _marks, place.Block + 1).Place);
    }

    /// <summary>The bytes of a text, without its quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text(ReadingField field) => Bytes(field, quotes: 0);

    /// <summary>The same with its quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Quoted(ReadingField field) => Bytes(field, quotes: 1);

    /// <summary>The parts of a number; false when only its text counts, or when it is none.</summary>
    /// <param name="field">Whose value it is.</param>
    /// <param name="sign">1 with a minus before it, else 0.</param>
    /// <param name="decimals">How many of the digits stand behind the point.</param>
    /// <param name="digits">All of them as one number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadNumber(ReadingField field, out int sign, out int decimals, out ulong digits)
    {
        unchecked
        {
            ref var place = ref Unsafe.Add(ref _fields, (nint)(int)field);
            ref var mark = ref Unsafe.Add(ref _marks, place.Block);
            var start = mark.Place + place.Offset;
            ref var value = ref Unsafe.Add(ref _first, start);
            sign = value == '-' ? 1 : 0;
            decimals = Math.Max(Unsafe.Add(ref mark, 1).Place - start - mark.Point - 1, 0);
            digits = 0;
            return mark.Point >= 0
                && DigitText.TryRead(ref Unsafe.Add(ref value, sign), mark.Point - sign, decimals, out digits);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Bytes(ReadingField field, int quotes)
    {
        unchecked
        {
            ref var place = ref Unsafe.Add(ref _fields, (nint)(int)field);
            ref var mark = ref Unsafe.Add(ref _marks, place.Block);
            var start = mark.Place + place.Offset;
            var length = place.Length >= 0 ? place.Length : Unsafe.Add(ref mark, 1).Place - start;
            return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _first, start - quotes), length + (2 * quotes));
        }
    }
}
