using System.Net;
using System.Text;
using Isotherm.Adapters.Messages;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Testing;
using Isotherm.Testing.Messages;
using Isotherm.Testing.Processes;
using Isotherm.Testing.RawObjects;
using Isotherm.Testing.Tables;

namespace Isotherm.Pipeline.Tests;

/// <summary>
/// Fetch and two instances of aggregate as processes, wired by nothing but their environment, as in the cloud: a Cloud
/// Storage, Google's Pub/Sub emulator, a MySQL.
/// </summary>
internal sealed class ProcessPipeline : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly PubSubEmulator _emulator;
    private readonly FixedSensorApi _api;
    private readonly TestMySql _mysql;
    private readonly Database _database;
    private readonly List<PubSubTopic> _topics = [];
    private readonly List<FunctionUnderTest> _aggregates = [];
    private FunctionUnderTest? _fetch;

    private ProcessPipeline(PubSubEmulator emulator, RudeStorage storage, FixedSensorApi api, TestMySql mysql)
    {
        (_emulator, Storage, _api, _mysql) = (emulator, storage, api, mysql);
        _database = Databases.Open(mysql.ConnectionString, TimeProvider.System, out var refusal)
            ?? throw new InvalidOperationException(refusal);
    }

    public RudeStorage Storage { get; }

    /// <summary>Where runs are announced.</summary>
    public PubSubTopic Topic => _topics[0];

    public string Project => _emulator.Project;

    public static async Task<ProcessPipeline> StartAsync(string answer, CancellationToken cancellation)
    {
        var emulator = PubSubEmulator.Need();
        var storage = await RudeStorage.StartAsync(TimeProvider.System);
        var api = await FixedSensorApi.StartAsync(Encoding.UTF8.GetBytes(answer));
        var pipeline = new ProcessPipeline(emulator, storage, api, await TestMySql.CreateAsync());
        await pipeline._database.Migrator.UpAsync(cancellation);
        storage.Objects.Put(
            AggregateOptions.Default.ShapesObject, ShapeDocuments.GeoJson(ShapeDocuments.Squares));
        foreach (var topic in (string[])["parts", "dead-letters"])
            pipeline._topics.Add(await emulator.CreateTopicAsync(topic, cancellation));
        await emulator.CreateSubscriptionAsync("kept", "dead-letters", cancellation);
        pipeline.StartProcesses();
        foreach (var aggregate in pipeline._aggregates) await aggregate.AddressAsync(cancellation);
        var pushed = await pipeline._aggregates[0].AddressAsync(cancellation);
        await emulator.CreatePushAsync("push", "parts", pushed, deadLetterTopic: null, cancellation);
        return pipeline;
    }

    public async Task<HttpStatusCode> FetchAsync(CancellationToken cancellation)
    {
        using var body = new StringContent("""{"run":"first","hour":"2019-02-19T14"}""");
        using var answer = await _http.PostAsync(await _fetch!.AddressAsync(cancellation), body, cancellation);
        return answer.StatusCode;
    }

    /// <summary>The message that the manifest keeps.</summary>
    public string Message()
    {
        var manifest = Storage.Objects.All.Single(
            kept => kept.Name.EndsWith("/manifest.json", StringComparison.Ordinal));
        return ManifestCodec.Read([.. manifest.Bytes]).Parts.Single().Message;
    }

    /// <summary>The same message so many times at both instances at once; the statuses.</summary>
    public Task<HttpStatusCode[]> DeliverAsync(string message, int times, CancellationToken cancellation)
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(message));
        var envelope = $$"""{"message":{"data":"{{data}}","messageId":"1"},"subscription":"s"}""";
        return Task.WhenAll(Enumerable.Range(0, times).Select(async n =>
        {
            using var body = new StringContent(envelope, Encoding.UTF8, "application/json");
            var instance = await _aggregates[n % 2].AddressAsync(cancellation);
            using var answer = await _http.PostAsync(instance, body, cancellation);
            return answer.StatusCode;
        }));
    }

    /// <summary>Region, mean and number of points of what is shown, by the name of the region.</summary>
    public async Task<string[]> ShownAsync(CancellationToken cancellation)
    {
        var rows = await _database.Reports.ShownAsync(ReportFilter.Everything, cancellation).ToArrayAsync(cancellation);
        return [.. rows.Select(row => $"{row.Hour} {row.Temperature} {row.NumberOfPoints}").Order()];
    }

    /// <summary>The next dead letter: its body and its attributes.</summary>
    public async Task<(string Body, Dictionary<string, string> Attributes)> DeadLetterAsync(
        CancellationToken cancellation)
    {
        var letter = Assert.Single(await _emulator.PullAsync("kept", 1, cancellation)).GetProperty("message");
        var attributes = letter.GetProperty("attributes").EnumerateObject()
            .ToDictionary(each => each.Name, each => each.Value.GetString()!, StringComparer.Ordinal);
        return (Encoding.UTF8.GetString(letter.GetProperty("data").GetBytesFromBase64()), attributes);
    }

    /// <summary>Asks every process to stop; their exit codes.</summary>
    public async Task<int[]> StopAsync(CancellationToken cancellation)
    {
        FunctionUnderTest[] all = [_fetch!, .. _aggregates];
        foreach (var process in all) process.Terminate();
        return await Task.WhenAll(all.Select(process => process.ExitCodeAsync(cancellation)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_fetch is not null) await _fetch.DisposeAsync();
        foreach (var aggregate in _aggregates) await aggregate.DisposeAsync();
        foreach (var topic in _topics) topic.Dispose();
        _http.Dispose();
        await _api.DisposeAsync();
        await Storage.DisposeAsync();
        await _mysql.DisposeAsync();
        _emulator.Dispose();
    }

    private void StartProcesses()
    {
        (string, string)[] cloud =
        [
            ("STORAGE_EMULATOR_HOST", Storage.Endpoint.Authority),
            ("PUBSUB_EMULATOR_HOST", _emulator.Endpoint.Address.Authority),
            ("RAW_BUCKET", "gs://" + RudeStorage.Bucket),
        ];
        _fetch = FunctionUnderTest.Start(
            "Fetch",
            [
                .. cloud, ("SENSOR_API_URL", _api.Url.AbsoluteUri), ("SENSOR_API_KEY", "key"),
                ("TOPIC", $"projects/{_emulator.Project}/topics/parts"),
            ]);
        for (var instance = 0; instance < 2; instance++)
        {
            _aggregates.Add(FunctionUnderTest.Start(
                "Aggregate",
                [
                    .. cloud, ("DATABASE", _mysql.ConnectionString), ("DEAD_LETTER_TOPIC", "dead-letters"),
                    ("GOOGLE_CLOUD_PROJECT", _emulator.Project),
                ]));
        }
    }
}
