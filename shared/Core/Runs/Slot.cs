namespace Isotherm.Core.Runs;

/// <summary>
/// What a run covers, known by its first instant (UTC, a whole minute); the hour while the feed is hourly.
/// </summary>
public readonly record struct Slot : IComparable<Slot>
{
    private readonly long _minutes;

    private Slot(long minutes) => _minutes = minutes;

    public DateTimeOffset Start => new(_minutes * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    /// <summary>The hour that shows this slot.</summary>
    public Hour Hour => Hour.Containing(Start);

    /// <summary>The slot of the given length that contains <paramref name="instant"/>.</summary>
    public static Slot Containing(DateTimeOffset instant, SlotLength length)
    {
        var minutes = instant.UtcTicks / TimeSpan.TicksPerMinute;
        return new Slot(minutes - (minutes % length.Minutes));
    }

    /// <summary>Reads the exact form of <see cref="ToString"/>.</summary>
    public static bool TryParse(string? text, out Slot slot)
    {
        var good = UtcText.TryParseSeconds(text, out var instant) && instant.UtcTicks % TimeSpan.TicksPerMinute == 0;
        slot = good ? new Slot(instant.UtcTicks / TimeSpan.TicksPerMinute) : default;
        return good;
    }

    public int CompareTo(Slot other) => _minutes.CompareTo(other._minutes);

    public static bool operator <(Slot left, Slot right) => left.CompareTo(right) < 0;

    public static bool operator >(Slot left, Slot right) => left.CompareTo(right) > 0;

    public static bool operator <=(Slot left, Slot right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Slot left, Slot right) => left.CompareTo(right) >= 0;

    /// <summary>For example <c>2019-02-19T14:00:00Z</c>.</summary>
    public override string ToString() => UtcText.ToSeconds(Start);
}
