using Isotherm.Adapters.Identity;
using Isotherm.Core.Failures;
using Isotherm.Testing;
using Isotherm.Testing.Identity;

namespace Isotherm.Adapters.Tests.Identity;

public sealed class MetadataTokensTests : IAsyncLifetime
{
    private readonly HastyClock _clock = new(new DateTimeOffset(2019, 2, 19, 14, 0, 0, TimeSpan.Zero));

    private RudeMetadataServer _server = null!;
    private MetadataTokens _tokens = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RudeMetadataServer.StartAsync();
        _tokens = new MetadataTokens(new MetadataTokenOptions { Host = _server.Host }, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _tokens.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_it_expires()
    {
        Assert.Equal("token-1", await _tokens.GetAsync(Cancellation));
        _clock.Advance(TimeSpan.FromSeconds(3600 - 226));
        Assert.Equal("token-1", await _tokens.GetAsync(Cancellation));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token-2", await _tokens.GetAsync(Cancellation));
    }

    [Fact]
    public async Task One_request_serves_all_who_wait()
    {
        var release = new TaskCompletionSource();
        _server.Be(async context =>
        {
            await release.Task;
            await RudeMetadataServer.Token("shared", 3600)(context);
        });

        var asked = Enumerable.Range(0, 50).Select(_ => _tokens.GetAsync(Cancellation).AsTask()).ToArray();
        release.SetResult();

        Assert.All(await Task.WhenAll(asked), token => Assert.Equal("shared", token));
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task Who_cancels_does_not_take_the_token_from_the_others()
    {
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _server.Be(async context =>
        {
            arrived.SetResult();
            await release.Task;
            await RudeMetadataServer.Token("shared", 3600)(context);
        });
        using var given = new CancellationTokenSource();
        var first = _tokens.GetAsync(given.Token).AsTask();
        await arrived.Task.WaitAsync(Cancellation);
        var second = _tokens.GetAsync(Cancellation).AsTask();

        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();

        Assert.Equal("shared", await second);
    }

    [Fact]
    public async Task A_server_that_fails_for_a_while_is_asked_again_with_doubled_waits()
    {
        _server.Be(
            RudeMetadataServer.Status(503),
            RudeMetadataServer.Reset,
            RudeMetadataServer.Status(429),
            RudeMetadataServer.Body("{\"access_token\":7"));

        Assert.Equal("token-5", await _tokens.GetAsync(Cancellation));
        Assert.Equal([200, 400, 800, 1600], _clock.Waits.Select(wait => wait.TotalMilliseconds));
    }

    [Fact]
    public async Task A_server_that_goes_on_failing_is_a_failure_that_may_pass()
    {
        for (var i = 0; i < 5; i++) _server.Be(RudeMetadataServer.Status(500));

        var failure = await Assert.ThrowsAsync<TransientException>(() => _tokens.GetAsync(Cancellation).AsTask());

        Assert.Contains("failed 5 times (status 500)", failure.Message, StringComparison.Ordinal);
        Assert.Equal("token-6", await _tokens.GetAsync(Cancellation));
    }

    [Fact]
    public async Task A_silent_server_is_asked_again()
    {
        var arrived = new TaskCompletionSource();
        _server.Be(async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        var asked = _tokens.GetAsync(Cancellation).AsTask();
        await arrived.Task.WaitAsync(Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("token-2", await asked);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_server_without_an_account_is_not_asked_again_at_once(int status)
    {
        _server.Be(RudeMetadataServer.Status(status));

        var failure = await Assert.ThrowsAsync<TransientException>(() => _tokens.GetAsync(Cancellation).AsTask());

        Assert.Contains($"answered {status}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task What_does_not_say_that_it_is_the_metadata_server_is_not_trusted()
    {
        _server.Be(context =>
        {
            context.Response.Headers.Remove("Metadata-Flavor");
            return RudeMetadataServer.Token("forged", 3600)(context);
        });

        await Assert.ThrowsAsync<TransientException>(() => _tokens.GetAsync(Cancellation).AsTask());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"access_token\":\"\",\"expires_in\":9}")]
    [InlineData("{\"access_token\":\"canary\",\"expires_in\":0}")]
    [InlineData("{\"access_token\":\"canary\",\"expires_in\":99999999999}")]
    [InlineData("{\"access_token\":\"canary\\r\\nX: y\",\"expires_in\":9}")]
    [InlineData("{\"access_token\":\"canary\",\"expires_in\":\"canary\"}")]
    public async Task An_answer_that_is_no_token_is_never_shown(string body)
    {
        for (var i = 0; i < 5; i++) _server.Be(RudeMetadataServer.Body(body));

        var failure = await Assert.ThrowsAsync<TransientException>(() => _tokens.GetAsync(Cancellation).AsTask());

        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(5, _server.Requests);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_no_failure_while_the_token_holds_and_is_not_repeated_at_once()
    {
        var missing = RudeMetadataServer.Status(404);
        _server.Be(RudeMetadataServer.Token("old", 120), missing, missing);
        Assert.Equal("old", await _tokens.GetAsync(Cancellation));

        Assert.Equal("old", await _tokens.GetAsync(Cancellation));
        Assert.Equal("old", await _tokens.GetAsync(Cancellation));
        Assert.Equal(2, _server.Requests);

        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("old", await _tokens.GetAsync(Cancellation));
        Assert.Equal(3, _server.Requests);
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("token-4", await _tokens.GetAsync(Cancellation));
    }

    [Fact]
    public async Task A_token_in_its_last_moment_is_no_substitute()
    {
        _server.Be(RudeMetadataServer.Token("old", 20), RudeMetadataServer.Status(404), RudeMetadataServer.Status(404));
        await _tokens.GetAsync(Cancellation);
        Assert.Equal("old", await _tokens.GetAsync(Cancellation));

        _clock.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<TransientException>(() => _tokens.GetAsync(Cancellation).AsTask());
    }

    [Fact]
    public async Task A_rejected_token_is_not_handed_out_again()
    {
        await _tokens.GetAsync(Cancellation);

        _tokens.Reject("another");
        Assert.Equal("token-1", await _tokens.GetAsync(Cancellation));
        _tokens.Reject("token-1");
        Assert.Equal("token-2", await _tokens.GetAsync(Cancellation));
    }

    [Theory]
    [InlineData(null, "metadata.google.internal")]
    [InlineData("", "metadata.google.internal")]
    [InlineData("127.0.0.1:8123", "127.0.0.1:8123")]
    public void The_host_may_come_from_the_environment(string? value, string host)
    {
        Assert.Equal(host, MetadataTokenOptions.FromEnvironment(_ => value).Host);
        using var tokens = MetadataTokens.FromEnvironment(_ => value, scope: null, _clock, out var refusal);
        Assert.NotNull(tokens);
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData("no host")]
    [InlineData("http://host")]
    [InlineData("host:port")]
    [InlineData("")]
    public void What_is_no_host_is_a_defect_of_the_caller(string host) =>
        Assert.Throws<ArgumentException>(() => new MetadataTokens(new MetadataTokenOptions { Host = host }, _clock));

    [Fact]
    public async Task An_emulator_needs_no_token()
    {
        NoAccessTokens.Instance.Reject("any");

        Assert.Null(await NoAccessTokens.Instance.GetAsync(Cancellation));
    }
}
