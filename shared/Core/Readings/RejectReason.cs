namespace Isotherm.Core.Readings;

/// <summary>Why a reading is not used: the first of these, in this order, that holds.</summary>
public enum RejectReason
{
    NotAnObject,
    MissingCountry,
    Foreign,
    MissingLatitude,
    MissingLongitude,
    MissingTemperature,
    NotANumber,
    OutOfRange,
    BadId,
    Superseded,
}
