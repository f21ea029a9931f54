using System.Net;
using System.Net.Sockets;
using Isotherm.Adapters.SensorApi;
using Isotherm.Core.Failures;
using Isotherm.Testing.SensorApi;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Adapters.Tests.SensorApi;

/// <summary>How often the sensor API is called, how long it is waited for, and when it is given up.</summary>
public sealed class SensorApiPatience : SensorApiTest
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_failure_that_may_pass_is_tried_again(int status)
    {
        await using var server = RudeServer.Start(RudeAnswer.Status(status), RudeAnswer.Json(Body));

        var (answer, body) = await GetAsync(OptionsFor(server.Url));

        Assert.Null(answer.Refusal);
        Assert.NotEmpty(body);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task The_tries_are_bounded_and_the_last_answer_is_the_refusal(int tries)
    {
        await using var server = RudeServer.Start(RudeAnswer.Of(503, "text/plain", "busy"u8.ToArray()));

        var (answer, _) = await GetAsync(OptionsFor(server.Url) with { Tries = tries }, new ImpatientClock(Deadline));

        Assert.Equal(503, answer.Status);
        Assert.NotNull(answer.Refusal);
        Assert.Equal("busy"u8.ToArray(), answer.Head.ToArray());
        Assert.Equal(tries, server.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_tried_again()
    {
        await using var server = RudeServer.Start(
            new RudeAnswer([], RudeEnding.Reset), new RudeAnswer([]), RudeAnswer.Json(Body));

        var (answer, _) = await GetAsync(OptionsFor(server.Url));

        Assert.Null(answer.Refusal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task One_try_is_one_request_also_when_connections_break()
    {
        await using var server = RudeServer.Start(new RudeAnswer([], RudeEnding.Reset));

        await Assert.ThrowsAsync<TransientException>(() => GetAsync(OptionsFor(server.Url) with { Tries = 2 }));

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_body_that_was_begun_is_never_asked_for_again()
    {
        var cut = RudeAnswer.Of(200, "application/json", "[1,"u8.ToArray(), length: 100);
        await using var server = RudeServer.Start(cut, RudeAnswer.Json(Body));

        var (answer, _) = await GetAsync(OptionsFor(server.Url));

        Assert.NotNull(answer.Refusal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Nobody_listening_is_transient_and_names_no_address()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var url = new Uri($"http://{unused.LocalEndpoint}/{Key}");
        unused.Stop();

        var failure = await Assert.ThrowsAsync<TransientException>(() => GetAsync(OptionsFor(url)));

        Assert.Contains("ConnectionRefused", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("0", 0)]
    [InlineData("29", 29)]
    [InlineData("Tue, 19 Feb 2019 14:00:07 GMT", 7)]
    [InlineData("Tue, 19 Feb 2019 13:00:00 GMT", 0)]
    [InlineData("-5", 0)]
    [InlineData("soon", 0)]
    [InlineData("", 0)]
    public async Task Retry_After_is_honoured_within_the_deadline(string retryAfter, int seconds)
    {
        var clock = new ImpatientClock(Deadline);
        await using var server = RudeServer.Start(
            RudeAnswer.Status(429, $"Retry-After: {retryAfter}\r\n"), RudeAnswer.Json(Body));

        var (answer, _) = await GetAsync(OptionsFor(server.Url), clock);

        Assert.Null(answer.Refusal);
        Assert.Equal(TimeSpan.FromSeconds(seconds), clock.Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait));
    }

    [Theory]
    [InlineData("30")]
    [InlineData("1000000000")]
    [InlineData("99999999999999999999999999")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_Retry_After_beyond_the_deadline_ends_the_tries_at_once(string retryAfter)
    {
        await using var server = RudeServer.Start(
            RudeAnswer.Status(429, $"Retry-After: {retryAfter}\r\n"), RudeAnswer.Json(Body));

        var (answer, _) = await GetAsync(OptionsFor(server.Url), new ImpatientClock(Deadline));

        Assert.Equal(429, answer.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Waits_grow_with_full_jitter_and_are_capped()
    {
        var clock = new ImpatientClock(Deadline);
        await using var server = RudeServer.Start(RudeAnswer.Status(500));
        using var client = new SensorApiClient(OptionsFor(server.Url) with { Tries = 7 }, clock, () => 1);

        await client.GetAsync(_ => ValueTask.FromResult(true), Cancellation);

        Assert.Equal([0.5, 1, 2, 4, 8, 10], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Jitter_is_drawn_at_random_when_none_is_given()
    {
        var clock = new ImpatientClock(Deadline);
        await using var server = RudeServer.Start(RudeAnswer.Status(500));
        using var client = new SensorApiClient(OptionsFor(server.Url), clock);

        await client.GetAsync(_ => ValueTask.FromResult(true), Cancellation);

        Assert.All(clock.Waits, wait => Assert.InRange(wait.TotalSeconds, 0, 1));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_at_the_deadline_as_transient()
    {
        var clock = new FakeTimeProvider();
        await using var server = RudeServer.Start(new RudeAnswer([], RudeEnding.Hold));

        var call = GetAsync(OptionsFor(server.Url), clock);
        await server.Holding;
        clock.Advance(Deadline);

        await Assert.ThrowsAsync<TransientException>(() => call);
    }

    [Fact]
    public async Task A_body_that_stalls_is_refused_at_the_deadline_with_what_came()
    {
        var clock = new FakeTimeProvider();
        const string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";
        await using var server = RudeServer.Start(RudeAnswer.Raw(head + "[1,2,3", RudeEnding.Hold));
        using var client = new SensorApiClient(OptionsFor(server.Url), clock);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var call = client.GetAsync(
            _ =>
            {
                begun.TrySetResult();
                return ValueTask.FromResult(true);
            },
            Cancellation);
        await begun.Task;
        clock.Advance(Deadline);
        var answer = await call;

        Assert.Contains("did not end within 30 s", answer.Refusal, StringComparison.Ordinal);
        Assert.Equal("[1,2,3"u8.ToArray(), answer.Head.ToArray());
    }

    [Fact]
    public async Task A_body_that_trickles_for_ever_is_refused_at_the_deadline()
    {
        const string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[";
        await using var server = RudeServer.Start(RudeAnswer.Raw(head, RudeEnding.Trickle));

        var (answer, _) = await GetAsync(OptionsFor(server.Url) with { Deadline = TimeSpan.FromMilliseconds(300) });

        Assert.Contains("did not end", answer.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_told_of_a_deadline()
    {
        using var gaveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var server = RudeServer.Start(new RudeAnswer([], RudeEnding.Hold));
        using var client = new SensorApiClient(OptionsFor(server.Url), TimeProvider.System);

        var call = client.GetAsync(_ => ValueTask.FromResult(true), gaveUp.Token);
        await server.Holding;
        await gaveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }
}
