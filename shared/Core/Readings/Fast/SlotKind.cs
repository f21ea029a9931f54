namespace Isotherm.Core.Readings.Fast;

/// <summary>What stands in a place of a layout, and what follows the literal bytes of a step.</summary>
internal enum SlotKind : byte
{
    /// <summary>The layout has no such place. Of a step: more literal bytes follow.</summary>
    None,

    /// <summary>The text between two quotes; the quotes belong to the literal bytes.</summary>
    Text,

    /// <summary>Of a step: a number, <c>null</c>, <c>true</c> or <c>false</c>. Of a place: a number.</summary>
    Number,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Word,

    /// <summary>Of a step: the record ends.</summary>
    End,
}
