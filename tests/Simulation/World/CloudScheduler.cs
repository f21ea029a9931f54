using System.Globalization;
using System.Text;
using Isotherm.Simulation.Faults;
using Isotherm.Simulation.Loop;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Simulation.World;

/// <summary>
/// Fires once an hour, or twice, late, not at all; tries again with the same schedule time; and people who force it.
/// </summary>
internal sealed class CloudScheduler(SimulatedWorld world, Draws draws)
{
    private const int Retries = 5;

    private static readonly TimeSpan AttemptDeadline = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Fires for one hour, as drawn.</summary>
    public async Task FireAsync(DateTimeOffset hour)
    {
        world.Demand.Scheduled(hour);
        var faults = world.Faults;
        if (faults.Happens(Mishap.FiringSkipped)) return;
        if (faults.Happens(Mishap.FiringForced)) world.Loop.Start(world.Loop.World, () => ForceAsync(hour.AddHours(1)));
        if (faults.Happens(Mishap.FiredLate)) await world.Loop.WaitAsync(draws.Time(TimeSpan.FromMinutes(90)));
        if (faults.Happens(Mishap.FiredTwice)) world.Loop.Start(world.Loop.World, () => TryAsync(hour));
        await TryAsync(hour);
    }

    /// <summary>A person imports a correction, and asks again until it is done or they give up.</summary>
    public async Task CorrectAsync(DateTimeOffset hour, string run)
    {
        world.Demand.Named(hour, run);
        var text = hour.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);
        await UntilDoneAsync(null, $$"""{"hour":"{{text}}","run":"{{run}}"}""");
    }

    /// <summary>One try; the status or null.</summary>
    public Task<int?> PostAsync(DateTimeOffset? scheduleTime, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.Path = "/";
        if (scheduleTime is { } time)
        {
            context.Request.Headers["X-CloudScheduler-ScheduleTime"] =
                time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        var deadline = world.Faults.Happens(Mishap.SchedulerGivesUpWaiting) ? TimeSpan.FromSeconds(1) : AttemptDeadline;
        return world.WithinAsync(world.FetchFleet.SendAsync(context), deadline);
    }

    private Task TryAsync(DateTimeOffset time) => UntilDoneAsync(time, "");

    private async Task ForceAsync(DateTimeOffset nextTime)
    {
        world.Demand.Forced();
        await PostAsync(nextTime, "");
    }

    private async Task UntilDoneAsync(DateTimeOffset? time, string body)
    {
        for (var tries = 0; tries <= Retries; tries++)
        {
            if (await PostAsync(time, body) is >= 200 and <= 299) return;
            var pause = FirstPause * Math.Pow(2, tries);
            await world.Loop.WaitAsync(pause < LongestPause ? pause : LongestPause);
        }
    }
}
