using System.Net;
using System.Text.Json;
using Isotherm.Core.Failures;

namespace Isotherm.Adapters.Identity;

/// <summary>
/// Access tokens of the service account that the service runs as, from the metadata server of Google Cloud. One request
/// at a time serves every caller; a token is kept until shortly before it expires, and a renewal that fails is no
/// failure while the old token holds.
/// </summary>
public sealed class MetadataTokens : IAccessTokens, IDisposable
{
    private const string Flavor = "Metadata-Flavor";
    private const long MaxAnswerBytes = 64 * 1024;

    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(10);

    private readonly MetadataTokenOptions _options;
    private readonly TimeProvider _clock;
    private readonly SocketsHttpHandler _handler = new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
    };

    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly Lock _gate = new();
    private Task<Token>? _request;
    private Token? _token;
    private DateTimeOffset _pausedUntil;

    /// <exception cref="ArgumentException">The host is no host.</exception>
    public MetadataTokens(MetadataTokenOptions options, TimeProvider clock)
    {
        _address = options.Address
            ?? throw new ArgumentException($"'{options.Host}' is not a host, as host or host:port.", nameof(options));
        _options = options;
        _clock = clock;
        _client = new HttpClient(_handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }

    /// <summary>Tokens from the server that the environment names; null, with the reason, when it names none.</summary>
    public static MetadataTokens? FromEnvironment(
        Func<string, string?> variable, string? scope, TimeProvider clock, out string? refusal)
    {
        var options = MetadataTokenOptions.FromEnvironment(variable) with { Scope = scope };
        refusal = options.Address is null
            ? $"{MetadataTokenOptions.HostVariable} is no host: write host or host:port."
            : null;
        return refusal is null ? new MetadataTokens(options, clock) : null;
    }

    public async ValueTask<string?> GetAsync(CancellationToken cancellation)
    {
        Token? held;
        Task<Token> request;
        lock (_gate)
        {
            held = _token;
            if (held is not null && IsGoodEnough(held, _clock.GetUtcNow())) return held.Text;
            request = _request ??= Task.Run(RenewAsync, CancellationToken.None);
        }

        try
        {
            return (await request.WaitAsync(cancellation)).Text;
        }
        catch (TransientException) when (held is not null && held.Expires > _clock.GetUtcNow() + LastMoment)
        {
            return held.Text;
        }
    }

    public void Reject(string token)
    {
        lock (_gate)
            if (_token?.Text == token) _token = null;
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private bool IsGoodEnough(Token held, DateTimeOffset now) =>
        held.Expires - now > _options.RenewBefore || (now < _pausedUntil && held.Expires - now > LastMoment);

    /// <summary>Runs for all who wait, so no caller's cancellation ends it: its own limits do.</summary>
    private async Task<Token> RenewAsync()
    {
        Token? renewed = null;
        try
        {
            return renewed = await FetchAsync();
        }
        finally
        {
            lock (_gate)
            {
                if (renewed is null) _pausedUntil = _clock.GetUtcNow() + _options.RenewalPause;
                else _token = renewed;
                _request = null;
            }
        }
    }

    private async Task<Token> FetchAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            string reason;
            try
            {
                return await AskAsync();
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                reason = e is OperationCanceledException ? $"no answer in {_options.AttemptTimeout}" : e.Message;
                if (attempt >= _options.Tries)
                    throw new TransientException(
                        $"No access token: the metadata server {_options.Host} failed {attempt} times ({reason}). "
                        + "Outside Google Cloud use an emulator or file: locations instead.",
                        e);
            }

            await Task.Delay(_options.FirstDelay * (1L << (attempt - 1)), _clock);
        }
    }

    private async Task<Token> AskAsync()
    {
        using var limit = new CancellationTokenSource(_options.AttemptTimeout, _clock);
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        request.Headers.Add(Flavor, "Google");
        using var response = await _client.SendAsync(request, limit.Token);
        if (IsPassing(response.StatusCode))
            throw new HttpRequestException($"status {(int)response.StatusCode}", null, response.StatusCode);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new TransientException(
                $"No access token: the metadata server {_options.Host} answered {(int)response.StatusCode}. "
                + "Check that the service runs as a service account.");
        if (!response.Headers.TryGetValues(Flavor, out var flavors) || !flavors.Contains("Google"))
            throw new TransientException(
                $"No access token: what answers at {_options.Host} is no metadata server (no {Flavor}: Google).");
        return Read(await response.Content.ReadAsByteArrayAsync(limit.Token));
    }

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        || status >= HttpStatusCode.InternalServerError;

    private Token Read(byte[] answer)
    {
        MetadataTokenDocument? document = null;
        try
        {
            document = JsonSerializer.Deserialize(answer, IdentityJson.Default.MetadataTokenDocument);
        }
        catch (JsonException)
        {
            // Its message could quote the answer, which may hold a token.
        }

        if (document is not { AccessToken.Length: > 0, ExpiresIn: > 0 and <= int.MaxValue }
            || !document.AccessToken.All(IsTokenLetter))
            throw new HttpRequestException("an answer that is no token");
        return new Token(document.AccessToken, _clock.GetUtcNow() + TimeSpan.FromSeconds(document.ExpiresIn));
    }

    /// <summary>RFC 6750: what may stand in an Authorization header.</summary>
    private static bool IsTokenLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || "-._~+/=".Contains(letter);

    private sealed record Token(string Text, DateTimeOffset Expires)
    {
        public override string ToString() => "access token until " + Expires;
    }
}
