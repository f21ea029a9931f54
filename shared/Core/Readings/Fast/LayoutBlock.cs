using System.Runtime.CompilerServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// Bytes of a record of which is known where they stand, literal ones and texts of one length, and the value of unknown
/// length behind them.
/// </summary>
internal struct LayoutBlock
{
    /// <summary>The literal bytes, zeros between them.</summary>
    public Content Bytes;

    /// <summary>One bit for each literal byte.</summary>
    public ulong Literals;

    /// <summary>One bit for each byte of a text.</summary>
    public ulong Texts;

    /// <summary>How many bytes there are, without the value.</summary>
    public int Length;

    /// <summary>What follows; <see cref="SlotKind.None"/> before another block.</summary>
    public SlotKind Kind;

    [InlineArray(WideText.Room)]
    public struct Content
    {
        private byte _first;
    }
}
