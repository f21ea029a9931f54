using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Isotherm.Adapters.Messages;

/// <summary>Why a try to publish failed.</summary>
/// <param name="Reason">For a person; begins in the middle of a sentence and never holds a token.</param>
/// <param name="MayPass">Whether another try can succeed.</param>
/// <param name="Asked">How long the answer asks to wait.</param>
/// <param name="TokenRefused">Whether a new token could help.</param>
internal sealed record PubSubFailure(
    string Reason, bool MayPass, TimeSpan Asked = default, bool TokenRefused = false)
{
    /// <summary>Whether the account may not do this.</summary>
    public bool Forbidden { get; init; }

    private const int LongestQuote = 300;
    private const HttpStatusCode ClientClosedRequest = (HttpStatusCode)499;

    /// <summary>The connection broke, or there was none. Codes only: texts may repeat what was sent.</summary>
    public static PubSubFailure Of(HttpRequestException broken) => new(
        broken.InnerException is SocketException socket
            ? $"cannot be reached: {broken.HttpRequestError}, {socket.SocketErrorCode}"
            : $"cannot be reached: {broken.HttpRequestError}",
        MayPass: true);

    public static PubSubFailure NoAnswer(TimeSpan timeout) => new(
        string.Create(CultureInfo.InvariantCulture, $"did not answer within {timeout.TotalSeconds} s"), MayPass: true);

    /// <summary>The token holds what no header may hold; it would be sent as something else.</summary>
    public static PubSubFailure UnusableToken { get; } =
        new("cannot be asked: what this service has for an access token is none", MayPass: false);

    /// <summary>The answer to a publish was a success, but not one for every message.</summary>
    public static PubSubFailure Unconfirmed(int confirmed, int messages) => new(
        string.Create(CultureInfo.InvariantCulture, $"confirmed {confirmed} of {messages} messages"), MayPass: true);

    /// <summary>
    /// The answer was no success. Tried again is what Google lists as retryable for a publish: ABORTED, CANCELLED,
    /// DEADLINE_EXCEEDED, INTERNAL, RESOURCE_EXHAUSTED, UNAVAILABLE, UNKNOWN, and what a server on the way answers.
    /// </summary>
    /// <param name="response">The answer, without its body.</param>
    /// <param name="body">Its body.</param>
    /// <param name="topic">What was published to.</param>
    /// <param name="token">The token that was sent, if there was one.</param>
    /// <param name="now">The clock.</param>
    public static PubSubFailure Of(
        HttpResponseMessage response, byte[] body, PubSubTopicName topic, string? token, DateTimeOffset now)
    {
        var words = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized when token is null => "wants an access token, and this service has none",
            HttpStatusCode.Unauthorized => "refused the access token of this service",
            HttpStatusCode.Forbidden => "does not let this service publish: its account needs roles/pubsub.publisher "
                + $"on the topic, and the Pub/Sub API must be enabled in the project {topic.Project}",
            HttpStatusCode.NotFound => $"has no such topic: create it in the project {topic.Project}, or name another",
            _ => "answered" + Quote(body, token),
        };
        return new PubSubFailure(
            string.Create(CultureInfo.InvariantCulture, $"{words} (status {(int)response.StatusCode})"),
            IsRetryable(response.StatusCode),
            AskedWait(response, now),
            token is not null && response.StatusCode == HttpStatusCode.Unauthorized)
        {
            Forbidden = response.StatusCode == HttpStatusCode.Forbidden,
        };
    }

    private static bool IsRetryable(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout
        or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or ClientClosedRequest
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;

    private static string Quote(byte[] body, string? token)
    {
        try
        {
            var error = JsonSerializer.Deserialize(body, PubSubJson.Default.PubSubErrorDocument)?.Error;
            if (error is null) return "";
            var text = $" {error.Status}: {error.Message}";
            if (!string.IsNullOrEmpty(token)) text = text.Replace(token, "***", StringComparison.OrdinalIgnoreCase);
            text = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
            return text.Length <= LongestQuote ? text : text[..LongestQuote] + "...";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static TimeSpan AskedWait(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values)) return TimeSpan.Zero;
        var text = values.ToString().Trim();
        if (text.Length == 0 || !text.All(char.IsAsciiDigit))
        {
            return response.Headers.RetryAfter?.Date is { } date ? date - now : TimeSpan.Zero;
        }

        // More digits than an int takes ask for a wait that no deadline allows.
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }
}
