using System.Net;
using System.Text.Json;
using Isotherm.Cli.Simulation;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Simulation;

public sealed class SensorApiFaultTests : IAsyncLifetime
{
    private const string Key = "a-key-of-this-test";

    private readonly TimerClock _clock = new(new DateTimeOffset(2019, 2, 19, 14, 0, 0, TimeSpan.Zero));
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private SimulatedSensorApi? _api;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _http.DefaultRequestHeaders.Add(SimulatedSensorApi.KeyHeader, Key);
        _api = await SimulatedSensorApi.StartAsync(new SimulatedSensorApiOptions { Key = Key }, _clock, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _api!.DisposeAsync();
    }

    [Fact]
    public async Task Faults_are_used_in_their_order_and_then_all_is_well()
    {
        _api!.Inject(SensorApiFault.Status(503, "30"), times: 2);
        _api.Inject(SensorApiFault.Status(429));

        var statuses = new List<(HttpStatusCode, string?)>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await GetAsync();
            statuses.Add((response.StatusCode, response.Headers.RetryAfter?.ToString()));
        }

        (HttpStatusCode, string?)[] expected =
        [
            (HttpStatusCode.ServiceUnavailable, "30"), (HttpStatusCode.ServiceUnavailable, "30"),
            (HttpStatusCode.TooManyRequests, null), (HttpStatusCode.OK, null),
        ];
        Assert.Equal(expected, statuses);
        Assert.Equal(4, _api.Calls);
    }

    [Fact]
    public async Task A_truncated_answer_breaks_off()
    {
        _api!.Inject(SensorApiFault.Truncated());

        using var response = await GetAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Cut_JSON_arrives_whole_and_ends_in_its_middle()
    {
        _api!.Inject(SensorApiFault.CutJson());

        using var response = await GetAsync();
        var body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.StartsWith("[", body, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(body));
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_no_JSON()
    {
        _api!.Inject(SensorApiFault.HtmlPage());

        using var response = await GetAsync();

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<!doctype", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_may_be_empty_or_of_another_type()
    {
        _api!.Inject(SensorApiFault.EmptyArray());
        _api.Inject(SensorApiFault.ContentType("text/plain"));

        using var empty = await GetAsync();
        using var plain = await GetAsync();

        Assert.Equal("[]", await empty.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("text/plain", plain.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("[", await plain.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_leads_elsewhere()
    {
        _api!.Inject(SensorApiFault.RedirectTo(new Uri("http://other.example/x")));

        using var response = await GetAsync();

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("http://other.example/x", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_careless_answer_repeats_the_key()
    {
        _api!.Inject(SensorApiFault.EchoKey());

        using var response = await GetAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([Key], response.Headers.GetValues("X-Request-Key"));
        Assert.Contains(Key, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_answer_comes_when_its_time_has_come()
    {
        _api!.Inject(SensorApiFault.Slow(TimeSpan.FromSeconds(40), _clock));
        var answer = GetAsync();

        _clock.Advance(await _clock.NextWaitAsync(Cancellation));

        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_answer_that_stalls_goes_on_until_the_caller_or_the_API_ends_it()
    {
        _api!.Inject(SensorApiFault.Stall());
        using var response = await GetAsync();
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        var half = new byte[10_000];
        await body.ReadExactlyAsync(half, Cancellation);
        var rest = body.CopyToAsync(Stream.Null, Cancellation);

        await _api.DisposeAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => rest);
    }

    [Fact]
    public void A_fault_has_a_name_for_the_log()
    {
        Assert.Equal("slow by 1.5 s", SensorApiFault.Slow(TimeSpan.FromSeconds(1.5), _clock).Name);
        Assert.Equal("status 503", SensorApiFault.Status(503).Name);
    }

    private Task<HttpResponseMessage> GetAsync() =>
        _http.GetAsync(_api!.Url, HttpCompletionOption.ResponseHeadersRead, Cancellation);
}
