using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>Checks whether records have a layout, byte for byte, and finds their values.</summary>
internal sealed class RecordScanner
{
    /// <summary>The bytes are not those of the layout, or hold what it does not know.</summary>
    public const int Other = -1;

    /// <summary>The window ends too early to tell.</summary>
    public const int Short = -2;

    private const int LongestText = 4096;

    /// <summary>
    /// So many records the second cursor is ahead, as far as one knows; fewer than are scanned at a time, and no more
    /// of long ones than the first cache of a processor holds.
    /// </summary>
    private const int Ahead = 10;
    private const int MostAhead = 8 * 1024;

    /// <summary>So many scans are made with one cursor when two have met with a surprise.</summary>
    private const int Pause = 4;

    private readonly BlockMark[] _marks = new BlockMark[(2 * RecordCursors.MostRecords * LayoutPlan.MaxBlocks) + 1];
    private int _pause;

    /// <summary>Bytes of a record that was found last, on average.</summary>
    private int _length = 128;

    /// <summary>So many of the records found last were found by the first cursor.</summary>
    private int _ofFirst;

    /// <summary>How many records were found last.</summary>
    public int Count { get; private set; }

    /// <summary>What was found of each block of a record.</summary>
    /// <param name="plan">By which it was scanned.</param>
    /// <param name="record">Its number among those found last; <see cref="Count"/> for the place behind them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<BlockMark> Marks(LayoutPlan plan, int record) => record < _ofFirst || _ofFirst == Count
        ? _marks.AsSpan(record * plan.Count)
        : _marks.AsSpan((RecordCursors.MostRecords + record - _ofFirst) * plan.Count);

    /// <summary>Scans the next records of a layout and says why no more of them; 0 when there may be more.</summary>
    /// <param name="window">Well-formed UTF-8.</param>
    /// <param name="at">Where the record before them ended.</param>
    /// <param name="plan">That of the layout they may have.</param>
    /// <param name="boundary">With what a record begins, where two cursors may go; else empty.</param>
    public int Scan(ReadOnlySpan<byte> window, int at, LayoutPlan plan, ReadOnlySpan<byte> boundary)
    {
        if (ScanUsual(window, ref at, plan, boundary, WideText.AnyByte, out var isOther)) return 0;
        if (isOther) return Other;
        var end = ScanCarefully(window, at, plan, _marks.AsSpan(Count * plan.Count));
        if (end >= 0)
        {
            _ofFirst = ++Count;
            at = end;
        }

        _marks[Count * plan.Count].Place = at;
        return Math.Min(end, 0);
    }

    /// <summary>
    /// The same for bytes of which nobody knows whether they are well-formed: only records with usual values, of ASCII,
    /// are found.
    /// </summary>
    public int ScanAscii(ReadOnlySpan<byte> window, int at, LayoutPlan plan, ReadOnlySpan<byte> boundary) =>
        ScanUsual(window, ref at, plan, boundary, WideText.Ascii, out _) ? 0 : Other;

    /// <summary>Scans records with usual values; false when a surprise follows them.</summary>
    private bool ScanUsual(
        ReadOnlySpan<byte> window,
        ref int at,
        LayoutPlan plan,
        ReadOnlySpan<byte> boundary,
        byte most,
        out bool isOther)
    {
        isOther = false;
        if (TryScanTwice(window, at, plan, boundary, most)) return true;
        var begin = at;
        Count = RecordCursors.Scan(window, ref at, plan, most, _marks, out isOther);
        _ofFirst = Count;
        if (Count > 0) _length = (at - begin) / Count;
        return Count == RecordCursors.MostRecords;
    }

    /// <summary>
    /// Scans with two cursors, the second from where a record seems to begin: what it finds counts when the first
    /// arrives exactly there. False when nothing was found.
    /// </summary>
    private bool TryScanTwice(
        ReadOnlySpan<byte> window, int at, LayoutPlan plan, ReadOnlySpan<byte> boundary, byte most)
    {
        var apart = Math.Min(Ahead * _length, MostAhead);
        if (boundary.IsEmpty || window.Length - at < 4 * apart) return false;
        if (_pause > 0)
        {
            _pause--;
            return false;
        }

        var ahead = window.Slice(at + apart, apart).IndexOf(boundary);
        if (ahead < 0)
        {
            _pause = Pause;
            return false;
        }

        ahead += at + apart;
        _ofFirst = RecordCursors.ScanTwice(window, ref at, ahead, plan, most, _marks);
        var isMet = at == ahead;
        if (!isMet) _pause = Pause;
        Count = isMet ? 2 * _ofFirst : _ofFirst;
        return Count > 0;
    }

    /// <summary>Where the next record, with whatever values, ends; negative when unknown.</summary>
    private static int ScanCarefully(ReadOnlySpan<byte> window, int at, LayoutPlan plan, Span<BlockMark> marks)
    {
        var last = window.Length - WideText.Room;
        for (var i = 0; ; i++)
        {
            ref readonly var block = ref plan.Blocks[i];
            if (at > last) return Short;
            if (!IsAt(window, at, block))
            {
                at = BehindExponent(window, at, plan, marks, i);
                if (at < 0 || at > last || !IsAt(window, at, block)) return Other;
            }

            marks[i].Place = at;
            at += block.Length;
            if (block.Kind == SlotKind.End) return at;
            if (block.Kind == SlotKind.None) continue;
            if (at > last) return Short;
            var length = block.Kind == SlotKind.Number
                ? NumberScanner.Length(window[at..], out marks[i].Point)
                : TextLength(window, at);
            if (length < 0) return length;
            at += length;
        }
    }

    private static bool IsAt(ReadOnlySpan<byte> window, int at, in LayoutBlock block) =>
        WideText.IsAt(ref MemoryMarshal.GetReference(window[at..]), in block, WideText.AnyByte);

    /// <summary>Bytes up to the closing quote, or <see cref="Short"/> or <see cref="Other"/>.</summary>
    private static int TextLength(ReadOnlySpan<byte> window, int at)
    {
        var end = WideText.TextEnd(ref MemoryMarshal.GetReference(window), at, window.Length - WideText.Room);
        if (end < 0) return Short;
        return end - at > LongestText ? Other : end - at;
    }

    /// <summary>
    /// Where the number before a block really ends, when it goes on with an exponent; negative otherwise.
    /// </summary>
    private static int BehindExponent(
        ReadOnlySpan<byte> window, int at, LayoutPlan plan, Span<BlockMark> marks, int block)
    {
        if (block == 0 || plan.Blocks[block - 1].Kind != SlotKind.Number) return Other;
        var start = marks[block - 1].Place + plan.Blocks[block - 1].Length;
        var end = start + NumberScanner.RareLength(window[start..], out marks[block - 1].Point);
        return end > at ? end : Other;
    }
}
