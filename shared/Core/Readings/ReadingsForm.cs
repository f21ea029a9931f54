namespace Isotherm.Core.Readings;

/// <summary>Which documents a reader takes.</summary>
public enum ReadingsForm
{
    /// <summary>One JSON array and nothing after it: what the sensor API answers and a part holds.</summary>
    Array,

    /// <summary>One JSON array, or newline-delimited objects, whichever the first character says.</summary>
    ArrayOrLines,
}
