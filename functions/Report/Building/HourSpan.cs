using Isotherm.Core.Runs;

namespace Isotherm.Report.Building;

/// <summary>Hours from the first to the last, both included.</summary>
internal readonly record struct HourSpan(Hour First, Hour Last)
{
    public int Hours => Index(Last) + 1;

    /// <summary>The place of an hour in it, from 0; negative or too large for one outside of it.</summary>
    public int Index(Hour hour) => (int)((hour.Start - First.Start).Ticks / TimeSpan.TicksPerHour);

    public bool Contains(Hour hour) => hour >= First && hour <= Last;

    /// <summary>Whether both have an hour in common, or one begins where the other ends.</summary>
    public bool Touches(HourSpan other) => First <= other.Last.Plus(1) && other.First <= Last.Plus(1);

    /// <summary>From the first of both to the last of both.</summary>
    public HourSpan Around(HourSpan other) =>
        new(First <= other.First ? First : other.First, Last >= other.Last ? Last : other.Last);
}
