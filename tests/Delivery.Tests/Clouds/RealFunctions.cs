using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;
using Isotherm.Testing.Processes;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>
/// Fetch, aggregate and report as processes, and the command line, on embedded parts in a folder: what a service of the
/// test answers with when its own answer would only repeat what the test believes.
/// </summary>
internal sealed class RealFunctions : IAsyncDisposable
{
    private const string Labels = "logging.googleapis.com/labels";
    private const string Trace = "logging.googleapis.com/trace";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly RudeServer _api = RudeServer.Start(RudeAnswer.Json(GeneratedAnswer.Json(200, 1)));
    private readonly FunctionUnderTest _fetch;
    private readonly FunctionUnderTest _aggregate;
    private readonly FunctionUnderTest _report;

    private RealFunctions()
    {
        _fetch = FunctionUnderTest.Start("Fetch", [("SENSOR_API_URL", _api.Url.ToString()), .. Settings]);
        _aggregate = FunctionUnderTest.Start("Aggregate", Settings);
        _report = FunctionUnderTest.Start("Report", Settings);
    }

    private (string Name, string Value)[] Settings =>
    [
        ("SENSOR_API_KEY", "a-key"),
        ("RAW_BUCKET", "file:" + _folder.File("raw")),
        ("SHAPES_BUCKET", "file:" + _folder.File("raw")),
        ("TOPIC", "file:" + _folder.File("topic")),
        ("DEAD_LETTER_TOPIC", "file:" + _folder.File("dead")),
        ("DEAD_LETTERS", "file:" + _folder.File("dead")),
        ("DATABASE", "sqlite:" + _folder.File("isotherm.db")),
        ("LOG_FORMAT", "json"),
        ("GOOGLE_CLOUD_PROJECT", Cloud.Project),
    ];

    /// <summary>Starts them, and has fetch make one run whose message nobody has pushed yet.</summary>
    public static async Task<RealFunctions> StartAsync(Cloud cloud)
    {
        var real = new RealFunctions();
        var bucket = new FolderBucket(real._folder.File("raw"), TimeProvider.System);
        var shapes = ShapeDocuments.GeoJson(ShapeDocuments.Squares);
        await bucket.CreateAsync("shapes/regions.geojson", shapes, Patience.Cancellation);
        Assert.Equal(0, real.RunCommandLine(["migrate"]));
        using var body = new StringContent("""{"run":"first","hour":"2019-02-19T14"}""");
        using var answer = await real._http.PostAsync(
            await real._fetch.AddressAsync(Patience.Cancellation), body, Patience.Cancellation);
        answer.EnsureSuccessStatusCode();
        await real._aggregate.AddressAsync(Patience.Cancellation);
        await real._report.AddressAsync(Patience.Cancellation);
        const string manifest = "raw/v1/2019/02/19/14/first/manifest.json";
        await using var kept = (await bucket.OpenAsync(manifest, null, Patience.Cancellation))!;
        using var reader = new StreamReader(kept.Content);
        cloud.Buckets[Cloud.RawBucket].Objects.Clear();
        cloud.Buckets[Cloud.RawBucket].Objects[manifest] = await reader.ReadToEndAsync(Patience.Cancellation);
        return real;
    }

    public async ValueTask DisposeAsync()
    {
        await _fetch.DisposeAsync();
        await _aggregate.DisposeAsync();
        await _report.DisposeAsync();
        await _api.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    /// <summary>Passes a request on to the process of that service.</summary>
    public int Send(string service, string method, string body, string path = "")
    {
        var function = service == Cloud.Fetch ? _fetch : service == Cloud.Aggregate ? _aggregate : _report;
        var address = function.AddressAsync(Patience.Cancellation).GetAwaiter().GetResult();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, path));
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = _http.Send(request, Patience.Cancellation);
        return (int)response.StatusCode;
    }

    /// <summary>The lines that aggregate logged under this trace, in the form of Cloud Logging.</summary>
    public JsonArray Log(string trace) =>
    [
        .. from line in _aggregate.JsonLines
           let fields = JsonNode.Parse(line.GetRawText())!.AsObject()
           where (string?)fields[Trace] == $"projects/{Cloud.Project}/traces/{trace}"
           where fields[Labels] is not null
           let labels = fields[Labels]!.DeepClone()
           select new JsonObject { ["labels"] = labels, ["jsonPayload"] = fields.DeepClone() },
    ];

    /// <summary>Runs the command line as the image of the jobs does; its exit code.</summary>
    public int RunCommandLine(IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "isotherm.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
