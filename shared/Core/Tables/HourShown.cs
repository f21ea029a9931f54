using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>What an hour shows.</summary>
/// <param name="Hour">UTC.</param>
/// <param name="Changeover">How often the hour has changed what it shows; 0 when it never showed anything.</param>
/// <param name="From">Since when; never before an earlier changeover of the hour.</param>
/// <param name="Method">The method of its values.</param>
/// <param name="Slots">The evaluation that each slot shows, by slot; slots that show nothing are not there.</param>
public sealed record HourShown(
    Hour Hour, int Changeover, DateTimeOffset From, Method Method, IReadOnlyList<ShownSlot> Slots)
{
    /// <summary>An hour that never showed anything.</summary>
    public static HourShown Nothing(Hour hour) => new(hour, 0, DateTimeOffset.MinValue, Method.Rectangle, []);

    /// <summary>What the hour shows from now on: its next changeover, no earlier than the last one.</summary>
    public HourShown Next(Method method, IReadOnlyList<ShownSlot> slots, DateTimeOffset now) =>
        new(Hour, Changeover + 1, now > From ? now : From, method, slots);

    /// <summary>
    /// Whether the hour shows exactly these evaluations by this method. An hour that never showed anything shows no
    /// evaluations by any method.
    /// </summary>
    public bool Shows(Method method, IReadOnlyList<ShownSlot> slots) =>
        Slots.SequenceEqual(slots) && (Method == method || Changeover == 0);
}
