using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Fetch;

/// <summary>What fetch answers: a run as JSON, or one sentence of text that says why there is none.</summary>
internal sealed record FetchReply(int Status, FetchedRun? Run, string? Reason)
{
    public static FetchReply Done(FetchedRun run) => new(StatusCodes.Status200OK, run, Reason: null);

    public static FetchReply BadRequest(string reason) => new(StatusCodes.Status400BadRequest, Run: null, reason);

    public static FetchReply BadAnswer(string reason) => new(StatusCodes.Status502BadGateway, Run: null, reason);

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        response.StatusCode = Status;
        if (Run is null)
        {
            response.ContentType = MediaTypeNames.Text.Plain + "; charset=utf-8";
            await response.WriteAsync(Reason + "\n", cancellation);
            return;
        }

        response.ContentType = MediaTypeNames.Application.Json;
        var json = JsonSerializer.SerializeToUtf8Bytes(Run, FetchJson.Default.FetchedRun);
        await response.Body.WriteAsync(json, cancellation);
    }
}
