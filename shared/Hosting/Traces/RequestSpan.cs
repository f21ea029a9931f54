using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Hosting.Traces;

/// <summary>The server span and the duration of one request; both end before the answer begins.</summary>
internal sealed class RequestSpan
{
    private const string Name = "Isotherm.Hosting";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "isotherm.request.duration",
        "s",
        "From a request to the beginning of its answer.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 240],
        });

    private readonly string _function;
    private readonly TimeProvider _clock;
    private readonly Func<Task>? _flush;
    private readonly ActivityContext? _sent;
    private readonly DateTimeOffset _startedAt;
    private readonly long _begin;
    private Activity? _span;
    private int _ended;

    private RequestSpan(string function, ActivityContext? sent, TimeProvider clock, Func<Task>? flush)
    {
        (_function, _sent, _clock, _flush) = (function, sent, clock, flush);
        (_startedAt, _begin) = (clock.GetUtcNow(), clock.GetTimestamp());
    }

    /// <summary>
    /// Begins in the trace that the caller sent. Holds for the calls that the caller of this makes from now on.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="function">Names the span.</param>
    /// <param name="clock">Measures the duration.</param>
    /// <param name="flush">Sends what was measured, before the answer; null: nobody collects.</param>
    public static RequestSpan Begin(HttpContext context, string function, TimeProvider clock, Func<Task>? flush)
    {
        var sent = TraceParent.Of(context.Request);
        var request = new RequestSpan(function, sent, clock, flush);

        // A span of the web host would be nobody's parent: it is not collected.
        Activity.Current = null;
        RequestTrace.Continue(sent);
        request._span = Source.StartActivity(function, ActivityKind.Server, sent ?? default);
        context.Features.Set(request);
        return request;
    }

    /// <summary>
    /// Goes on in the trace of the message that the request carries: fetch and aggregate are one trace. What pushes
    /// the message sends a trace of its own, which is linked to.
    /// </summary>
    public static void Continue(HttpContext context, string? traceParentOfMessage)
    {
        if (TraceParent.Parse(traceParentOfMessage) is { } message)
            context.Features.Get<RequestSpan>()?.Continue(message);
    }

    private void Continue(ActivityContext message)
    {
        RequestTrace.Continue(message);
        if (_span is null) return;
        Forget(_span);
        ActivityLink[] links = _sent is { } sent && sent.TraceId != message.TraceId ? [new ActivityLink(sent)] : [];
        _span = Source.StartActivity(_function, ActivityKind.Consumer, message, tags: null, links, _startedAt);
    }

    /// <summary>Ends the span and sends everything, once.</summary>
    public async Task EndAsync(int status)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 1) return;
        Duration.Record(
            _clock.GetElapsedTime(_begin).TotalSeconds, new("function", _function), new("outcome", Outcome(status)));
        if (_span is { } span)
        {
            span.SetTag("http.response.status_code", status);
            if (status >= StatusCodes.Status500InternalServerError) span.SetStatus(ActivityStatusCode.Error);
            span.Stop();
        }

        if (_flush is not null) await _flush();
    }

    /// <summary>Ends a span that was begun in the wrong trace, without anybody hearing of it.</summary>
    private static void Forget(Activity span)
    {
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        span.IsAllDataRequested = false;
        span.Stop();
    }

    private static string Outcome(int status) => status switch
    {
        < 400 => "done",
        < 500 => "refused",
        StatusCodes.Status502BadGateway => "bad_answer",
        StatusCodes.Status503ServiceUnavailable => "try_again",
        _ => "failed",
    };
}
