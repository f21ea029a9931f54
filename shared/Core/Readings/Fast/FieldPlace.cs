namespace Isotherm.Core.Readings.Fast;

/// <summary>Where the value of a field is found in a scanned record.</summary>
internal struct FieldPlace
{
    /// <summary><see cref="SlotKind.None"/> where the layout has no such field.</summary>
    public SlotKind Kind;

    /// <summary>The block in which a text begins, or behind which the value stands.</summary>
    public int Block;

    /// <summary>Bytes from the beginning of the block on.</summary>
    public int Offset;

    /// <summary>Bytes of a text within blocks; negative for the value behind one.</summary>
    public int Length;
}
