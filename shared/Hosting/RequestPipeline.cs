using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Hosting;

/// <summary>
/// What every request passes: the paths that are nobody's, the deadline of the work, the table of failures. Owns the
/// function.
/// </summary>
internal sealed class RequestPipeline(IHttpFunction function, TimeSpan workTimeout, TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource _drained = new();
    private ITimer? _drain;

    [SuppressMessage("Design", "CA1031", Justification = "The last catch: every failure becomes a status here.")]
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path == "/robots.txt" || context.Request.Path == "/favicon.ico")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var deadline = new CancellationTokenSource(workTimeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, deadline.Token);

        // Each on a thread of its own: to end a statement takes the driver seconds when its server is silent.
        await using var drain = _drained.Token.UnsafeRegister(
            state => ((CancellationTokenSource)state!).CancelAsync(), ended);
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
