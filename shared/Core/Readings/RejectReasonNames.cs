namespace Isotherm.Core.Readings;

/// <summary>The names of reasons in tables, reject objects and reports, for example <c>missing_latitude</c>.</summary>
public static class RejectReasonNames
{
    /// <summary>All reasons, in the order of <see cref="RejectReason"/>.</summary>
    public static IReadOnlyList<RejectReason> All { get; } = Enum.GetValues<RejectReason>();

    public static string Name(this RejectReason reason) => reason switch
    {
        RejectReason.NotAnObject => "not_an_object",
        RejectReason.MissingCountry => "missing_country",
        RejectReason.Foreign => "foreign",
        RejectReason.MissingLatitude => "missing_latitude",
        RejectReason.MissingLongitude => "missing_longitude",
        RejectReason.MissingTemperature => "missing_temperature",
        RejectReason.NotANumber => "not_a_number",
        RejectReason.OutOfRange => "out_of_range",
        RejectReason.BadId => "bad_id",
        RejectReason.Superseded => "superseded",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no such reason."),
    };
}
