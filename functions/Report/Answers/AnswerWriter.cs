using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Isotherm.Report.Answers;

/// <summary>
/// Writes an answer as the request wants it: only when it changed, only its head, compressed. Tags are weak: the same
/// content has the same tag in every coding.
/// </summary>
internal static class AnswerWriter
{
    /// <param name="context">The request, and where the answer goes.</param>
    /// <param name="answer">What is answered.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static async Task WriteAsync(HttpContext context, Answer answer, CancellationToken cancellation)
    {
        var (request, response) = (context.Request, context.Response);
        PutHeaders(response, answer);
        var isOk = answer.Status == StatusCodes.Status200OK;
        if (isOk && answer.Tag is { } tag && Matches(request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (answer.FileName is { } name) response.Headers.ContentDisposition = $"inline; filename=\"{name}\"";
        var coding = ContentCoding.Choose(request.Headers.AcceptEncoding, answer);
        if (coding is not null) response.Headers.ContentEncoding = coding;
        else response.ContentLength = answer.Length;
        if (!HttpMethods.IsHead(request.Method)) await WriteBodyAsync(response.Body, answer.Body, coding, cancellation);
    }

    private static async Task WriteBodyAsync(
        Stream output, AnswerBody body, string? coding, CancellationToken cancellation)
    {
        if (coding is null)
        {
            await body(output, cancellation);
            return;
        }

        // Ended only when all went well: what ends the coding would make half an answer look like a whole one.
        var encoder = ContentCoding.Around(output, coding);
        await body(encoder, cancellation);
        await encoder.DisposeAsync();
    }

    private static void PutHeaders(HttpResponse response, Answer answer)
    {
        var headers = response.Headers;
        SecurityHeaders.Put(headers);
        headers.CacheControl = answer.CacheControl;
        headers.Vary = answer.Vary is null ? "Accept-Encoding" : $"Accept-Encoding, {answer.Vary}";
        if (answer.Tag is { } tag) headers.ETag = $"W/\"{tag}\"";
        if (answer.Next is { } next) headers.Link = $"<{next}>; rel=\"next\"";
        if (answer.Allow is { } allow) headers.Allow = allow;
        if (answer.RetryAfter is { } seconds)
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The weak comparison (RFC 9110, 13.1.2); our tags hold no comma.</summary>
    private static bool Matches(StringValues ifNoneMatch, string tag) => ifNoneMatch
        .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
        .Any(sent => sent == "*" || sent == $"\"{tag}\"" || sent == $"W/\"{tag}\"");
}
