using System.Runtime.InteropServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// How a record of a layout is gone through: literal bytes and texts of one length are taken together, so that only
/// values whose length varies are waited for.
/// </summary>
internal sealed class LayoutPlan
{
    public const int MaxBlocks = 64;

    /// <summary>A longer text is always looked for.</summary>
    private const int LongestText = 4 * WideText.Room;

    private readonly LayoutBlock[] _blocks = new LayoutBlock[MaxBlocks];
    private readonly FieldPlace[] _fields = new FieldPlace[(int)ReadingField.Country + 1];
    private int _last;

    /// <summary>The last one is followed by the end of the record.</summary>
    public ReadOnlySpan<LayoutBlock> Blocks => _blocks;

    /// <summary>The first of them; the others follow.</summary>
    public ref LayoutBlock First => ref MemoryMarshal.GetArrayDataReference(_blocks);

    /// <summary>How many blocks a record has.</summary>
    public int Count => _last + 1;

    /// <summary>By field.</summary>
    public ReadOnlySpan<FieldPlace> Fields => _fields;

    /// <summary>All fields are there, numbers where numbers are due and texts elsewhere.</summary>
    public bool IsUsual { get; private set; }

    /// <summary>Plans anew; false when there is too much of it.</summary>
    /// <param name="literals">The literal bytes of all parts.</param>
    /// <param name="parts">The last one ends the record.</param>
    public bool TryPlan(ReadOnlySpan<byte> literals, ReadOnlySpan<LayoutPart> parts)
    {
        Array.Clear(_fields);
        _last = 0;
        _blocks[0] = default;
        foreach (var part in parts)
        {
            foreach (var letter in literals[..part.Literal])
            {
                if (!TryAdd(letter, isText: false)) return false;
            }

            literals = literals[part.Literal..];
            if (!TryAddValue(part)) return false;
        }

        IsUsual = Is(ReadingField.Id, SlotKind.Text) && Is(ReadingField.Timestamp, SlotKind.Text)
            && Is(ReadingField.Latitude, SlotKind.Number) && Is(ReadingField.Longitude, SlotKind.Number)
            && Is(ReadingField.Temperature, SlotKind.Number) && Is(ReadingField.Country, SlotKind.Text);
        return true;
    }

    private bool Is(ReadingField field, SlotKind kind) => _fields[(int)field].Kind == kind;

    private bool TryAddValue(in LayoutPart part)
    {
        var isWithin = part.Kind == SlotKind.Text && part.TextLength is >= 0 and <= LongestText;
        _fields[(int)part.Field] = new FieldPlace
        {
            Kind = part.Kind,
            Block = _last,
            Offset = _blocks[_last].Length,
            Length = isWithin ? part.TextLength : LayoutPart.Varied,
        };
        if (!isWithin)
        {
            _blocks[_last].Kind = part.Kind;
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
        if (_blocks[_last].Length == WideText.Room && !TryBegin()) return false;
        ref var block = ref _blocks[_last];
        block.Bytes[block.Length] = letter;
        var bit = 1UL << block.Length++;
        if (isText) block.Texts |= bit;
        else block.Literals |= bit;
        return true;
    }

    private bool TryBegin()
    {
        if (++_last == MaxBlocks) return false;
        _blocks[_last] = default;
        return true;
    }
}
