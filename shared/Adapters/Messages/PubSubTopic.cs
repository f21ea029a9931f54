using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Json;
using Isotherm.Adapters.Identity;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Messages;

/// <summary>
/// A topic of Google Cloud Pub/Sub, through its JSON API. A publish has ended when Pub/Sub has confirmed every message;
/// what may pass is tried again with back-off until the deadline, so a message may be published twice, never lost
/// silently. Safe for several calls at once.
/// </summary>
public sealed class PubSubTopic : ITopic, IDisposable
{
    private const int MaxAnswerBytes = 1 << 20;

    private readonly PubSubTopicName _name;
    private readonly PubSubEndpoint _endpoint;
    private readonly IAccessTokens _tokens;
    private readonly TimeProvider _clock;
    private readonly PubSubRetry _retry;
    private readonly Func<double> _jitter;
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly Uri _publish;

    /// <param name="name">The topic.</param>
    /// <param name="endpoint">Where Pub/Sub answers.</param>
    /// <param name="tokens">Where tokens come from; not asked for the emulator. The caller disposes of them.</param>
    /// <param name="clock">Measures the deadline and the waits.</param>
    /// <param name="retry">How long to try; null: the defaults.</param>
    /// <param name="jitter">Draws from 0 to 1; null: at random.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler.")]
    public PubSubTopic(
        PubSubTopicName name,
        PubSubEndpoint endpoint,
        IAccessTokens tokens,
        TimeProvider clock,
        PubSubRetry? retry = null,
        Func<double>? jitter = null)
    {
        _name = name;
        _endpoint = endpoint;
        _tokens = tokens;
        _clock = clock;
        _retry = retry ?? new PubSubRetry();
        _jitter = jitter ?? (() => RandomNumberGenerator.GetInt32(1001) / 1000.0);
        var topic = Uri.EscapeDataString(name.Topic);
        _address = new Uri(endpoint.Address, $"v1/projects/{name.Project}/topics/{topic}");
        _publish = new Uri($"{_address.AbsoluteUri}:publish");
        _http = new HttpClient(new SocketsHttpHandler
        {
            // A redirect would carry the token to another host.
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
            UseProxy = !endpoint.Address.IsLoopback,
        })
        {
            MaxResponseContentBufferSize = MaxAnswerBytes,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Any number of messages: they go in as many requests as Pub/Sub needs, in their order.</summary>
    /// <exception cref="ArgumentException">Pub/Sub would refuse one of them; nothing was sent.</exception>
    /// <exception cref="TransientException">Not all of them were confirmed.</exception>
    public async Task PublishAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        foreach (var message in messages) PublishLimits.Check([message]);
        var start = _clock.GetTimestamp();
        var taken = 0;
        foreach (var batch in PubSubBatch.Of(messages))
        {
            if (await PublishAsync(batch, start, cancellation) is { } failure)
            {
                throw new TransientException(
                    $"Publishing to {_name}: Pub/Sub {failure.Reason}. "
                    + $"{taken} of {messages.Count} messages were taken.")
                {
                    NeedsPerson = !failure.MayPass,
                };
            }

            taken += batch.Count;
        }
    }

    /// <summary>Looks whether the topic is there, once; publishes nothing.</summary>
    /// <returns>
    /// True: it is there. False: Pub/Sub does not let this account look (<c>pubsub.topics.get</c>), so nobody can tell;
    /// to publish takes another right.
    /// </returns>
    /// <exception cref="TransientException">It is not there, or Pub/Sub cannot be asked.</exception>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var failure = await TryAsync(LookOnceAsync, _retry.TryTimeout, cancellation);
        if (failure is null) return true;
        if (failure.Forbidden) return false;
        throw new TransientException($"{_name}: Pub/Sub {failure.Reason}.") { NeedsPerson = !failure.MayPass };
    }

    public void Dispose() => _http.Dispose();

    private async Task<PubSubFailure?> PublishAsync(PubSubBatch batch, long start, CancellationToken cancellation)
    {
        var left = _retry.Deadline - _clock.GetElapsedTime(start);
        if (left <= TimeSpan.Zero) return PubSubFailure.NoAnswer(_retry.Deadline);
        for (var tries = 1; ; tries++)
        {
            var timeout = left < _retry.TryTimeout ? left : _retry.TryTimeout;
            var failure = await TryAsync(limit => PublishOnceAsync(batch, limit), timeout, cancellation);
            if (failure is not { MayPass: true }) return failure;
            var wait = _retry.WaitAfter(tries, failure.Asked, _jitter());
            left = _retry.Deadline - _clock.GetElapsedTime(start) - wait;
            if (left <= TimeSpan.Zero) return failure;
            PubSubMeter.Retries.Add(1);
            await Task.Delay(wait, _clock, cancellation);
        }
    }

    /// <summary>Null when it went well. A token that is refused is replaced by a new one, once.</summary>
    private async Task<PubSubFailure?> TryAsync(
        Func<CancellationToken, Task<PubSubFailure?>> send, TimeSpan timeout, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            var failure = await send(either.Token);
            return failure is { TokenRefused: true } ? await send(either.Token) : failure;
        }
        catch (HttpRequestException broken)
        {
            return PubSubFailure.Of(broken);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PubSubFailure.NoAnswer(timeout);
        }
    }

    private async Task<PubSubFailure?> LookOnceAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        return await SendAsync(request, _ => null, cancellation);
    }

    private async Task<PubSubFailure?> PublishOnceAsync(PubSubBatch batch, CancellationToken cancellation)
    {
        var content = new ReadOnlyMemoryContent(batch.Json);
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, _publish) { Content = content };
        return await SendAsync(
            request,
            body => Confirmed(body) is var confirmed && confirmed == batch.Count
                ? null
                : PubSubFailure.Unconfirmed(confirmed, batch.Count),
            cancellation);
    }

    private async Task<PubSubFailure?> SendAsync(
        HttpRequestMessage request, Func<byte[], PubSubFailure?> judge, CancellationToken cancellation)
    {
        var token = _endpoint.TakesTokens ? await _tokens.GetAsync(cancellation) : null;
        if (token is not null && !token.All(IsVisible)) return PubSubFailure.UnusableToken;
        request.Headers.UserAgent.ParseAdd("isotherm");
        request.Headers.Authorization = string.IsNullOrEmpty(token) ? null : new("Bearer", token);
        using var response = await _http.SendAsync(request, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (response.IsSuccessStatusCode) return judge(body);
        var failure = PubSubFailure.Of(response, body, _name, token, _clock.GetUtcNow());
        if (failure.TokenRefused) _tokens.Reject(token!);
        return failure;
    }

    private static bool IsVisible(char letter) => letter is > ' ' and <= '~';

    private static int Confirmed(byte[] answer)
    {
        try
        {
            var ids = JsonSerializer.Deserialize(answer, PubSubJson.Default.PubSubAnswerDocument)?.MessageIds;
            return ids?.Count(id => !string.IsNullOrEmpty(id)) ?? 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
