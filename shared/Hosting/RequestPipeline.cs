using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mime;
using Isotherm.Hosting.Traces;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting;

/// <summary>
/// What every request passes: the paths that are nobody's, its span, the deadline of the work, the table of failures.
/// Owns the function.
/// </summary>
/// <param name="options">Names the function, and how long its work may take.</param>
/// <param name="function">Does the work.</param>
/// <param name="clock">Measures deadlines.</param>
/// <param name="log">Hears of requests that no function takes.</param>
/// <param name="flush">Sends what was measured, before the answer; null: nobody collects.</param>
internal sealed class RequestPipeline(
    FunctionHostOptions options, IHttpFunction function, TimeProvider clock, ILogger log, Func<Task>? flush)
    : IDisposable
{
    private readonly CancellationTokenSource _drained = new();
    private ITimer? _drain;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path == "/robots.txt" || context.Request.Path == "/favicon.ico")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!IsWork(context.Request.Method))
        {
            RequestTrace.Continue(TraceParent.Of(context.Request));
            await WorkAsync(context);
            if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
                log.MethodRefused(context.Request.Method);
            return;
        }

        var span = RequestSpan.Begin(context, options.Name, clock, flush);
        context.Response.OnStarting(() => span.EndAsync(context.Response.StatusCode));
        await WorkAsync(context);
        await span.EndAsync(context.Response.StatusCode);
    }

    private bool IsWork(string method) => options.WorksOnGet || HttpMethods.IsPost(method);

    [SuppressMessage("Design", "CA1031", Justification = "The last catch: every failure becomes a status here.")]
    private async Task WorkAsync(HttpContext context)
    {
        using var deadline = new CancellationTokenSource(options.WorkTimeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, deadline.Token);

        // Each by a timer of its own: to end a statement takes the driver seconds when its server is silent.
        await using var drain = _drained.Token.UnsafeRegister(
            state => ((CancellationTokenSource)state!).CancelAfter(TimeSpan.Zero), deadline);
        var connection = context.RequestAborted;
        context.RequestAborted = ended.Token;
        try
        {
            await function.HandleAsync(context);
        }
        catch (Exception failure)
        {
            context.RequestAborted = connection;
            await AnswerAsync(context, FailureToStatus.Of(failure));
        }
        finally
        {
            context.RequestAborted = connection;
        }
    }

    /// <summary>Ends the work on every request that is still under way after this time.</summary>
    public void EndWorkAfter(TimeSpan drain) =>
        _drain = clock.CreateTimer(_ => _drained.Cancel(), state: null, drain, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _drain?.Dispose();
        _drained.Dispose();
        (function as IDisposable)?.Dispose();
    }

    private static async Task AnswerAsync(HttpContext context, FailureAnswer answer)
    {
        var response = context.Response;
        if (response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
            return;
        }

        response.Clear();
        response.StatusCode = answer.Status;
        response.ContentType = MediaTypeNames.Text.Plain + "; charset=utf-8";
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = FailureToStatus.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        await response.WriteAsync(answer.Reason + "\n", context.RequestAborted);
    }
}
