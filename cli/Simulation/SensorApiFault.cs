using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Cli.Simulation;

/// <summary>A bad answer that a <see cref="SimulatedSensorApi"/> gives when it is asked to.</summary>
/// <param name="name">What it is called in a log.</param>
/// <param name="answer">Answers a request; gets the answer that would have been the right one.</param>
public sealed class SensorApiFault(string name, Func<HttpContext, byte[], Task> answer)
{
    private const string Json = "application/json";

    public string Name { get; } = name;

    /// <summary>Another status, with a short text; optionally with the header Retry-After.</summary>
    public static SensorApiFault Status(int code, string? retryAfter = null) =>
        new($"status {code}", (http, _) =>
        {
            http.Response.StatusCode = code;
            if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
            return http.Response.WriteAsync("The sensors are busy.", http.RequestAborted);
        });

    /// <summary>The connection breaks off in the middle of the body.</summary>
    public static SensorApiFault Truncated() =>
        new("truncated", async (http, body) =>
        {
            http.Response.ContentLength = body.Length;
            await WriteHalfAsync(http, body);
            http.Abort();
        });

    /// <summary>The transfer is complete, but the JSON ends in its middle.</summary>
    public static SensorApiFault CutJson() => new("cut JSON", WriteHalfAsync);

    /// <summary>200 with the page of a proxy.</summary>
    public static SensorApiFault HtmlPage() =>
        new("HTML page", (http, _) =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync("<!doctype html><title>Sign in</title>", http.RequestAborted);
        });

    /// <summary>No readings at all.</summary>
    public static SensorApiFault EmptyArray() => new("empty array", (http, _) => WriteAsync(http, Json, "[]"u8.ToArray()));

    /// <summary>The right body under another content type.</summary>
    public static SensorApiFault ContentType(string contentType) =>
        new($"content type {contentType}", (http, body) => WriteAsync(http, contentType, body));

    /// <summary>302 to another address.</summary>
    public static SensorApiFault RedirectTo(Uri address) =>
        new($"redirect to {address}", (http, _) =>
        {
            http.Response.Redirect(address.ToString());
            return Task.CompletedTask;
        });

    /// <summary>400 with the key in header and body, as a careless API does.</summary>
    public static SensorApiFault EchoKey() =>
        new("echo of the key", (http, _) =>
        {
            var key = http.Request.Headers[SimulatedSensorApi.KeyHeader].ToString();
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            http.Response.Headers["X-Request-Key"] = key;
            return http.Response.WriteAsync($"Bad request with the key {key}.", http.RequestAborted);
        });

    /// <summary>The right answer, some time later by the given clock.</summary>
    public static SensorApiFault Slow(TimeSpan delay, TimeProvider clock) =>
        new(string.Create(CultureInfo.InvariantCulture, $"slow by {delay.TotalSeconds} s"), async (http, body) =>
        {
            await Task.Delay(delay, clock, http.RequestAborted);
            await WriteAsync(http, Json, body);
        });

    /// <summary>Half of the body, and then nothing until the caller gives up.</summary>
    public static SensorApiFault Stall() =>
        new("stall", async (http, body) =>
        {
            await WriteHalfAsync(http, body);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        });

    internal Task AnswerAsync(HttpContext http, byte[] body) => answer(http, body);

    private static Task WriteAsync(HttpContext http, string contentType, byte[] body)
    {
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private static async Task WriteHalfAsync(HttpContext http, byte[] body)
    {
        http.Response.ContentType = Json;
        await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
