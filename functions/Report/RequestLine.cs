using Isotherm.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Report;

/// <summary>The one log line of a request. What was asked for is not in it: only the path, which is cut.</summary>
internal sealed class RequestLine(ILogger log, TimeProvider clock, HttpContext context)
{
    private const int LongestPath = 100;

    private readonly long _begin = clock.GetTimestamp();

    public void Write() => log.Answered(context.Request.Method, Path, context.Response.StatusCode, Milliseconds);

    public void Write(Exception failure)
    {
        var answer = FailureToStatus.Of(failure);
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
            log.NotAnswered(context.Request.Method, Path, Milliseconds, answer.Reason);
        else log.Failed(failure, context.Request.Method, Path, Milliseconds);
    }

    private long Milliseconds => (long)clock.GetElapsedTime(_begin).TotalMilliseconds;

    private string Path
    {
        get
        {
            var path = context.Request.Path.Value ?? "";
            return path.Length <= LongestPath ? path : path[..LongestPath];
        }
    }
}
