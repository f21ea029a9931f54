using System.Globalization;
using System.Net;
using System.Text.Json;
using Isotherm.Cli.Simulation;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Cli.Tests.Simulation;

public sealed class SimulatedSensorApiTests : IDisposable
{
    private const string Key = "a-key-of-this-test";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2019, 2, 19, 14, 0, 0, TimeSpan.Zero));
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public SimulatedSensorApiTests() => _http.DefaultRequestHeaders.Add(SimulatedSensorApi.KeyHeader, Key);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task An_answer_has_the_form_of_the_real_one()
    {
        await using var api = await StartAsync();

        using var response = await _http.GetAsync(api.Url, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Matches(
            "^\\[\n    \\{\n        \"id\": \"[0-9a-f-]{36}\",\n        \"timestamp\": \"2019-02-19 1[34]:\\d\\d:\\d\\d\",\n"
                + "        \"lat\": [0-9.]+,\n        \"lon\": -?[0-9.]+,\n        \"temperature\": (null|-?[0-9.]+),\n"
                + "        \"country\": \"[A-Z][a-zA-Z ]+\"\n    \\},\n",
            text);
        Assert.EndsWith("\"\n    }\n]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reading_has_the_fields_of_the_real_one_in_their_precision()
    {
        await using var api = await StartAsync();
        using var json = JsonDocument.Parse(await BodyAsync(api));

        Assert.Equal(1000, json.RootElement.GetArrayLength());
        foreach (var reading in json.RootElement.EnumerateArray())
        {
            string[] names = [.. reading.EnumerateObject().Select(field => field.Name)];
            Assert.Equal(["id", "timestamp", "lat", "lon", "temperature", "country"], names);
            Assert.True(Guid.TryParseExact(reading.GetProperty("id").GetString(), "D", out _));
            Assert.True(DateTime.TryParseExact(
                reading.GetProperty("timestamp").GetString(),
                "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var at));
            Assert.InRange((at - _clock.GetUtcNow().UtcDateTime).TotalSeconds, -3, 0);
            Assert.Matches("^[0-9]{2}(\\.[0-9]{0,6}[1-9])?$", reading.GetProperty("lat").GetRawText());
            Assert.Matches("^-?[0-9]{1,2}(\\.[0-9]{0,6}[1-9])?$", reading.GetProperty("lon").GetRawText());
            Assert.Matches("^(null|-?[0-9]{1,2}(\\.[0-9]{0,3}[1-9])?)$", reading.GetProperty("temperature").GetRawText());
        }
    }

    [Fact]
    public async Task Equal_seeds_give_equal_answers_and_every_call_gives_another()
    {
        await using var first = await StartAsync();
        await using var again = await StartAsync();
        await using var other = await StartAsync(seed: 2);

        byte[][] answers = [await BodyAsync(first), await BodyAsync(first), await BodyAsync(first)];

        Assert.Equal(answers, [await BodyAsync(again), await BodyAsync(again), await BodyAsync(again)]);
        Assert.NotEqual(answers[0], answers[1]);
        Assert.NotEqual(answers[0], await BodyAsync(other));
        Assert.Equal(3, first.Calls);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another key")]
    [InlineData("A-KEY-OF-THIS-TEST")]
    public async Task Without_the_key_nothing_is_answered(string? key)
    {
        await using var api = await StartAsync();
        using var http = new HttpClient();
        if (key is not null) http.DefaultRequestHeaders.Add(SimulatedSensorApi.KeyHeader, key);

        using var response = await http.GetAsync(api.Url, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("{\"message\": \"Unauthorized\"}", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(0, api.Calls);
    }

    [Fact]
    public async Task Two_keys_are_no_key()
    {
        await using var api = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, api.Url);
        request.Headers.Add(SimulatedSensorApi.KeyHeader, [Key, Key]);
        using var http = new HttpClient();

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Only_a_GET_of_its_own_address_is_answered()
    {
        await using var api = await StartAsync();

        using var elsewhere = await _http.GetAsync(new Uri(api.Url, "/sensor"), Cancellation);
        using var post = await _http.PostAsync(api.Url, null, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        Assert.Equal(["GET"], post.Content.Headers.Allow);
        Assert.Equal(0, api.Calls);
    }

    [Theory]
    [InlineData("gzip", true, "gzip")]
    [InlineData("br, GZIP;q=0.5", true, "gzip")]
    [InlineData("gzip;q=0", true, null)]
    [InlineData("br", true, null)]
    [InlineData("gzip", false, null)]
    public async Task An_answer_is_compressed_for_who_accepts_it(string accepted, bool gzip, string? encoding)
    {
        await using var api = await StartAsync(gzip: gzip);
        using var request = new HttpRequestMessage(HttpMethod.Get, api.Url);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var response = await _http.SendAsync(request, Cancellation);

        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        await using var plain = encoding is null
            ? body : new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress);
        using var json = await JsonDocument.ParseAsync(plain, default, Cancellation);
        Assert.Equal(1000, json.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task There_are_as_many_readings_as_asked_for(int readings)
    {
        await using var api = await StartAsync(readings: readings);

        using var json = JsonDocument.Parse(await BodyAsync(api));

        Assert.Equal(readings, json.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Options_that_make_no_sense_are_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => SimulatedSensorApi.StartAsync(
            new SimulatedSensorApiOptions { Key = "" }, _clock, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => SimulatedSensorApi.StartAsync(
            new SimulatedSensorApiOptions { Key = "k", Readings = -1 }, _clock, Cancellation));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var api = await StartAsync();
        var options = new SimulatedSensorApiOptions { Key = Key, Port = api.Url.Port };

        await Assert.ThrowsAnyAsync<IOException>(() => SimulatedSensorApi.StartAsync(options, _clock, Cancellation));
    }

    private async Task<byte[]> BodyAsync(SimulatedSensorApi api) => await _http.GetByteArrayAsync(api.Url, Cancellation);

    private Task<SimulatedSensorApi> StartAsync(int seed = 1, int readings = 1000, bool gzip = true) =>
        SimulatedSensorApi.StartAsync(
            new SimulatedSensorApiOptions { Key = Key, Seed = seed, Readings = readings, Gzip = gzip },
            _clock,
            Cancellation);
}
