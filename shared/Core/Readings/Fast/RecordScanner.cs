using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>Checks whether a record has a layout, byte for byte, and finds its values.</summary>
internal sealed class RecordScanner
{
    /// <summary>The bytes are not those of the layout, or hold what it does not know.</summary>
    public const int Other = -1;

    /// <summary>The window ends too early to tell.</summary>
    public const int Short = -2;

    private const int LongestText = 4096;

    private readonly FieldSlot[] _slots = new FieldSlot[(int)ReadingField.Country + 1];

    /// <summary>The values of the record found last, by field; those without a field share the first.</summary>
    public ReadOnlySpan<FieldSlot> Slots => _slots;

    /// <summary>Forgets the values of another layout.</summary>
    public void Clear() => Array.Clear(_slots);

    /// <summary>Where the next record ends; negative when unknown.</summary>
    /// <param name="window">Well-formed UTF-8.</param>
    /// <param name="at">Where the record before it ended.</param>
    /// <param name="layout">The layout it may have.</param>
    public int Scan(ReadOnlySpan<byte> window, int at, RecordLayout layout)
    {
        var last = window.Length - WideText.Room;
        ref var first = ref MemoryMarshal.GetReference(window);
        ref var text = ref MemoryMarshal.GetReference(layout.Text);
        foreach (ref readonly var step in layout.Steps)
        {
            if (at > last) return Short;
            if (!WideText.IsAt(ref Unsafe.Add(ref first, at), ref text, step.Mask)) return Other;
            text = ref Unsafe.Add(ref text, RecordLayout.Width);
            at += step.Length;
            if (step.Kind == SlotKind.None) continue;
            if (step.Kind == SlotKind.End) return at;
            if (at > last) return Short;
            ref var slot = ref _slots[(int)step.Field];
            if (step.Kind == SlotKind.Text)
            {
                var end = WideText.TextEnd(ref first, at, last);
                if (end < 0) return Short;
                if (end - at > LongestText) return Other;
                slot.Kind = SlotKind.Text;
                slot.Start = at;
                slot.End = end;
                at = end;
            }
            else
            {
                if (!DigitScanner.TryRead(ref first, at, last, ref slot) && !IsWord(window, at, ref slot)) return Other;
                at = slot.End;
            }
        }
        return Other;
    }

    private static bool IsWord(ReadOnlySpan<byte> window, int at, ref FieldSlot slot)
    {
        var word = window[at..];
        var length = word.StartsWith("null"u8) || word.StartsWith("true"u8) ? 4 : word.StartsWith("false"u8) ? 5 : 0;
        slot.Kind = word[0] == 'n' ? SlotKind.Null : SlotKind.Word;
        slot.Start = at;
        slot.End = at + length;
        return length > 0;
    }
}
