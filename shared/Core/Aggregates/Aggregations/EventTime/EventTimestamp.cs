using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Aggregates.Aggregations.EventTime;

/// <summary>
/// The hour of a reading's own timestamp: <c>2019-02-19 14:02:10</c>, also with a T, a fraction of a second, and a zone
/// (Z, +01:00 or +0100). Without a zone it is UTC, as the sensor API says nothing else.
/// </summary>
internal static class EventTimestamp
{
    private const int Date = 10;
    private const int Seconds = 19;
    private const int LongestEscaped = 256;

    /// <param name="json">The JSON text as received, quotes included; or nothing.</param>
    /// <param name="hour">UTC.</param>
    /// <returns>False when it is no such text, or no moment of the calendar.</returns>
    public static bool TryHour(ReadOnlySpan<byte> json, out Hour hour)
    {
        hour = default;
        if (json is not [(byte)'"', .. var text, (byte)'"']) return false;
        if (!text.Contains((byte)'\\')) return TryText(text, out hour);
        if (text.Length > LongestEscaped) return false;
        Span<byte> plain = stackalloc byte[LongestEscaped];
        return JsonText.TryUnescape(text, plain, out var length) && TryText(plain[..length], out hour);
    }

    private static bool TryText(ReadOnlySpan<byte> text, out Hour hour)
    {
        hour = default;
        if (text.Length < Seconds || !TryMoment(text, out var moment)) return false;
        if (!TryZone(AfterFraction(text[Seconds..]), out var minutesEast)) return false;
        var ticks = moment.Ticks - (minutesEast * TimeSpan.TicksPerMinute);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks) return false;
        hour = Hour.Containing(new DateTimeOffset(ticks, TimeSpan.Zero));
        return true;
    }

    private static bool TryMoment(ReadOnlySpan<byte> text, out DateTime moment)
    {
        moment = default;
        if (text[4] != '-' || text[7] != '-' || text[Date] is not ((byte)' ' or (byte)'T')
            || text[13] != ':' || text[16] != ':') return false;
        var century = Two(text, 0);
        var (year, month, day) = ((century * 100) + Two(text, 2), Two(text, 5), Two(text, 8));
        var (hours, minutes, seconds) = (Two(text, 11), Two(text, 14), Two(text, 17));
        if (century < 0 || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hours is < 0 or > 23 || minutes is < 0 or > 59 || seconds is < 0 or > 59) return false;
        moment = new DateTime(year, month, day, hours, minutes, seconds, DateTimeKind.Utc);
        return true;
    }

    /// <summary>Two digits; a number that fits nowhere when they are none.</summary>
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = (text[at] - '0', text[at + 1] - '0');
        return tens is >= 0 and <= 9 && ones is >= 0 and <= 9 ? (tens * 10) + ones : -100_000;
    }

    private static ReadOnlySpan<byte> AfterFraction(ReadOnlySpan<byte> rest)
    {
        if (rest is not [(byte)'.' or (byte)',', >= (byte)'0' and <= (byte)'9', ..]) return rest;
        var end = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? [] : rest[(end + 1)..];
    }

    private static bool TryZone(ReadOnlySpan<byte> zone, out int minutesEast)
    {
        minutesEast = 0;
        if (zone.IsEmpty || zone is [(byte)'Z']) return true;
        if (zone is not [(byte)'+' or (byte)'-', ..]) return false;
        Span<byte> digits = stackalloc byte[4];
        if (zone.Length == 6 && zone[3] == ':')
        {
            zone[1..3].CopyTo(digits);
            zone[4..].CopyTo(digits[2..]);
        }
        else if (zone.Length == 5) zone[1..].CopyTo(digits);
        else return false;
        var (hours, minutes) = (Two(digits, 0), Two(digits, 2));
        if (hours is < 0 or > 23 || minutes is < 0 or > 59) return false;
        minutesEast = ((hours * 60) + minutes) * (zone[0] == '+' ? 1 : -1);
        return true;
    }
}
