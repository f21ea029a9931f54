namespace Isotherm.Benchmarks.Readings;

/// <summary>How the records of a generated file look.</summary>
internal enum ReadingsShape
{
    /// <summary>As the API sends them: six decimals.</summary>
    Usual,

    /// <summary>Coordinates of fifteen decimals.</summary>
    LongNumbers,

    /// <summary>Other order, spaces, a field more.</summary>
    Spaced,

    /// <summary>An escape in every record.</summary>
    Escaped,
}
