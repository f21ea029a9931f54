using System.Net.Http.Json;
using System.Text.Json;
using Isotherm.Testing;
using Isotherm.Testing.Messages;
using Isotherm.Testing.Processes;
using Isotherm.Testing.Tables;

namespace Isotherm.Benchmarks.Scale;

/// <summary>Fetch and instances of aggregate as native processes, each with one processor.</summary>
internal sealed class FeedProcesses : IAsyncDisposable
{
    private readonly FunctionUnderTest _fetch;
    private readonly FunctionUnderTest[] _aggregates;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(10) };

    private FeedProcesses(FunctionUnderTest fetch, FunctionUnderTest[] aggregates) =>
        (_fetch, _aggregates) = (fetch, aggregates);

    /// <summary>What all instances of aggregate have used, from their start.</summary>
    public double AggregateProcessorSeconds => _aggregates.Sum(process => process.ProcessorTime.TotalSeconds);

    public static FeedProcesses Start(
        TemporaryFolder folder, TestMySql mysql, Uri api, PubSubEmulator emulator, int instances)
    {
        (string, string)[] places =
        [
            ("RAW_BUCKET", "file:" + folder.File("raw")),
            ("PUBSUB_EMULATOR_HOST", emulator.Endpoint.Address.Authority),
            ("GOOGLE_CLOUD_PROJECT", emulator.Project),
            ("DOTNET_PROCESSOR_COUNT", "1"),
        ];
        var fetch = FunctionUnderTest.Start(
            FunctionBuild.Native,
            "Fetch",
            [
                .. places, ("SENSOR_API_URL", api.AbsoluteUri), ("SENSOR_API_KEY", "feed"), ("TOPIC", "parts"),
                ("SENSOR_API_MAX_BYTES", "17179869184"), ("SENSOR_API_DEADLINE_SECONDS", "540"),
            ]);
        var aggregates = Enumerable.Range(0, instances).Select(_ => FunctionUnderTest.Start(
            FunctionBuild.Native,
            "Aggregate",
            [
                .. places, ("DATABASE", mysql.ConnectionString), ("DEAD_LETTER_TOPIC", "dead-letters"),
                ("AGGREGATIONS", "statistics,event-time"), // as Terraform has it
            ]));
        return new FeedProcesses(fetch, [.. aggregates]);
    }

    public Task<Uri[]> AggregatesAsync(CancellationToken cancellation) =>
        Task.WhenAll(_aggregates.Select(process => process.AddressAsync(cancellation)));

    /// <summary>Starts a run and waits for its answer; the number of its parts.</summary>
    public async Task<int> FetchAsync(string run, CancellationToken cancellation)
    {
        var body = JsonContent.Create(new Dictionary<string, string> { ["run"] = run, ["hour"] = "2019-02-19T14" });
        using var answer = await _http.PostAsync(await _fetch.AddressAsync(cancellation), body, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"Fetch: {answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("parts").GetInt32();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _fetch.DisposeAsync();
        foreach (var aggregate in _aggregates) await aggregate.DisposeAsync();
    }
}
