using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Isotherm.Adapters.Identity;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.Runs;

namespace Isotherm.Adapters.Messages;

/// <summary>
/// The messages that a subscription of Pub/Sub has not delivered yet, as Cloud Monitoring counts them
/// (<c>projects.timeSeries.list</c>). Pub/Sub itself does not tell, and to pull them would take them from others. One
/// try: who looks at a page will look again.
/// </summary>
public sealed class MonitoredDeadLetterCount : IDeadLetterCount, IDisposable
{
    /// <summary>Cloud Monitoring.</summary>
    public static readonly Uri Google = new("https://monitoring.googleapis.com/");

    private const string Metric = "pubsub.googleapis.com/subscription/num_undelivered_messages";
    private const int MaxAnswerBytes = 256 * 1024;

    /// <summary>A page waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The figure is taken once a minute and is seen some minutes later; older than this it is none.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    private readonly string _project;
    private readonly string _filter;
    private readonly Uri _monitoring;
    private readonly IAccessTokens _tokens;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    /// <param name="subscription">Its full name, see <see cref="PubSubSubscription.IsName"/>.</param>
    /// <param name="monitoring">Where Cloud Monitoring answers: <see cref="Google"/>.</param>
    /// <param name="tokens">Where tokens come from. The caller disposes of them.</param>
    /// <param name="clock">Says which figures are recent, and measures the wait.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler.")]
    public MonitoredDeadLetterCount(string subscription, Uri monitoring, IAccessTokens tokens, TimeProvider clock)
    {
        var parts = subscription.Split('/');
        _project = parts[1];
        _filter = $"metric.type = \"{Metric}\" AND resource.labels.subscription_id = \"{parts[3]}\"";
        (_monitoring, _tokens, _clock) = (monitoring, tokens, clock);

        _http = new HttpClient(new SocketsHttpHandler
        {
            // A redirect would carry the token to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !monitoring.IsLoopback,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }

    public async Task<long?> CountAsync(CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            return await AskAsync(either.Token);
        }
        catch (Exception e) when (e is TransientException or HttpRequestException or IOException or JsonException
            or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<long?> AskAsync(CancellationToken cancellation)
    {
        var token = await _tokens.GetAsync(cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address());
        if (!string.IsNullOrEmpty(token)) request.Headers.Authorization = new("Bearer", token);
        using var response = await _http.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.Unauthorized && token is not null) _tokens.Reject(token);
        if (response.StatusCode != HttpStatusCode.OK) return null;
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
        return Latest(json.RootElement);
    }

    private Uri Address()
    {
        var now = _clock.GetUtcNow();
        var query = $"filter={Uri.EscapeDataString(_filter)}"
            + $"&interval.startTime={Uri.EscapeDataString(UtcText.ToSeconds(now - Recent))}"
            + $"&interval.endTime={Uri.EscapeDataString(UtcText.ToSeconds(now))}&view=FULL";
        return new Uri(_monitoring, $"v3/projects/{Uri.EscapeDataString(_project)}/timeSeries?{query}");
    }

    /// <summary>Null when there is no figure: a subscription that is new, or none of that name.</summary>
    private static long? Latest(JsonElement answer)
    {
        if (!answer.TryGetProperty("timeSeries", out var series)) return null;
        return series.EnumerateArray()
            .SelectMany(one => one.TryGetProperty("points", out var points) ? points.EnumerateArray() : [])
            .Select(point => (At: EndOf(point), Count: CountOf(point)))
            .OrderByDescending(point => point.At)
            .Select(point => (long?)point.Count)
            .FirstOrDefault();
    }

    private static DateTimeOffset EndOf(JsonElement point) =>
        point.GetProperty("interval").GetProperty("endTime").GetDateTimeOffset();

    /// <summary>JSON of Google's APIs writes 64-bit integers as text.</summary>
    private static long CountOf(JsonElement point)
    {
        var value = point.GetProperty("value").GetProperty("int64Value");
        return value.ValueKind == JsonValueKind.String
            ? long.Parse(value.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture)
            : value.GetInt64();
    }
}
