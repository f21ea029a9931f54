using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isotherm.Adapters.Identity;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.Runs;

namespace Isotherm.Adapters.Messages;

/// <summary>
/// A pull subscription of Pub/Sub on the dead-letter topic, through its JSON API. What may pass is tried again with
/// back-off until the deadline. Taking leases the messages for ten minutes; a message whose acknowledgement was lost
/// comes again, which harms nobody.
/// </summary>
public sealed partial class PubSubSubscription : IDeadLetters, IDisposable
{
    private const int MostAtOnce = 1_000;
    private const int MostInAll = 20_000;
    private const int LeaseSeconds = 600;

    /// <summary>An answer without messages is no promise that there are none; so many in a row are one.</summary>
    private const int EmptyAnswers = 3;

    private static readonly TimeSpan WaitAfterEmpty = TimeSpan.FromMilliseconds(200);

    private readonly string _name;
    private readonly PubSubEndpoint _endpoint;
    private readonly IAccessTokens _tokens;
    private readonly TimeProvider _clock;
    private readonly PubSubRetry _retry;
    private readonly HttpClient _http;

    /// <param name="name"><c>projects/PROJECT/subscriptions/SUBSCRIPTION</c>, see <see cref="IsName"/>.</param>
    /// <param name="endpoint">Where Pub/Sub answers.</param>
    /// <param name="tokens">Where tokens come from; not asked for the emulator. The caller disposes of them.</param>
    /// <param name="clock">Measures the deadline and the waits.</param>
    /// <param name="retry">How long to try; null: the defaults.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler.")]
    public PubSubSubscription(
        string name, PubSubEndpoint endpoint, IAccessTokens tokens, TimeProvider clock, PubSubRetry? retry = null)
    {
        (_name, _endpoint, _tokens, _clock, _retry) = (name, endpoint, tokens, clock, retry ?? new PubSubRetry());
        _http = new HttpClient(new SocketsHttpHandler
        {
            // A redirect would carry the token to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !endpoint.Address.IsLoopback,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>True for the full name of a subscription.</summary>
    public static bool IsName(string text) => FullName().IsMatch(text);

    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(LeaseSeconds);

    public async Task<TakenLetters> TakeAsync(CancellationToken cancellation)
    {
        var letters = new List<DeadLetter>();
        try
        {
            for (var empty = 0; empty < EmptyAnswers && letters.Count < MostInAll;)
            {
                if (empty > 0) await Task.Delay(WaitAfterEmpty, _clock, cancellation);
                var answer = await CallAsync("pull", Pull(), cancellation);
                var some = Read(answer);
                letters.AddRange(some);
                if (some.Count > 0) await LeaseAsync(some, LeaseSeconds, cancellation);
                empty = some.Count == 0 ? empty + 1 : 0;
            }
        }
        catch (Exception e) when (e is TransientException or OperationCanceledException)
        {
            await TryPutBackAsync(letters);
            throw;
        }

        return new TakenLetters(letters, [], letters.Count < MostInAll);
    }

    public Task RenewAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation) =>
        LeaseAsync(letters, LeaseSeconds, cancellation);

    public async Task RemoveAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation)
    {
        foreach (var some in letters.Chunk(MostAtOnce))
            await CallAsync("acknowledge", Ids(some, seconds: null), cancellation);
    }

    public Task PutBackAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation) =>
        LeaseAsync(letters, 0, cancellation);

    public void Dispose() => _http.Dispose();

    /// <summary>When it fails, their lease ends by itself, and what made the caller give up says more.</summary>
    private async Task TryPutBackAsync(List<DeadLetter> letters)
    {
        try
        {
            await PutBackAsync(letters, CancellationToken.None);
        }
        catch (TransientException)
        {
        }
    }

    private async Task LeaseAsync(IReadOnlyList<DeadLetter> letters, int seconds, CancellationToken cancellation)
    {
        foreach (var some in letters.Chunk(MostAtOnce))
            await CallAsync("modifyAckDeadline", Ids(some, seconds), cancellation);
    }

    private static byte[] Pull() => Json(json =>
    {
        json.WriteNumber("maxMessages", MostAtOnce);

        // Without it an empty subscription would keep a person waiting for a minute and a half.
        json.WriteBoolean("returnImmediately", true);
    });

    private static byte[] Ids(DeadLetter[] letters, int? seconds) => Json(json =>
    {
        json.WriteStartArray("ackIds");
        foreach (var letter in letters) json.WriteStringValue(letter.Handle);
        json.WriteEndArray();
        if (seconds is { } lease) json.WriteNumber("ackDeadlineSeconds", lease);
    });

    private static byte[] Json(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private List<DeadLetter> Read(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Length == 0 ? "{}"u8.ToArray() : answer);
            return json.RootElement.TryGetProperty("receivedMessages", out var received)
                ? [.. received.EnumerateArray().Select(Read)]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException)
        {
            throw new TransientException($"{_name}: Pub/Sub answered no list of messages{JsonFault.Where(e)}.", e);
        }
    }

    private static DeadLetter Read(JsonElement received)
    {
        var message = received.GetProperty("message");
        var attributes = message.TryGetProperty("attributes", out var given)
            ? given.EnumerateObject().ToDictionary(a => a.Name, a => a.Value.GetString()!, StringComparer.Ordinal)
            : [];
        return new DeadLetter(
            received.GetProperty("ackId").GetString()!,
            message.GetProperty("messageId").GetString()!,
            UtcText.TryParse(message.GetProperty("publishTime").GetString(), out var at) ? at : default,
            message.TryGetProperty("data", out var data) ? data.GetBytesFromBase64() : [],
            attributes);
    }

    private async Task<byte[]> CallAsync(string verb, byte[] body, CancellationToken cancellation)
    {
        var start = _clock.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            var (answer, reason, mayPass) = await TryAsync(verb, body, cancellation);
            if (answer is not null) return answer;
            var jitter = RandomNumberGenerator.GetInt32(1001) / 1000.0;
            var wait = _retry.WaitAfter(tries, TimeSpan.Zero, jitter);
            if (!mayPass || _clock.GetElapsedTime(start) + wait > _retry.Deadline)
                throw new TransientException($"{_name}: Pub/Sub {reason}.") { NeedsPerson = !mayPass };
            await Task.Delay(wait, _clock, cancellation);
        }
    }

    private async Task<(byte[]? Answer, string Reason, bool MayPass)> TryAsync(
        string verb, byte[] body, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(_retry.TryTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            var token = _endpoint.TakesTokens ? await _tokens.GetAsync(either.Token) : null;
            using var request = new HttpRequestMessage(
                HttpMethod.Post, new Uri(_endpoint.Address, $"v1/{_name}:{verb}"));
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
            if (!string.IsNullOrEmpty(token)) request.Headers.Authorization = new("Bearer", token);
            using var response = await _http.SendAsync(request, either.Token);
            var answer = await response.Content.ReadAsByteArrayAsync(either.Token);
            if (response.IsSuccessStatusCode) return (answer, "", false);
            if (response.StatusCode == HttpStatusCode.Unauthorized && token is not null) _tokens.Reject(token);
            return (null, Words(response.StatusCode), IsRetryable(response.StatusCode));
        }
        catch (HttpRequestException broken)
        {
            return (null, $"cannot be reached: {broken.HttpRequestError}", true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, "did not answer in time", true);
        }
    }

    private static bool IsRetryable(HttpStatusCode status) => (int)status is 401 or 408 or 409 or 429 or 499 or >= 500;

    private static string Words(HttpStatusCode status)
    {
        var words = status switch
        {
            HttpStatusCode.NotFound => "has no such subscription: create it on the dead-letter topic",
            HttpStatusCode.Forbidden => "does not let this account pull: it needs roles/pubsub.subscriber on it",
            _ => "refused",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{words} (status {(int)status})");
    }

    [GeneratedRegex(@"^projects/[A-Za-z0-9][A-Za-z0-9.:-]{0,99}/subscriptions/[A-Za-z][A-Za-z0-9_.~+%-]{2,254}\z")]
    private static partial Regex FullName();
}
