namespace Isotherm.Core.Readings.Fast;

/// <summary>Where the value of a field lies in the window, and its digits when it is a number.</summary>
internal struct FieldSlot
{
    /// <summary>Of <see cref="Decimals"/>: the digits were not taken, only the text counts.</summary>
    public const int TextOnly = -1;

    public SlotKind Kind;
    public bool IsNegative;

    /// <summary>How many of the digits stand behind the point; 0..19 or <see cref="TextOnly"/>.</summary>
    public int Decimals;

    public int Start;
    public int End;

    /// <summary>All digits as one whole number.</summary>
    public ulong Digits;
}
