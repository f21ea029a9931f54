using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Isotherm.Core.Failures;
using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting.PushIdentity;

/// <summary>
/// The public keys of an issuer, loaded when first needed. They are loaded anew when they are old or when a key is
/// asked for that they lack (the issuer has changed keys), by one caller for all and not more often than once a minute;
/// when that fails, the last good ones stay. Safe for several calls at once.
/// </summary>
public sealed class SigningKeys : IDisposable
{
    private const int MaxBytes = 256 * 1024;
    private const int MinKeyBits = 2048;

    private static readonly TimeSpan LoadTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterSuccess = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MostAge = TimeSpan.FromDays(1);

    private readonly Uri _address;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly HttpClient _http;
    private readonly Lock _gate = new();
    private volatile LoadedKeys? _keys;
    private Task? _loading;
    private (long At, TimeSpan Pause)? _lastLoad;

    /// <param name="address">Where the key set is.</param>
    /// <param name="clock">Measures ages and pauses.</param>
    /// <param name="log">Hears of loads that failed.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler.")]
    public SigningKeys(Uri address, TimeProvider clock, ILogger log)
    {
        _address = address;
        _clock = clock;
        _log = log;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !address.IsLoopback,
        })
        {
            MaxResponseContentBufferSize = MaxBytes,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The key of this id; null when the issuer has none.</summary>
    /// <exception cref="TransientException">No keys could be loaded so far.</exception>
    public async ValueTask<RSAParameters?> FindAsync(string id, CancellationToken cancellation)
    {
        var known = _keys;
        var fresh = known is not null && _clock.GetElapsedTime(known.LoadedAt) < known.MaxAge;
        if (fresh && known!.ById.TryGetValue(id, out var key)) return key;
        if (Load() is { } loading) await loading.WaitAsync(cancellation);
        known = _keys ?? throw new TransientException("The public keys of the token issuer cannot be loaded.");
        return known.ById.TryGetValue(id, out key) ? key : null;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The load under way, or a new one; null when the last one was a moment ago.</summary>
    private Task? Load()
    {
        lock (_gate)
        {
            if (_loading is { IsCompleted: false }) return _loading;
            if (_lastLoad is { } last && _clock.GetElapsedTime(last.At) < last.Pause) return null;
            return _loading = Task.Run(LoadAsync);
        }
    }

    /// <summary>Belongs to no single caller, so none can cancel it for the others.</summary>
    private async Task LoadAsync()
    {
        var pause = PauseAfterFailure;
        try
        {
            using var late = new CancellationTokenSource(LoadTimeout, _clock);
            using var response = await _http.GetAsync(_address, late.Token);
            response.EnsureSuccessStatusCode();
            var set = await response.Content.ReadAsByteArrayAsync(late.Token);
            _keys = new LoadedKeys(Parse(set), _clock.GetTimestamp(), MaxAge(response.Headers.CacheControl));
            pause = PauseAfterSuccess;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException)
        {
            _log.KeysNotLoaded(_address, e.Message);
        }
        finally
        {
            lock (_gate) _lastLoad = (_clock.GetTimestamp(), pause);
        }
    }

    private static TimeSpan MaxAge(CacheControlHeaderValue? control)
    {
        var age = control?.MaxAge ?? UsualAge;
        return age < LeastAge ? LeastAge : age > MostAge ? MostAge : age;
    }

    /// <summary>Keys of other kinds, or too weak, count for nothing; a set without any good key is none.</summary>
    private static Dictionary<string, RSAParameters> Parse(byte[] json)
    {
        var set = JsonSerializer.Deserialize(json, PushTokenJson.Default.SigningKeySet);
        var keys = new Dictionary<string, RSAParameters>(StringComparer.Ordinal);
        foreach (var key in set?.Keys ?? [])
        {
            if (key?.Kid is { Length: > 0 } id && Parameters(key) is { } parameters) keys[id] = parameters;
        }

        return keys.Count > 0 ? keys : throw new JsonException("There is no RSA key for RS256 in it.");
    }

    private static RSAParameters? Parameters(SigningKey key)
    {
        if (key is not { Kty: "RSA", Use: null or "sig", Alg: null or "RS256", N: { } n, E: { } e }) return null;
        var parameters = new RSAParameters { Modulus = PushToken.Decode(n), Exponent = PushToken.Decode(e) };
        if (parameters is not { Modulus.Length: > 0, Exponent.Length: > 0 }) return null;
        try
        {
            using var rsa = RSA.Create(parameters);
            return rsa.KeySize >= MinKeyBits ? parameters : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record LoadedKeys(Dictionary<string, RSAParameters> ById, long LoadedAt, TimeSpan MaxAge);
}
