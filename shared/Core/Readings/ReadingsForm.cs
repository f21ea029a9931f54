namespace Isotherm.Core.Readings;

/// <summary>Which documents a reader takes.</summary>
public enum ReadingsForm
{
    /// <summary>One JSON array and nothing after it: what the sensor API answers and a part holds.</summary>
    Array,

    /// <summary>
    /// One JSON array when the first significant character is <c>[</c>; anything else is newline-delimited: each line
    /// one JSON value (LF or CR LF, the last one optional), lines of white space only are passed over.
    /// </summary>
    ArrayOrLines,
}
