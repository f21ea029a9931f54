namespace Isotherm.Core.Readings;

/// <summary>What is known of a numeric field of the reading being read.</summary>
internal enum FieldCheck : byte
{
    /// <summary>Absent so far, or null.</summary>
    Missing,

    /// <summary>Of another JSON type, or not finite as a double.</summary>
    NotANumber,

    /// <summary>A number outside its limits.</summary>
    OutOfRange,

    /// <summary>A number that can be used.</summary>
    Good,
}
