using System.Net;
using Isotherm.Core.Failures;
using Isotherm.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Functions.Tests.Hosting;

/// <summary>What the Functions Framework contract asks of the host of a function.</summary>
public sealed class HostContract : IDisposable
{
    private static readonly TimeSpan WorkTimeout = TimeSpan.FromSeconds(240);

    private readonly HttpClient _http = new();
    private readonly FakeTimeProvider _clock = new();

    public enum Failure
    {
        Transient,
        Poison,
        Cancelled,
        BadRequest,
        Unexpected,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c?d=e")]
    [InlineData("healthz")]
    [InlineData("robots.txt/more")]
    public async Task Every_path_goes_to_the_function(string path)
    {
        var function = new DelegateFunction(context => context.Response.WriteAsync("here"));
        await using var host = await StartAsync(function);

        using var response = await _http.GetAsync(new Uri(host.Address, path), Cancellation);

        Assert.Equal("here", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(1, function.Calls);
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("ETag"));
    }

    [Theory]
    [InlineData("robots.txt")]
    [InlineData("favicon.ico")]
    public async Task The_paths_of_robots_and_icons_are_404_and_invoke_nothing(string path)
    {
        var function = new DelegateFunction(_ => Task.CompletedTask);
        await using var host = await StartAsync(function);

        using var response = await _http.GetAsync(new Uri(host.Address, path), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(0, function.Calls);
    }

    [Fact]
    public async Task Several_invocations_run_at_once()
    {
        const int many = 8;
        using var all = new CountdownEvent(many);
        var everybody = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(new DelegateFunction(_ =>
        {
            if (all.Signal()) everybody.SetResult();
            return everybody.Task;
        }));

        var responses = await Task.WhenAll(
            Enumerable.Range(0, many).Select(_ => _http.GetAsync(host.Address, Cancellation)));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Theory]
    [InlineData(Failure.Transient, 503, "The bucket is away.")]
    [InlineData(Failure.Poison, 500, "The manifest is broken.")]
    [InlineData(Failure.Cancelled, 503, "deadline")]
    [InlineData(Failure.BadRequest, 400, "Bad chunk.")]
    [InlineData(Failure.Unexpected, 500, "Unexpected failure; the log has it.")]
    public async Task What_a_function_throws_is_answered_by_one_table(Failure failure, int status, string says)
    {
        await using var host = await StartAsync(new DelegateFunction(_ => throw Thrown(failure)));

        using var response = await _http.GetAsync(host.Address, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains(says, body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Equal(status == 503 ? TimeSpan.FromSeconds(10) : null, response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_failure_after_the_answer_has_begun_cuts_the_connection()
    {
        await using var host = await StartAsync(new DelegateFunction(async context =>
        {
            await context.Response.WriteAsync("half", Cancellation);
            await context.Response.Body.FlushAsync(Cancellation);
            throw new TransientException("Gone.");
        }));

        await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetStringAsync(host.Address, Cancellation));
    }

    [Fact]
    public async Task Work_is_ended_at_its_deadline_and_answered_503()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(new DelegateFunction(context => WorkForEver(context, begun)));

        var call = _http.GetAsync(host.Address, Cancellation);
        await begun.Task;
        _clock.Advance(WorkTimeout);
        using var response = await call;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413()
    {
        await using var host = await StartAsync(new DelegateFunction(
            context => context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted)));
        using var fits = new ByteArrayContent(new byte[64 * 1024]);
        using var tooLong = new ByteArrayContent(new byte[(64 * 1024) + 1]);

        using var taken = await _http.PostAsync(host.Address, fits, Cancellation);
        using var refused = await _http.PostAsync(host.Address, tooLong, Cancellation);

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Fact]
    public async Task Stopping_lets_a_request_under_way_finish()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(new DelegateFunction(context =>
        {
            begun.SetResult();
            return finish.Task;
        }));

        var call = _http.GetAsync(host.Address, Cancellation);
        await begun.Task;
        var stopped = host.StopAsync(Cancellation);
        finish.SetResult();
        using var response = await call;
        await stopped;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetAsync(host.Address, Cancellation));
    }

    [Fact]
    public async Task Work_that_a_stop_waits_for_too_long_is_ended_and_answered_503()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(new DelegateFunction(context => WorkForEver(context, begun)));

        var call = _http.GetAsync(host.Address, Cancellation);
        await begun.Task;
        var stopped = host.StopAsync(Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(5));
        using var response = await call;
        await stopped;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_of_the_start()
    {
        await using var host = await StartAsync(new DelegateFunction(_ => Task.CompletedTask));

        await Assert.ThrowsAsync<IOException>(
            () => StartAsync(new DelegateFunction(_ => Task.CompletedTask), host.Address.Port));
    }

    private static async Task WorkForEver(HttpContext context, TaskCompletionSource begun)
    {
        begun.SetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    }

    private static Exception Thrown(Failure failure) => failure switch
    {
        Failure.Transient => new TransientException("The bucket is away."),
        Failure.Poison => new PoisonException("The manifest is broken."),
        Failure.Cancelled => new OperationCanceledException("secret"),
        Failure.BadRequest => new BadHttpRequestException("Bad chunk."),
        _ => new InvalidOperationException("secret"),
    };

    private Task<FunctionHost> StartAsync(IHttpFunction function, int port = 0) => FunctionHost.StartAsync(
        FunctionHostOptions.Local(port, WorkTimeout), function, _clock, NullLoggerFactory.Instance, Cancellation);
}
