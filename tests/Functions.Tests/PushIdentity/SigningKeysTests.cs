using Isotherm.Core.Failures;
using Isotherm.Hosting.PushIdentity;
using Isotherm.Testing.PushIdentity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Functions.Tests.PushIdentity;

/// <summary>How the public keys of the issuer are kept.</summary>
public sealed class SigningKeysTests
{
    private readonly FakeTimeProvider _clock = new(TokenIssuer.Now);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_are_loaded_once_and_kept()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        issuer.KeySet = TokenIssuer.SetOf("one", "two");
        using var keys = Keys(issuer);

        Assert.Equal(Modulus("one"), (await keys.FindAsync("one", Cancellation))?.Modulus);
        Assert.Equal(Modulus("two"), (await keys.FindAsync("two", Cancellation))?.Modulus);
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await keys.FindAsync("one", Cancellation));
        Assert.Equal(1, issuer.Loads);
    }

    [Fact]
    public async Task Many_callers_at_once_make_one_load()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        var release = new TaskCompletionSource();
        issuer.Held = release.Task;
        using var keys = Keys(issuer);

        var callers = Enumerable.Range(0, 50).Select(_ => keys.FindAsync("one", Cancellation).AsTask()).ToArray();
        release.SetResult();

        Assert.All(await Task.WhenAll(callers), key => Assert.NotNull(key));
        Assert.Equal(1, issuer.Loads);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_end_the_load_of_the_others()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        var release = new TaskCompletionSource();
        issuer.Held = release.Task;
        using var keys = Keys(issuer);
        using var hurried = new CancellationTokenSource();

        var first = keys.FindAsync("one", hurried.Token).AsTask();
        var second = keys.FindAsync("one", Cancellation).AsTask();
        await hurried.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();

        Assert.NotNull(await second);
        Assert.Equal(1, issuer.Loads);
    }

    [Fact]
    public async Task A_key_that_is_new_at_the_issuer_is_found_a_minute_after_the_last_load_at_the_latest()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        using var keys = Keys(issuer);
        await keys.FindAsync("one", Cancellation);
        issuer.KeySet = TokenIssuer.SetOf("two");

        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(await keys.FindAsync("two", Cancellation));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.NotNull(await keys.FindAsync("two", Cancellation));
        Assert.Null(await keys.FindAsync("one", Cancellation));
        Assert.Equal(2, issuer.Loads);
    }

    [Fact]
    public async Task Unknown_keys_load_no_more_than_once_a_minute()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        using var keys = Keys(issuer);

        for (var second = 0; second < 300; second++)
        {
            Assert.Null(await keys.FindAsync($"stranger-{second}", Cancellation));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(5, issuer.Loads);
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData("public, max-age=1800", 30)]
    [InlineData("max-age=0", 5)]
    [InlineData("max-age=2000000000", 24 * 60)]
    [InlineData("nonsense = = ", 60)]
    public async Task A_key_that_the_issuer_withdrew_is_forgotten_when_the_keys_are_old(string? control, int minutes)
    {
        await using var issuer = await TokenIssuer.StartAsync();
        issuer.CacheControl = control;
        using var keys = Keys(issuer);
        await keys.FindAsync("one", Cancellation);
        issuer.KeySet = TokenIssuer.SetOf("two");

        _clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await keys.FindAsync("one", Cancellation));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await keys.FindAsync("one", Cancellation));
    }

    [Theory]
    [InlineData(500, """{"keys":[]}""")]
    [InlineData(301, "")]
    [InlineData(200, "")]
    [InlineData(200, "null")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"keys":[]}""")]
    [InlineData(200, """{"keys":[null]}""")]
    [InlineData(200, """{"keys":[{"kty":"RSA","kid":"two","n":"AQAB","e":"AQAB"}]}""")]
    [InlineData(200, """{"keys":[{"kty":"RSA","kid":"two","n":"","e":""}]}""")]
    [InlineData(200, """{"keys":[{"kty":"RSA","kid":"two","n":"???","e":"AQAB"}]}""")]
    public async Task The_last_good_keys_stay_when_a_load_fails_and_the_log_says_so(int status, string set)
    {
        await using var issuer = await TokenIssuer.StartAsync();
        var log = new Lines();
        using var keys = new SigningKeys(issuer.Address, _clock, log);
        await keys.FindAsync("one", Cancellation);
        (issuer.Status, issuer.KeySet) = (status, set);
        _clock.Advance(TimeSpan.FromDays(2));

        Assert.NotNull(await keys.FindAsync("one", Cancellation));
        Assert.Null(await keys.FindAsync("two", Cancellation));

        Assert.Equal(2, issuer.Loads);
        Assert.Contains("cannot be loaded", Assert.Single(log.Written), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_end_is_a_failed_load()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        issuer.KeySet = TokenIssuer.SetOf("one") + new string(' ', 1_000_000);
        using var keys = Keys(issuer);

        await Assert.ThrowsAsync<TransientException>(() => keys.FindAsync("one", Cancellation).AsTask());
    }

    [Fact]
    public async Task Without_any_keys_the_answer_is_to_try_again_and_five_seconds_later_it_is_tried()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        issuer.Status = 503;
        using var keys = Keys(issuer);

        await Assert.ThrowsAsync<TransientException>(() => keys.FindAsync("one", Cancellation).AsTask());
        await Assert.ThrowsAsync<TransientException>(() => keys.FindAsync("one", Cancellation).AsTask());
        Assert.Equal(1, issuer.Loads);
        issuer.Status = 200;
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.NotNull(await keys.FindAsync("one", Cancellation));
    }

    [Fact]
    public async Task A_load_that_hangs_ends_after_five_seconds()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        var never = new TaskCompletionSource();
        issuer.Held = never.Task;
        using var keys = Keys(issuer);

        var finding = keys.FindAsync("one", Cancellation).AsTask();
        while (!finding.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<TransientException>(() => finding);
    }

    [Theory]
    [InlineData("use", "enc")]
    [InlineData("alg", "RS512")]
    [InlineData("kty", "EC")]
    public async Task A_key_for_something_else_is_no_key(string field, string value)
    {
        await using var issuer = await TokenIssuer.StartAsync();
        var other = TokenIssuer.PublicKey("two");
        other[field] = value;
        issuer.KeySet = TokenIssuer.SetOf(TokenIssuer.PublicKey("one"), other);
        using var keys = Keys(issuer);

        Assert.Null(await keys.FindAsync("two", Cancellation));
        Assert.NotNull(await keys.FindAsync("one", Cancellation));
    }

    [Fact]
    public async Task A_key_of_less_than_2048_bits_is_no_key()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        TokenIssuer.Key("weak", bits: 1024);
        issuer.KeySet = TokenIssuer.SetOf("one", "weak");
        using var keys = Keys(issuer);

        Assert.Null(await keys.FindAsync("weak", Cancellation));
    }

    private static byte[]? Modulus(string id) =>
        TokenIssuer.Key(id).ExportParameters(includePrivateParameters: false).Modulus;

    private SigningKeys Keys(TokenIssuer issuer) => new(issuer.Address, _clock, NullLogger.Instance);

    private sealed class Lines : ILogger
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
