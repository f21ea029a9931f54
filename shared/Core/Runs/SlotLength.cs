namespace Isotherm.Core.Runs;

/// <summary>How long a slot lasts: a divisor of 60 minutes, 60 while the feed is hourly.</summary>
public readonly record struct SlotLength
{
    private readonly int _minutesLess60;

    private SlotLength(int minutes) => _minutesLess60 = minutes - 60;

    /// <summary>One hour: the default, also of <c>default(SlotLength)</c>.</summary>
    public static SlotLength Hourly => default;

    public int Minutes => _minutesLess60 + 60;

    public bool IsHourly => Minutes == 60;

    /// <summary>False unless <paramref name="minutes"/> divides 60.</summary>
    public static bool TryCreate(int minutes, out SlotLength length)
    {
        var good = minutes is > 0 and <= 60 && 60 % minutes == 0;
        length = good ? new SlotLength(minutes) : default;
        return good;
    }
}
