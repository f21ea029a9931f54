namespace Isotherm.Core.Readings;

/// <summary>The names of the fields in JSON, case-sensitive.</summary>
internal static class ReadingFieldNames
{
    /// <summary>The longest name, <c>temperature</c>, with every letter written as a six-byte escape.</summary>
    public const int LongestEscaped = 66;

    public static ReadingField Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => ReadingField.Id,
        3 when name.SequenceEqual("lat"u8) => ReadingField.Latitude,
        3 when name.SequenceEqual("lon"u8) => ReadingField.Longitude,
        7 when name.SequenceEqual("country"u8) => ReadingField.Country,
        9 when name.SequenceEqual("timestamp"u8) => ReadingField.Timestamp,
        11 when name.SequenceEqual("temperature"u8) => ReadingField.Temperature,
        _ => ReadingField.None,
    };
}
