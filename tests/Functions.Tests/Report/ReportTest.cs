using System.Text.Json;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;
using Isotherm.Hosting;
using Isotherm.Report;
using Isotherm.Testing;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Functions.Tests.Report;

/// <summary>
/// What the tests of the report share: the real host behind a socket, on SQLite that is filled by the real recorder.
/// It shows, by rectangle, Bretagne at 14:00 (10.5) and Bretagne (8.0) and Corse (-0.5) at 17:00; by polygon
/// Île-de-France (10.5) and Bretagne (10.5) at 14:00. Between the two hours nothing was measured: 15:00 failed.
/// </summary>
public abstract class ReportTest : IAsyncLifetime
{
    protected const string Temperatures = "/api/v1/temperatures";
    protected const string Runs = "/api/v1/runs";
    protected const string Outlines = "/api/v1/regions.geojson";

    protected const string Hostile = "<script>alert('x')</script>\"&";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private FunctionHost? _host;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected CapturedLogs Logs { get; } = new();

    protected TestClock Clock { get; } = new(Start.AddHours(4));

    protected string Location => "sqlite:" + Path.Combine(_folder.Path, "isotherm.db");

    protected Database Database { get; private set; } = null!;

    protected Uri Address => _host!.Address;

    public virtual async ValueTask InitializeAsync()
    {
        Database = Databases.Open(Location, Clock, out _)!;
        await Database.Migrator.UpAsync(Cancellation);
        await RecordAsync(
            Good with { Source = Hostile },
            Good.In("2019-02-19T17:00:00Z", "b", 180) with
            {
                Aggregate = PartEntries.Aggregate(
                    [("53", 16_000_000_000, 2), ("94", -500_000_000, 1)], [("53", 24_000_000_000, 3)], 1, 4),
            });
        await Database.Recorder.RecordFailureAsync(
            Failure(Key("2019-02-19T15:00:00Z", "c"), 60, "It answered " + Hostile), Cancellation);
        await StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        _http.Dispose();
        Logs.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task StartAsync()
    {
        var reports = Databases.OpenReports(Location, TimeSpan.FromSeconds(20), tokens: null, Clock, out _)!;
        _host = await ReportHost.StartAsync(ReportOptions.Default, new(reports, Clock, Logs), port: 0, Cancellation);
    }

    protected async Task RecordAsync(params IEnumerable<PartEntry> parts)
    {
        foreach (var part in parts) await Database.Recorder.RecordPartAsync(part, Cancellation);
    }

    /// <summary>A later run of 14:00 in which Bretagne has 20 °C.</summary>
    protected Task CorrectAsync() => RecordAsync(
        Good.In("2019-02-19T14:00:00Z", "later", 10) with { Aggregate = Both("53", 20_000_000_000, 1) });

    protected Task SwitchAsync(Method method) => Database.MethodSwitch.SwitchAsync(method, null, Cancellation);

    private protected async Task<HttpAnswer> GetAsync(string address, params (string Name, string Value)[] headers) =>
        await SendAsync(HttpMethod.Get, address, headers);

    private protected async Task<HttpAnswer> SendAsync(
        HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, address));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, Cancellation);
        var all = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new HttpAnswer((int)response.StatusCode, all, await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    /// <summary>The JSON of a good answer.</summary>
    protected async Task<JsonElement> JsonAsync(string address)
    {
        var answer = await GetAsync(address);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }
}
