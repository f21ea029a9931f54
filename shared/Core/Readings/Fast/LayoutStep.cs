namespace Isotherm.Core.Readings.Fast;

/// <summary>Literal bytes of a layout (at most one compare wide) and what follows them.</summary>
internal struct LayoutStep
{
    /// <summary>One bit for each literal byte.</summary>
    public uint Mask;

    public int Length;
    public SlotKind Kind;
    public ReadingField Field;
}
