using System.Globalization;
using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Aggregates.Aggregations.EventTime;

/// <summary>
/// Event hours as keys: hours from the import, at most 31 days before or after it. Whatever else a timestamp says, or
/// does not say, is <see cref="Bad"/>.
/// </summary>
internal static class EventHours
{
    /// <summary>The key of a timestamp that is none, or is far from the import.</summary>
    public const ushort Bad = 0;

    /// <summary>Its name in the tables.</summary>
    public const string BadName = "bad";

    /// <summary>The most hours that an event may lie before or after its import.</summary>
    public const int Most = 31 * 24;

    private const string Form = "yyyy-MM-dd HH:mm:ss";

    public static ushort KeyOf(scoped in Reading reading, Slot slot)
    {
        if (!EventTimestamp.TryHour(reading.Timestamp, out var hour)) return Bad;
        var hours = (hour.Start.UtcTicks - slot.Hour.Start.UtcTicks) / TimeSpan.TicksPerHour;
        return Math.Abs(hours) <= Most ? (ushort)(hours + Most + 1) : Bad;
    }

    /// <summary>The event hour as <c>2019-02-19 14:00:00</c> in UTC, or <see cref="BadName"/>.</summary>
    public static string NameOf(ushort key, Slot slot) => key == Bad
        ? BadName
        : slot.Hour.Plus(key - Most - 1).Start.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="NameOf"/> wrote; null for <see cref="BadName"/>.</summary>
    public static Hour? HourOf(string name) => name == BadName
        ? null
        : Hour.Containing(DateTimeOffset.ParseExact(
            name, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
}
