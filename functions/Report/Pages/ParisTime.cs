namespace Isotherm.Report.Pages;

/// <summary>
/// The legal time of metropolitan France, so that no image needs time-zone data: UTC+1, and UTC+2 from the last Sunday
/// of March to the last Sunday of October, both at 01:00 UTC. The source is Directive 2000/84/EC, articles 1 to 3; its
/// forerunner 97/44/EC has the same dates, and 1996 was the first year whose summer time ended in October (directive
/// 94/21/EC). A year before that has other rules, and no answer here.
/// </summary>
internal static class ParisTime
{
    private const int FirstYear = 1996;
    private const int ChangeHour = 1;

    /// <summary>How far Paris is ahead of UTC at an instant; null before 1996.</summary>
    public static TimeSpan? OffsetAt(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        if (utc.Year < FirstYear) return null;
        var isSummer = utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10);
        return TimeSpan.FromHours(isSummer ? 2 : 1);
    }

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, DateTime.DaysInMonth(year, month), ChangeHour, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
