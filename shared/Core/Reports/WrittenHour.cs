using System.Globalization;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Reports;

/// <summary>An hour as a person writes it: any instant in it, or a day; UTC unless it says otherwise.</summary>
public static class WrittenHour
{
    private const string DayForm = "yyyy-MM-dd";
    private const int LastOfDay = 23;

    /// <summary>Nothing was measured before, and a page looks at some hours before and after its own.</summary>
    private static readonly Hour Earliest = Hour.Containing(DateTimeOffset.UnixEpoch);

    private static readonly Hour Latest = Hour.Containing(new DateTimeOffset(2999, 12, 31, 23, 0, 0, TimeSpan.Zero));

    /// <summary>
    /// The hour that <c>2019-02-19T14</c>, <c>2019-02-19T14:02:10Z</c> or <c>2019-02-19 14:00</c> lies in, or of a day
    /// (<c>2019-02-19</c>) its first or its last. False for anything else.
    /// </summary>
    public static bool TryParse(string? written, bool isLast, out Hour hour)
    {
        var isDay = DateOnly.TryParseExact(
            written, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var instant = new DateTimeOffset(day, new TimeOnly(isLast ? LastOfDay : 0, 0), TimeSpan.Zero);
        var good = isDay || UtcText.TryParse(written, out instant);
        hour = good ? Hour.Containing(instant) : default;
        return good;
    }

    /// <summary>The same, and false outside of the years 1970 to 2999: for a page or an answer of the report.</summary>
    public static bool TryParseMeasured(string? written, bool isLast, out Hour hour) =>
        TryParse(written, isLast, out hour) && hour >= Earliest && hour <= Latest;
}
