using System.Globalization;

namespace Isotherm.Core.Runs;

/// <summary>
/// The identity of a run, decided once when it starts: its key and the exact start. Nobody downstream asks the clock.
/// </summary>
public sealed record RunStart(RunKey Key, DateTimeOffset StartedAt, RunTrigger Trigger)
{
    /// <summary>
    /// A schedule time further ahead of the clock than this belongs to a forced run, which carries the next time.
    /// </summary>
    public static readonly TimeSpan ScheduleTolerance = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Decides slot and run id. The slot comes from the request's hour, else from the schedule time (constant over
    /// retries), else from the clock; the run id from the request, else from the schedule time, else from
    /// <paramref name="nonce"/>.
    /// </summary>
    /// <param name="request">What the caller asked for.</param>
    /// <param name="scheduleTime">The header X-CloudScheduler-ScheduleTime; unreadable counts as absent.</param>
    /// <param name="now">The clock, read once.</param>
    /// <param name="length">How long a slot lasts.</param>
    /// <param name="nonce">Makes the id of a manual run unique: <c>[a-z0-9]{1,16}</c>.</param>
    public static RunStart Decide(
        RunRequest request, string? scheduleTime, DateTimeOffset now, SlotLength length, string nonce)
    {
        var startedAt = UtcText.Truncate(now);
        var scheduled = request.Hour is null
            && UtcText.TryParse(scheduleTime, out var time)
            && time - now <= ScheduleTolerance
            ? time : (DateTimeOffset?)null;
        var slot = Slot.Containing(request.Hour ?? scheduled ?? startedAt, length);
        var trigger = scheduled is null ? RunTrigger.Manual : RunTrigger.Schedule;
        var run = request.Run ?? (scheduled is { } at ? ScheduledId(at) : ManualId(startedAt, nonce));
        return new RunStart(new RunKey(slot, run), startedAt, trigger);
    }

    private static RunId ScheduledId(DateTimeOffset scheduleTime) => RunId.Parse("scheduled-" + Compact(scheduleTime));

    private static RunId ManualId(DateTimeOffset startedAt, string nonce) =>
        RunId.Parse($"manual-{Compact(startedAt)}-{nonce}");

    private static string Compact(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd't'HHmmss'z'", CultureInfo.InvariantCulture);
}
