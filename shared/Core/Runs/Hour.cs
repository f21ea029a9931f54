namespace Isotherm.Core.Runs;

/// <summary>A UTC hour: the hour in which a run was started. Ordered in time; equal when the hour is.</summary>
public readonly record struct Hour : IComparable<Hour>
{
    private readonly long _hours;

    private Hour(long hours) => _hours = hours;

    /// <summary>The first instant of the hour, in UTC.</summary>
    public DateTimeOffset Start => new(_hours * TimeSpan.TicksPerHour, TimeSpan.Zero);

    /// <summary>The hour that contains <paramref name="instant"/>.</summary>
    public static Hour Containing(DateTimeOffset instant) => new(instant.UtcTicks / TimeSpan.TicksPerHour);

    /// <summary>The hour that lies <paramref name="hours"/> later (earlier when negative).</summary>
    public Hour Plus(int hours) => new(_hours + hours);

    /// <summary>Reads the exact form of <see cref="ToString"/>.</summary>
    public static bool TryParse(string? text, out Hour hour)
    {
        var good = UtcText.TryParseSeconds(text, out var instant) && instant.UtcTicks % TimeSpan.TicksPerHour == 0;
        hour = good ? Containing(instant) : default;
        return good;
    }

    public int CompareTo(Hour other) => _hours.CompareTo(other._hours);

    public static bool operator <(Hour left, Hour right) => left.CompareTo(right) < 0;

    public static bool operator >(Hour left, Hour right) => left.CompareTo(right) > 0;

    public static bool operator <=(Hour left, Hour right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Hour left, Hour right) => left.CompareTo(right) >= 0;

    /// <summary>For example <c>2019-02-19T14:00:00Z</c>.</summary>
    public override string ToString() => UtcText.ToSeconds(Start);
}
