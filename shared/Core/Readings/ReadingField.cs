namespace Isotherm.Core.Readings;

/// <summary>The fields of a reading that count; every other is passed over.</summary>
internal enum ReadingField : byte
{
    None,
    Id,
    Timestamp,
    Latitude,
    Longitude,
    Temperature,
    Country,
}
