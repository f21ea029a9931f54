using Isotherm.Core.Runs;

namespace Isotherm.Fetch;

/// <summary>
/// The slots that may be imported into. A slip of the keyboard must not stretch the report, which shows every hour from
/// the first to the last.
/// </summary>
internal static class RunWindow
{
    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    /// <summary>Null when the slot lies in it.</summary>
    public static string? Refusal(Slot slot, DateTimeOffset now)
    {
        if (slot.Start < First) return "hour must not lie before the year 2000.";
        return slot.Start > now + Ahead ? "hour must not lie more than 366 days ahead." : null;
    }
}
