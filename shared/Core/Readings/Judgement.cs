namespace Isotherm.Core.Readings;

/// <summary>The first reason, in the order of <see cref="RejectReason"/>, for which a reading is not used.</summary>
internal static class Judgement
{
    /// <summary>Of a reading that is not in France.</summary>
    public static RejectReason Of(CountryCheck country) =>
        country == CountryCheck.Foreign ? RejectReason.Foreign : RejectReason.MissingCountry;

    /// <summary>Of a reading in France; null when it is usable.</summary>
    public static RejectReason? Of(FieldCheck latitude, FieldCheck longitude, FieldCheck temperature, bool hasId) =>
        Of(latitude, RejectReason.MissingLatitude)
        ?? Of(longitude, RejectReason.MissingLongitude)
        ?? Of(temperature, RejectReason.MissingTemperature)
        ?? (hasId ? null : RejectReason.BadId);

    private static RejectReason? Of(FieldCheck check, RejectReason missing) => check switch
    {
        FieldCheck.Good => null,
        FieldCheck.Missing => missing,
        FieldCheck.NotANumber => RejectReason.NotANumber,
        _ => RejectReason.OutOfRange,
    };
}
