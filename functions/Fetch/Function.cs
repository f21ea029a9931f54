using System.Diagnostics;
using Isotherm.Adapters.SensorApi;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Hosting;
using Isotherm.Hosting.Traces;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Fetch;

/// <summary>
/// Imports one run: calls the sensor API once, keeps the bytes in one part or several, commits them with a manifest and
/// announces each part. A run that is committed already is announced again and nothing is called.
/// </summary>
public sealed class Function(FetchOptions options, FetchParts parts) : IHttpFunction, IDisposable
{
    private const int NonceLength = 12;

    private readonly ILogger _log = parts.Logs.CreateLogger<Function>();
    private readonly SensorApiClient _api = new(
        options.SensorApi, parts.Clock, parts.Jitter, parts.SensorApi);
    private readonly KeyMask _mask = new(options.SensorApi.Key);
    private readonly CommittedRuns _runs = new(parts.RawBucket, options.SlotLength);
    private readonly Quarantine _quarantine = new(parts.RawBucket, options.SensorApi.Source);

    /// <summary>POST imports (optional JSON body: hour, run); GET is a sign of life.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (SignOfLife.Answer(context)) return;
        var line = new RequestLine(_log, parts.Clock, _mask);
        var reply = await line.WriteAfterAsync(() => ImportAsync(context, line));
        await reply.WriteAsync(context.Response, context.RequestAborted);
    }

    public void Dispose() => _api.Dispose();

    private async Task<FetchReply> ImportAsync(HttpContext context, RequestLine line)
    {
        var now = parts.Clock.GetUtcNow();
        var request = await FetchRequest.ReadAsync(context.Request);
        if (request.Refusal is not null) return FetchReply.BadRequest(request.Refusal);
        var scheduleTime = context.Request.Headers["X-CloudScheduler-ScheduleTime"].ToString();
        var start = RunStart.Decide(request.Run, scheduleTime, now, options.SlotLength, parts.NewId()[..NonceLength]);
        if (RunWindow.Refusal(start.Key.Slot, now) is { } outside) return FetchReply.BadRequest(outside);
        line.Start = start;
        Activity.Current?.SetTag("isotherm.run", start.Key.Run.Value)
            .SetTag("isotherm.slot", start.Key.Slot.ToString());
        var trace = RequestTrace.TraceParentToPassOn;

        var manifest = await _runs.FindAsync(start.Key, context.RequestAborted);
        var state = FetchedRun.Republished;
        if (manifest is null)
        {
            var attempt = await CallAsync(start, trace, context.RequestAborted);
            line.Attempt = attempt;
            if (attempt.Refusal is not null)
                return await RefuseAsync(start, attempt, trace, line, context.RequestAborted);

            manifest = await _runs.CommitAsync(ManifestOf(start, attempt), context.RequestAborted);
            if (manifest.Parts[0].Stored == attempt.Stored[0]) state = StateOf(attempt);
        }

        line.Object = manifest.Parts[0].Stored.Name;
        line.Read = manifest.Parts.Sum(part => part.Records);
        await parts.Topic.PublishAsync(RunMessages.Of(manifest, trace), context.RequestAborted);
        FetchMeter.Published.Add(manifest.Parts.Count, new KeyValuePair<string, object?>("kind", "part"));
        var (run, slot) = (start.Key.Run.Value, start.Key.Slot);
        return FetchReply.Done(new FetchedRun(run, slot.Hour.ToString(), slot.ToString(), manifest.Parts.Count, state));
    }

    private async Task<Attempt> CallAsync(RunStart start, string? trace, CancellationToken cancellation)
    {
        var id = AttemptId.Parse(parts.NewId());
        var call = new SensorCall(_api, _mask, parts.RawBucket, options.PartLimits);
        try
        {
            return await call.MakeAsync(
                id, part => RawObjectName.Of(start.Key, options.SlotLength, id, part), cancellation);
        }
        catch (TransientException failure)
        {
            await TellFailureAsync(start, failure.Message, trace, cancellation);
            throw;
        }
    }

    private async Task<FetchReply> RefuseAsync(
        RunStart start, Attempt attempt, string? trace, RequestLine line, CancellationToken cancellation)
    {
        await TellFailureAsync(start, attempt.Refusal!, trace, cancellation);
        line.Object = await _quarantine.KeepAsync(start, attempt, cancellation);
        return FetchReply.BadAnswer(attempt.Refusal!);
    }

    /// <summary>Best effort: the ledger is only told, and the next try of the same run may tell it again.</summary>
    private async Task TellFailureAsync(RunStart start, string reason, string? trace, CancellationToken cancellation)
    {
        try
        {
            await parts.Topic.PublishAsync([RunMessages.Failed(start, reason, trace)], cancellation);
            FetchMeter.Published.Add(1, new KeyValuePair<string, object?>("kind", "failed"));
        }
        catch (TransientException failure)
        {
            _log.FailureNotTold(start.Key.Run, failure.Message);
        }
    }

    private Manifest ManifestOf(RunStart start, Attempt attempt)
    {
        var named = attempt.Stored.Select((stored, part) => new ManifestPart(
            stored,
            attempt.Readings[part],
            RunMessages.Body(start, parts.RawBucket.Name, stored, part, attempt.Stored.Count)));
        return new Manifest(start.Key, start.StartedAt, options.SensorApi.Source, [.. named]);
    }

    private static string StateOf(Attempt attempt) => attempt.Usable == 0 ? FetchedRun.Empty : FetchedRun.Committed;
}
