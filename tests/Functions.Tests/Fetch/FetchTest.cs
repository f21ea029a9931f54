using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Isotherm.Adapters.SensorApi;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Fetch;
using Isotherm.Hosting;
using Isotherm.Testing.Messages;
using Isotherm.Testing.RawObjects;
using Isotherm.Testing.SensorApi;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Functions.Tests.Fetch;

/// <summary>What the tests of fetch share: fetch behind a real socket, between a rude API and rude doubles.</summary>
public abstract class FetchTest : IAsyncDisposable
{
    protected const string Key = "planted-key-0123456789abcdef";
    protected const string ScheduleTime = "2019-02-19T14:00:00Z";

    /// <summary>White space, an escape and a foreign reading: bytes that a careless copy would change.</summary>
    protected const string Answer =
        "\uFEFF [ {\"id\":\"a\",\"timestamp\":\"2019-02-19 14:02:10\",\"lat\":45.6258385,\"lon\":0.0629891,"
        + "\"temperature\":29.40680,\"country\":\"Fr\\u0061nce\"},\n\t{\"country\":\"Spain\"} ] \r\n";

    private readonly HttpClient _http = new();
    private RudeServer? _api;
    private FunctionHost? _fetch;
    private int _ids;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2019, 2, 19, 14, 0, 7, TimeSpan.Zero));

    protected InMemoryTopic Topic { get; }

    protected InMemoryBucket Bucket { get; }

    private protected CapturedLogs Logs { get; } = new();

    private protected RudeServer Api => _api!;

    protected Uri Address => _fetch!.Address;

    protected FetchTest()
    {
        Topic = new InMemoryTopic(Clock);
        Bucket = new InMemoryBucket(Clock);
    }

    public async ValueTask DisposeAsync()
    {
        if (_fetch is not null) await _fetch.DisposeAsync();
        if (_api is not null) await _api.DisposeAsync();
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task StartAsync(params RudeAnswer[] answers) => StartAsync(options => options, answers);

    protected async Task StartAsync(Func<FetchOptions, FetchOptions> with, params RudeAnswer[] answers)
    {
        _api = RudeServer.Start(answers);
        var options = new FetchOptions(new SensorApiOptions { Url = _api.Url, Key = Key }, SlotLength.Hourly);
        var parts = new FetchParts(Bucket, Topic, Clock, Logs)
        {
            NewId = () => $"id{Interlocked.Increment(ref _ids):00000000000000}",
            Jitter = () => 0,
        };
        _fetch = await FetchHost.StartAsync(with(options), parts, port: 0, Cancellation);
    }

    protected async Task<(int Status, string Body)> PostAsync(string body = "", string? scheduleTime = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (scheduleTime is not null) request.Headers.Add("X-CloudScheduler-ScheduleTime", scheduleTime);
        using var response = await _http.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    protected async Task<int> SendAsync(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Address);
        using var response = await _http.SendAsync(request, Cancellation);
        return (int)response.StatusCode;
    }

    protected async Task<IReadOnlyList<string>> ObjectsAsync(string prefix = "")
    {
        Bucket.Faults.Clear();
        return await Bucket.ListAsync(prefix, Cancellation).Select(stored => stored.Name).ToArrayAsync(Cancellation);
    }

    protected async Task<byte[]> ReadAsync(string name) => (await Bucket.ReadAsync(name, Cancellation))!.Value.Bytes;

    protected async Task<Manifest> TheManifestAsync()
    {
        var names = await ObjectsAsync(RawObjectName.Prefix);
        var name = Assert.Single(names, name => name.EndsWith("/manifest.json", StringComparison.Ordinal));
        return ManifestCodec.Read(await ReadAsync(name));
    }

    protected async Task<JsonElement> TheQuarantineAsync()
    {
        var name = Assert.Single(await ObjectsAsync("quarantine/"));
        return JsonDocument.Parse(await ReadAsync(name)).RootElement;
    }

    /// <summary>The raw objects that a record in quarantine names.</summary>
    protected static string[] Objects(JsonElement record) =>
    [
        .. record.GetProperty("objects").EnumerateArray().Select(named => named.GetProperty("object").GetString()!),
    ];

    protected IReadOnlyList<RunMessage> Messages() =>
        [.. Topic.Taken.Select(taken => MessageCodec.Read(Encoding.UTF8.GetBytes(taken.Body)))];

    /// <summary>Everything that came out of fetch, except the request to the API.</summary>
    protected async Task<string> EverythingAsync()
    {
        var all = new StringBuilder();
        foreach (var name in await ObjectsAsync())
        {
            var bytes = await ReadAsync(name);
            all.AppendLine(name).AppendLine(Encoding.UTF8.GetString(bytes));
            if (!name.StartsWith("quarantine/", StringComparison.Ordinal)) continue;
            if (JsonDocument.Parse(bytes).RootElement.TryGetProperty("body", out var body))
                all.AppendLine(Encoding.UTF8.GetString(body.GetBytesFromBase64()));
        }

        foreach (var taken in Topic.Taken) all.AppendLine(taken.Body).AppendJoin(' ', taken.Attributes).AppendLine();
        foreach (var line in Logs.Lines) all.AppendLine(line.Text);
        return all.ToString();
    }
}
