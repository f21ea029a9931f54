using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Isotherm.Adapters.Identity;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// The way to Cloud Storage that all buckets of a process share: connections, tokens, and the documented retry
/// strategy. Sent again are 408, 429, 500, 502, 503, 504, cut connections, answers that take too long and answers that
/// make no sense; every operation here is idempotent, or made so by a precondition on the generation.
/// </summary>
public sealed class CloudStorageConnection : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;
    private readonly IAccessTokens _tokens;

    /// <param name="options">Where the service is, and the limits.</param>
    /// <param name="tokens">Where tokens come from; the caller disposes of them.</param>
    /// <param name="clock">The clock of waits and deadlines.</param>
    /// <exception cref="ArgumentException">Options that cannot work.</exception>
    public CloudStorageConnection(CloudStorageOptions options, IAccessTokens tokens, TimeProvider clock)
    {
        options.Validate();
        Options = options;
        Clock = clock;
        _tokens = tokens;
        _handler = new SocketsHttpHandler
        {
            // 308 means "go on" in a resumable upload, never "look elsewhere"; what is stored compressed must stay so.
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = !options.Endpoint.IsLoopback,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        _client = new HttpClient(_handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("isotherm");
    }

    internal CloudStorageOptions Options { get; }

    internal TimeProvider Clock { get; }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    internal CloudStorageBudget NewBudget() => new(Options, Clock);

    /// <summary>Sends until there is an answer that is final, and reads it.</summary>
    /// <param name="operation">What to say when it fails.</param>
    /// <param name="create">The request, new for every try.</param>
    /// <param name="read">Reads the answer; owns it when it returns.</param>
    /// <param name="budget">The patience of the operation.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<T> SendAsync<T>(
        CloudStorageOperation operation,
        Func<HttpRequestMessage> create,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CloudStorageBudget budget,
        CancellationToken cancellation)
    {
        while (true)
        {
            var tried = await TryAsync(create, read, budget, authorize: true, cancellation);
            if (tried.Fault is not { } fault) return tried.Value!;
            if (!await budget.TryWaitAsync(fault, cancellation)) throw operation.GaveUp(fault, budget.Failures);
        }
    }

    /// <summary>Sends once, or twice when a kept token was refused.</summary>
    internal async Task<CloudStorageTry<T>> TryAsync<T>(
        Func<HttpRequestMessage> create,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CloudStorageBudget budget,
        bool authorize,
        CancellationToken cancellation)
    {
        var token = authorize ? await _tokens.GetAsync(cancellation) : null;
        var tried = await TryOnceAsync(create, read, budget, token, isLast: token is null, cancellation);
        if (tried is { } answered) return answered;
        _tokens.Reject(token!);
        token = await _tokens.GetAsync(cancellation);
        return (await TryOnceAsync(create, read, budget, token, isLast: true, cancellation))!.Value;
    }

    /// <summary>What one request came to; null when its token was refused and it is not the last try.</summary>
    private async Task<CloudStorageTry<T>?> TryOnceAsync<T>(
        Func<HttpRequestMessage> create,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CloudStorageBudget budget,
        string? token,
        bool isLast,
        CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(budget.NextAttempt, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        HttpResponseMessage? response = null;
        var isRead = false;
        try
        {
            using var request = create();
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode == HttpStatusCode.Unauthorized && !isLast) return null;
            if (PassingFault(response) is { } fault) return new(default, fault);
            var value = await read(response, either.Token);
            isRead = true;
            return new(value, null);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && IsPassing(e))
        {
            return new(default, new(Reason(e), null, e));
        }
        finally
        {
            if (!isRead) response?.Dispose();
        }
    }

    /// <summary>Reads a JSON answer; what does not parse is a broken answer, worth another try.</summary>
    internal static async Task<T> ReadJsonAsync<T>(
        HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        return await JsonSerializer.DeserializeAsync(body, type, cancellation)
            ?? throw new JsonException("the JSON literal null");
    }

    /// <summary>What the service says of its refusal, or null.</summary>
    internal static async Task<string?> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var error = await ReadJsonAsync(response, CloudStorageJson.Default.CloudStorageErrorDocument, cancellation);
            return error.Words;
        }
        catch (Exception e) when (e is JsonException or IOException or HttpRequestException)
        {
            return null;
        }
    }

    private static bool IsPassing(Exception e) =>
        e is HttpRequestException or IOException or JsonException or OperationCanceledException;

    private static string Reason(Exception e) => e switch
    {
        OperationCanceledException => "no answer in time",
        JsonException => "an answer that is no JSON of this API",
        _ => e.GetBaseException().Message.TrimEnd('.'),
    };

    private CloudStorageFault? PassingFault(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)) return null;
        var retryAfter = response.Headers.RetryAfter;
        var wait = retryAfter?.Delta ?? retryAfter?.Date - Clock.GetUtcNow();
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return new("status " + status, wait);
    }
}
