namespace Isotherm.Core.Readings.Fast;

/// <summary>What was found of a block.</summary>
internal struct BlockMark
{
    /// <summary>
    /// Of <see cref="Point"/>: a number with an exponent or very many digits, of which only the text counts.
    /// </summary>
    public const int TextOnly = -1;

    /// <summary>Of <see cref="Point"/>: <c>null</c>.</summary>
    public const int Null = -2;

    /// <summary>Of <see cref="Point"/>: <c>true</c> or <c>false</c>.</summary>
    public const int Word = -3;

    /// <summary>Where it begins, which is where the value of the one before ends.</summary>
    public int Place;

    /// <summary>
    /// Of the number behind it: how many bytes of it stand before the decimal point, all without one; else negative.
    /// </summary>
    public int Point;
}
