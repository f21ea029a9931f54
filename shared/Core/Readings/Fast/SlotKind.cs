namespace Isotherm.Core.Readings.Fast;

/// <summary>What stands in a place of a layout, and what follows the bytes of a block.</summary>
internal enum SlotKind : byte
{
    /// <summary>The layout has no such place. Of a block: another one follows.</summary>
    None,

    /// <summary>The text between two quotes; the quotes belong to the literal bytes.</summary>
    Text,

    /// <summary>Of a block: a number, <c>null</c>, <c>true</c> or <c>false</c>. Of a place: a number.</summary>
    Number,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Word,

    /// <summary>Of a block: the record ends.</summary>
    End,
}
