namespace Isotherm.Core.Readings.Fast;

/// <summary>Literal bytes of a record and the value that follows them.</summary>
internal struct LayoutPart
{
    /// <summary>Of <see cref="TextLength"/>: the texts are not all of one length.</summary>
    public const int Varied = -1;

    /// <summary>Of <see cref="TextLength"/>: nothing is said about it.</summary>
    public const int Unknown = -2;

    /// <summary>How many of the literal bytes.</summary>
    public int Literal;

    public SlotKind Kind;
    public ReadingField Field;

    /// <summary>Bytes of each text between the quotes there until now; negative otherwise.</summary>
    public int TextLength;
}
