namespace Isotherm.Core.Readings;

/// <summary>A usable reading: in France, complete, in range. Valid only during the call that hands it over.</summary>
public readonly ref struct Reading
{
    /// <summary>Index in the array of the part, from 0.</summary>
    public required long Position { get; init; }

    /// <summary>Degrees north, -90..90: the double nearest to what is written.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees east, -180..180: the double nearest to what is written.</summary>
    public required double Longitude { get; init; }

    public required Temperature Temperature { get; init; }

    /// <summary>The id, unescaped, UTF-8; never empty.</summary>
    public required ReadOnlySpan<byte> Id { get; init; }

    /// <summary>
    /// The timestamp's JSON text as received (quotes and escapes kept), unparsed; empty when it is absent, or an object
    /// or array, which may be of any size and is no timestamp.
    /// </summary>
    public required ReadOnlySpan<byte> Timestamp { get; init; }
}
