using System.Globalization;
using System.Text.Json;
using Isotherm.Cli.Pipelines;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Demo;

/// <summary>Plays the part of Cloud Scheduler: it calls fetch every hour, sometimes twice, as it may.</summary>
internal sealed class DemoSchedule(LocalPipeline pipeline, VirtualClock clock) : IDisposable
{
    /// <summary>The header by which Cloud Scheduler tells when a job was due, constant over its retries.</summary>
    private const string ScheduleTime = "X-CloudScheduler-ScheduleTime";

    /// <summary>Each run of this many is called for twice.</summary>
    private const int HoursPerRetry = 9;

    /// <summary>A scheduler is never quite on time.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(200);

    private readonly HttpClient _client = new() { Timeout = CallTimeout };

    public async Task<IReadOnlyList<HourPlayed>> PlayAsync(
        Hour first, int hours, Action<double> progress, CancellationToken cancellation)
    {
        var played = new List<HourPlayed>();
        for (var i = 0; i < hours; i++)
        {
            var hour = first.Plus(i);
            clock.Set(hour.Start + Delay);
            played.Add(await CallAsync(hour, cancellation));
            if (i % HoursPerRetry == HoursPerRetry - 1) await CallAsync(hour, cancellation);
            progress(1);
        }

        await pipeline.Broker.IdleAsync(cancellation);
        return played;
    }

    public void Dispose() => _client.Dispose();

    private async Task<HourPlayed> CallAsync(Hour hour, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, pipeline.Fetch);
        request.Headers.Add(ScheduleTime, hour.ToString());
        using var answer = await _client.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            return new HourPlayed(hour, IsCommitted: false, $"fetch answered {status}: {text.Trim()}");
        }

        var run = JsonSerializer.Deserialize(text, DemoJson.Default.FetchAnswer);
        return new HourPlayed(hour, run?.State != "republished", Failure: null);
    }
}
