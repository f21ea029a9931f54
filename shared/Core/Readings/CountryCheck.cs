namespace Isotherm.Core.Readings;

/// <summary>What is known of the country of the reading being read.</summary>
internal enum CountryCheck : byte
{
    /// <summary>Absent so far, null or not a string.</summary>
    Missing,

    Foreign,
    France,
}
