namespace Isotherm.Core.Readings;

/// <summary>
/// Why a reading is not used. The first that holds counts: form, country, then latitude, longitude and temperature one
/// after the other with all three checks each (so a latitude out of range hides a missing longitude), then the id.
/// </summary>
public enum RejectReason
{
    /// <summary>An element of the array that is no JSON object.</summary>
    NotAnObject,

    /// <summary>The country is absent, null or not a string.</summary>
    MissingCountry,

    /// <summary>The country, trimmed, is not <c>France</c> in any case; also one that is not Unicode text.</summary>
    Foreign,

    /// <summary>The latitude is absent or null.</summary>
    MissingLatitude,

    /// <summary>The longitude is absent or null.</summary>
    MissingLongitude,

    /// <summary>The temperature is absent or null.</summary>
    MissingTemperature,

    /// <summary>One of the three is of another JSON type, or not finite as a double (<c>1e999</c>).</summary>
    NotANumber,

    /// <summary>|latitude| above 90, |longitude| above 180, or a temperature outside the limits as written.</summary>
    OutOfRange,

    /// <summary>The id is absent, null, empty, not a string, or not Unicode text (half of a surrogate pair).</summary>
    BadId,

    /// <summary>An otherwise usable reading whose id comes again later in the same part.</summary>
    Superseded,
}
