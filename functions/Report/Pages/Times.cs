using System.Globalization;
using Isotherm.Core.Runs;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>Dates and times as the language writes them (CLDR): hours of 24, UTC unless Paris is said.</summary>
internal sealed class Times(Language language)
{
    private static readonly string[] EnglishMonths =
    [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ];

    private static readonly string[] FrenchMonths =
    [
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    private static readonly string[] EnglishShortMonths =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

    private static readonly string[] FrenchShortMonths =
    [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ];

    private static readonly string[] EnglishDays =
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly string[] FrenchDays =
        ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    private bool IsFrench => language == Language.French;

    /// <summary>For example Tuesday 19 February 2019.</summary>
    public string Date(DateTimeOffset instant)
    {
        var day = (IsFrench ? FrenchDays : EnglishDays)[(int)instant.DayOfWeek];
        return $"{day} {DayOfMonth(instant)} {Month(instant)} {Year(instant)}";
    }

    /// <summary>For example 19 Feb 2019.</summary>
    public string ShortDate(DateTimeOffset instant) => $"{Day(instant)} {Year(instant)}";

    /// <summary>For example 19 Feb.</summary>
    public string Day(DateTimeOffset instant) =>
        $"{DayOfMonth(instant)} {(IsFrench ? FrenchShortMonths : EnglishShortMonths)[instant.Month - 1]}";

    /// <summary>For example 14:00.</summary>
    public static string Clock(DateTimeOffset instant) => instant.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For example 19 Feb 2019, 14:00 UTC.</summary>
    public string Short(Hour hour) => $"{ShortDate(hour.Start)}, {Clock(hour.Start)} UTC";

    /// <summary>To the second, for example 19 Feb 2019, 14:00:03 UTC.</summary>
    public string Instant(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return $"{ShortDate(utc)}, {utc.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
    }

    /// <summary>For example 15:00 in Paris (UTC+1); with its date if that is another one. Null before 1996.</summary>
    public string? InParis(Hour hour)
    {
        if (ParisTime.OffsetAt(hour.Start) is not { } offset) return null;
        var there = hour.Start.ToOffset(offset);
        var date = there.Day == hour.Start.Day ? "" : ShortDate(there) + ", ";
        var place = IsFrench ? "à Paris" : "in Paris";
        return $"{date}{Clock(there)} {place} (UTC+{offset.Hours})";
    }

    /// <summary>For example 2 d 3 h, 3 h 20 min, 40 s.</summary>
    public string Duration(TimeSpan span)
    {
        var day = IsFrench ? "j" : "d";
        if (span < TimeSpan.Zero) return Numbers.None;
        if (span.Days > 0) return $"{span.Days}\u00A0{day} {span.Hours}\u00A0h";
        if (span.Hours > 0) return $"{span.Hours}\u00A0h {span.Minutes}\u00A0min";
        return span.Minutes > 0 ? $"{span.Minutes}\u00A0min" : $"{span.Seconds}\u00A0s";
    }

    /// <summary>As fields of forms and <c>datetime</c> attributes want it: 2019-02-19T14:00.</summary>
    public static string Field(Hour hour) =>
        hour.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private string DayOfMonth(DateTimeOffset instant) => IsFrench && instant.Day == 1
        ? "1er"
        : instant.Day.ToString(CultureInfo.InvariantCulture);

    private string Month(DateTimeOffset instant) => (IsFrench ? FrenchMonths : EnglishMonths)[instant.Month - 1];

    private static string Year(DateTimeOffset instant) => instant.Year.ToString("0000", CultureInfo.InvariantCulture);
}
