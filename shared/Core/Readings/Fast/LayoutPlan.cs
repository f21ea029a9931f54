using System.Runtime.InteropServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// How a record of a layout is gone through: literal bytes and texts of one length are taken together, so that only
/// values whose length varies are waited for.
/// </summary>
internal sealed class LayoutPlan
{
    public const int MaxBlocks = 64;

    /// <summary>The end of a longer text is always looked for.</summary>
    private const int LongestWithin = 4 * WideText.Room;

    /// <summary>What is in use, and what is planned, which takes its place when all of it fits.</summary>
    private (LayoutBlock[] Blocks, FieldPlace[] Fields) _used = New();
    private (LayoutBlock[] Blocks, FieldPlace[] Fields) _planned = New();
    private int _last;

    /// <summary>The last one is followed by the end of the record.</summary>
    public ReadOnlySpan<LayoutBlock> Blocks => _used.Blocks.AsSpan(0, Count);

    /// <summary>The first of them; the others follow.</summary>
    public ref LayoutBlock First => ref MemoryMarshal.GetArrayDataReference(_used.Blocks);

    /// <summary>How many blocks a record has.</summary>
    public int Count { get; private set; }

    /// <summary>By field.</summary>
    public ReadOnlySpan<FieldPlace> Fields => _used.Fields;

    /// <summary>All fields are there, numbers where numbers are due and texts elsewhere.</summary>
    public bool IsUsual { get; private set; }

    /// <summary>Plans anew; false when there is too much of it, and the plan that was there stays.</summary>
    /// <param name="literals">The literal bytes of all parts.</param>
    /// <param name="parts">The last one ends the record.</param>
    public bool TryPlan(ReadOnlySpan<byte> literals, ReadOnlySpan<LayoutPart> parts)
    {
        Array.Clear(_planned.Fields);
        _last = 0;
        _planned.Blocks[0] = default;
        foreach (var part in parts)
        {
            foreach (var letter in literals[..part.Literal])
            {
                if (!TryAdd(letter, isText: false)) return false;
            }

            literals = literals[part.Literal..];
            if (!TryAddValue(part)) return false;
        }

        (_used, _planned) = (_planned, _used);
        Count = _last + 1;
        IsUsual = Is(ReadingField.Id, SlotKind.Text) && Is(ReadingField.Timestamp, SlotKind.Text)
            && Is(ReadingField.Latitude, SlotKind.Number) && Is(ReadingField.Longitude, SlotKind.Number)
            && Is(ReadingField.Temperature, SlotKind.Number) && Is(ReadingField.Country, SlotKind.Text);
        return true;
    }

    private bool Is(ReadingField field, SlotKind kind) => _used.Fields[(int)field].Kind == kind;

    private bool TryAddValue(in LayoutPart part)
    {
        var isWithin = part.Kind == SlotKind.Text && part.TextLength is >= 0 and <= LongestWithin;
        _planned.Fields[(int)part.Field] = new FieldPlace
        {
            Kind = part.Kind,
            Block = _last,
            Offset = _planned.Blocks[_last].Length,
            Length = isWithin ? part.TextLength : LayoutPart.Varied,
        };
        if (!isWithin)
        {
            _planned.Blocks[_last].Kind = part.Kind;
            return part.Kind == SlotKind.End || TryBegin();
        }

        for (var i = 0; i < part.TextLength; i++)
        {
            if (!TryAdd(0, isText: true)) return false;
        }

        return true;
    }

    private bool TryAdd(byte letter, bool isText)
    {
        if (_planned.Blocks[_last].Length == WideText.Room && !TryBegin()) return false;
        ref var block = ref _planned.Blocks[_last];
        block.Bytes[block.Length] = letter;
        var bit = 1UL << block.Length++;
        if (isText) block.Texts |= bit;
        else block.Literals |= bit;
        return true;
    }

    private static (LayoutBlock[] Blocks, FieldPlace[] Fields) New() =>
        (new LayoutBlock[MaxBlocks], new FieldPlace[(int)ReadingField.Country + 1]);

    private bool TryBegin()
    {
        if (++_last == MaxBlocks) return false;
        _planned.Blocks[_last] = default;
        return true;
    }
}
