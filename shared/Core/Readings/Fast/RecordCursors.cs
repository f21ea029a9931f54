using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// Goes from record to record as long as all values are usual ones. There are no calls here and few cases, so that all
/// of it stays in registers. Where one value begins depends on where the one before ends, and a processor waits for
/// that; two cursors in one loop wait at the same time.
/// </summary>
internal static class RecordCursors
{
    /// <summary>So many records one after the other are scanned before they are handed on.</summary>
    public const int MostRecords = 16;

    /// <summary>A block, and behind it twice as much of a text, can be read from a place so far from the end.</summary>
    private const int Reach = 3 * WideText.Room;

    /// <summary>Scans with one cursor and says how many records were found.</summary>
    /// <param name="window">The bytes.</param>
    /// <param name="at">Where the record before them ended; then where the last one ends.</param>
    /// <param name="plan">That of the layout they may have.</param>
    /// <param name="most">Which bytes a text may have; more than ASCII only where all bytes are well-formed.</param>
    /// <param name="marks">Takes what is found of each block, and where the last record ends.</param>
    /// <param name="isOther">The next bytes are none of that layout, however carefully one looks.</param>
    public static int Scan(
        ReadOnlySpan<byte> window, ref int at, LayoutPlan plan, byte most, Span<BlockMark> marks, out bool isOther)
    {
        unchecked
        {
            nint last = window.Length - Reach;
            nint place = at;
            var (count, end, isUnusual) = (0, at, false);
            ref var first = ref MemoryMarshal.GetReference(window);
            ref var block = ref plan.First;
            ref var mark = ref MemoryMarshal.GetReference(marks);
            while (place <= last && WideText.IsAt(ref Unsafe.Add(ref first, place), in block, most))
            {
                mark.Place = (int)place;
                place += block.Length;
                var value = UsualValue(ref Unsafe.Add(ref first, place), block.Kind, most);
                isUnusual = (value & NumberScanner.Unusual) != 0;
                if (isUnusual) break;
                mark.Point = value >> NumberScanner.LengthBits;
                place += value & NumberScanner.LengthMask;
                mark = ref Unsafe.Add(ref mark, 1);
                var isEnd = block.Kind == SlotKind.End;
                block = ref Unsafe.Add(ref block, 1);
                if (!isEnd) continue;
                block = ref plan.First;
                end = (int)place;
                if (++count == MostRecords) break;
            }

            // With an exponent, a number only seems to end; anything else in place of literal bytes is another layout.
            isOther = !isUnusual && count < MostRecords && place <= last
                && (Unsafe.AreSame(ref block, ref plan.First)
                    || Unsafe.Subtract(ref block, 1).Kind != SlotKind.Number);
            marks[count * plan.Count].Place = at = end;
            return count;
        }
    }

    /// <summary>
    /// Scans with two cursors until one of them meets with a surprise or the first is at the place of the second or
    /// behind it, and says how many records each has found.
    /// </summary>
    /// <param name="window">The bytes.</param>
    /// <param name="at">Where the first begins; then where its last record ends.</param>
    /// <param name="ahead">Where the second begins.</param>
    /// <param name="plan">That of the layout the records may have.</param>
    /// <param name="most">As above.</param>
    /// <param name="marks">
    /// Takes what the first finds and, <see cref="MostRecords"/> further on, what the second finds, as above.
    /// </param>
    public static int ScanTwice(
        ReadOnlySpan<byte> window, ref int at, int ahead, LayoutPlan plan, byte most, Span<BlockMark> marks)
    {
        unchecked
        {
            nint last = window.Length - Reach;
            // Ends of values rise with their beginnings, so the first cursor stays behind the second.
            var (place, place2) = ((nint)at, (nint)ahead);
            var (count, end, end2) = (0, at, ahead);
            ref var first = ref MemoryMarshal.GetReference(window);
            ref var block = ref plan.First;
            ref var mark = ref MemoryMarshal.GetReference(marks);
            ref var mark2 = ref Unsafe.Add(ref mark, MostRecords * plan.Count);
            while (place2 <= last && WideText.IsAt(ref Unsafe.Add(ref first, place), in block, most)
                && WideText.IsAt(ref Unsafe.Add(ref first, place2), in block, most))
            {
                (mark.Place, mark2.Place) = ((int)place, (int)place2);
                (place, place2) = (place + block.Length, place2 + block.Length);
                var value = UsualValue(ref Unsafe.Add(ref first, place), block.Kind, most);
                var value2 = UsualValue(ref Unsafe.Add(ref first, place2), block.Kind, most);
                if (((value | value2) & NumberScanner.Unusual) != 0) break;
                mark.Point = value >> NumberScanner.LengthBits;
                mark2.Point = value2 >> NumberScanner.LengthBits;
                place += value & NumberScanner.LengthMask;
                place2 += value2 & NumberScanner.LengthMask;
                mark = ref Unsafe.Add(ref mark, 1);
                mark2 = ref Unsafe.Add(ref mark2, 1);
                var isEnd = block.Kind == SlotKind.End;
                block = ref Unsafe.Add(ref block, 1);
                if (!isEnd) continue;
                block = ref plan.First;
                (end, end2) = ((int)place, (int)place2);
                if (++count == MostRecords || end >= ahead) break;
            }

            marks[count * plan.Count].Place = at = end;
            marks[(MostRecords + count) * plan.Count].Place = end2;
            return count;
        }
    }

    /// <summary>
    /// Bytes of the value behind a block, and the point of a number, as in <see cref="NumberScanner.UsualLength"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int UsualValue(ref byte place, SlotKind kind, byte most)
    {
        if (kind == SlotKind.Number) return NumberScanner.UsualLength(ref place);
        return kind == SlotKind.Text ? WideText.TextLength(ref place, most) : 0;
    }
}
