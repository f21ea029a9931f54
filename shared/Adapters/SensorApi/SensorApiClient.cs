using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Isotherm.Core.Failures;

namespace Isotherm.Adapters.SensorApi;

/// <summary>
/// Calls the sensor API: one GET with the key, its body streamed. Bounded in time, bytes and tries; tries again only
/// while no body was begun, because every call answers other data. Redirects are not followed: the key would go with
/// them. Safe for several calls at once.
/// </summary>
public sealed class SensorApiClient : IDisposable
{
    private const int MaxHeaderKibibytes = 32;

    private const string Connected = "connected";

    private static readonly ActivitySource Source = new("Isotherm.Adapters.SensorApi");

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    private readonly SensorApiOptions _options;
    private readonly TimeProvider _clock;
    private readonly Func<double> _jitter;
    private readonly KeyMask _mask;
    private readonly HttpMessageInvoker _http;

    /// <param name="options">What to call and how much it may take.</param>
    /// <param name="clock">Measures the deadline and the waits.</param>
    /// <param name="jitter">Draws from 0 to 1; null: at random.</param>
    /// <param name="handler">Sends the requests instead of sockets; it stays the caller's.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The invoker disposes its own handler.")]
    public SensorApiClient(
        SensorApiOptions options,
        TimeProvider clock,
        Func<double>? jitter = null,
        HttpMessageHandler? handler = null)
    {
        _options = options;
        _clock = clock;
        _jitter = jitter ?? (() => RandomNumberGenerator.GetInt32(1001) / 1000.0);
        _mask = new KeyMask(options.Key);
        _http = new HttpMessageInvoker(handler ?? Sockets(options.Url), disposeHandler: handler is null);
    }

    /// <summary>
    /// Calls the API and hands its body over as it comes. An answer that is none is returned as a refusal, whatever
    /// part of it was handed over before.
    /// </summary>
    /// <exception cref="TransientException">There was no answer at all.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<SensorApiAnswer> GetAsync(BodyReceiver receive, CancellationToken cancellation)
    {
        var span = TracedWork.Begin(Source, "sensor_api.get", ActivityKind.Client)
            ?.SetTag("server.address", _mask.Hide(_options.Url.Host));
        return await span.RunAsync(async () =>
        {
            var answer = await CallAsync(receive, cancellation);
            span?.SetTag("http.response.status_code", answer.Status).SetTag("http.response.body.size", answer.Received);
            if (answer.Refusal is { } refusal) span?.SetStatus(ActivityStatusCode.Error, refusal);
            return answer;
        });
    }

    public void Dispose() => _http.Dispose();

    private async Task<SensorApiAnswer> CallAsync(BodyReceiver receive, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_options.Deadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var end = _clock.GetUtcNow() + _options.Deadline;
        try
        {
            using var response = await SendAsync(end, either.Token);
            var body = new SensorApiBody(_options, response, new BodyWatch(_options.Key, _mask));
            return await body.ReadAsync(receive, cancellation, either.Token);
        }
        catch (HttpRequestException failure) when (IsNoHttp(failure))
        {
            var refusal = $"The sensor API's answer is no valid HTTP: {failure.HttpRequestError}.";
            return new SensorApiAnswer { Refusal = refusal };
        }
        catch (HttpRequestException failure)
        {
            throw new TransientException($"The sensor API cannot be reached: {Describe(failure)}.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TransientException($"The sensor API did not answer within {_options.Deadline.TotalSeconds} s.");
        }
    }

    private static SocketsHttpHandler Sockets(Uri url) => new()
    {
        // Our trace is no business of the API.
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectCallback = ConnectOnceAsync,
        ConnectTimeout = ConnectTimeout,
        MaxResponseHeadersLength = MaxHeaderKibibytes,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
        UseProxy = !url.IsLoopback,
    };

    private async Task<HttpResponseMessage> SendAsync(DateTimeOffset end, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            HttpResponseMessage? response = null;
            TimeSpan wait;
            try
            {
                response = await SendOnceAsync(cancellation);
                wait = RetryWait.After(tries, response, _clock.GetUtcNow(), _jitter());
                var isLast = tries >= _options.Tries || wait >= end - _clock.GetUtcNow();
                if (isLast || !MayPass(response.StatusCode)) return response;
                response.Dispose();
            }
            catch (HttpRequestException) when (tries < _options.Tries)
            {
                wait = RetryWait.After(tries, answer: null, _clock.GetUtcNow(), _jitter());
            }

            SensorApiMeter.Retries.Add(1);
            Activity.Current?.SetTag("http.request.resend_count", tries);
            await Task.Delay(wait, _clock, cancellation);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _options.Url);
        request.Headers.Add("X-API-Key", _options.Key);
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("User-Agent", "isotherm");
        try
        {
            return await _http.SendAsync(request, cancellation);
        }
        catch (OperationCanceledException timeout) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "No connection in time.", timeout);
        }
    }

    /// <summary>
    /// The handler sends a request again, several times, when its new connection breaks before an answer. Tries are
    /// counted in one place, here, so one try gets one new connection.
    /// </summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns its socket.")]
    private static async ValueTask<Stream> ConnectOnceAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        if (!context.InitialRequestMessage.Options.TryAdd(Connected, true)) throw new IOException("Connected before.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool MayPass(HttpStatusCode status) =>
        (int)status is 408 or 429 or >= 500;

    private static bool IsNoHttp(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.InvalidResponse
        or HttpRequestError.ConfigurationLimitExceeded
        or HttpRequestError.HttpProtocolError;

    /// <summary>Codes only: the message of the exception may repeat what the API sent.</summary>
    private static string Describe(HttpRequestException failure) =>
        failure.InnerException is SocketException socket
            ? $"{failure.HttpRequestError}, {socket.SocketErrorCode}" : failure.HttpRequestError.ToString();
}
