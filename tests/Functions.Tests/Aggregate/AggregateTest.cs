using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Hosting;
using Isotherm.Testing;
using Isotherm.Testing.Messages;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Functions.Tests.Aggregate;

/// <summary>What the tests of aggregate share: aggregate behind a real socket, rude doubles, and SQLite.</summary>
public abstract class AggregateTest : IAsyncLifetime
{
    protected const string ShapesObject = "shapes/regions.geojson";

    /// <summary>Two readings in the first region, one outside every region, one foreign, one without id.</summary>
    protected const string Readings =
        """
        [{"id":"a","lat":45.5,"lon":0.5,"temperature":10.5,"country":"France"},
         {"id":"b","lat":45.5,"lon":0.6,"temperature":11.0,"country":"France"},
         {"id":"c","lat":10,"lon":0.6,"temperature":50,"country":"France"},
         {"id":"d","lat":45.5,"lon":0.6,"temperature":12.0,"country":"Spain"},
         {"lat":45.5,"lon":0.6,"temperature":12.0,"country":"France"}]
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private FunctionHost? _host;
    private int _deliveries;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected InMemoryBucket Raw { get; } = new(TimeProvider.System);

    protected InMemoryBucket Shapes { get; } = new(TimeProvider.System, "shapes");

    protected InMemoryTopic DeadLetters { get; } = new(TimeProvider.System);

    private protected CapturedLogs Logs { get; } = new();

    protected Database Database { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        var location = "sqlite:" + Path.Combine(_folder.Path, "isotherm.db");
        Database = Databases.Open(location, TimeProvider.System, out _)!;
        await Database.Migrator.UpAsync(Cancellation);
        await Shapes.CreateAsync(ShapesObject, SquareShapes.Json(), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        _http.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <param name="shapes">Holds the shapes; null: <see cref="Shapes"/>.</param>
    /// <param name="clock">Measures deadlines; null: the real one.</param>
    protected async Task StartAsync(IBucket? shapes = null, TimeProvider? clock = null)
    {
        var parts = new AggregateParts(
            Raw, Raw, shapes ?? Shapes, DeadLetters, Database.Recorder, clock ?? TimeProvider.System, Logs);
        _host = await AggregateHost.StartAsync(AggregateOptions.Default, parts, port: 0, Cancellation);
    }

    /// <summary>Commits a run of one part as fetch does; returns the message.</summary>
    protected async Task<PartMessage> CommitAsync(string readings = Readings, string run = "r1", string hour = "14")
    {
        var key = Key(run, hour);
        var name = RawObjectName.Of(key, SlotLength.Hourly, AttemptId.Parse("x"), part: 0);
        var stored = (await Raw.CreateAsync(name.ToString(), Encoding.UTF8.GetBytes(readings), Cancellation)).Written!;
        var message = new PartMessage(key, StartOf(key), Raw.Name, stored.Name, stored.Generation, 0, 1);
        var part = new ManifestPart(stored, 5, MessageCodec.Write(message));
        var manifest = new Manifest(key, StartOf(key), "http://sensors.example/temperatures", [part]);
        await Raw.CreateAsync(ManifestOf(key), ManifestCodec.Write(manifest), Cancellation);
        return message;
    }

    protected static RunKey Key(string run = "r1", string hour = "14") =>
        Slot.TryParse($"2019-02-19T{hour}:00:00Z", out var slot)
            ? new RunKey(slot, RunId.Parse(run)) : throw new FormatException(hour);

    protected static DateTimeOffset StartOf(RunKey key) => key.Slot.Start.AddSeconds(7);

    protected static string ManifestOf(RunKey key) => RawObjectName.Manifest(key, SlotLength.Hourly);

    protected Task<(int Status, string Body)> DeliverAsync(RunMessage message) =>
        DeliverAsync(Encoding.UTF8.GetBytes(MessageCodec.Write(message)));

    protected async Task<(int Status, string Body)> DeliverAsync(
        byte[] data, IReadOnlyDictionary<string, string>? attributes = null)
    {
        var id = Interlocked.Increment(ref _deliveries).ToString(CultureInfo.InvariantCulture);
        var envelope = JsonSerializer.Serialize(new
        {
            message = new { data, attributes = attributes ?? new Dictionary<string, string>(), messageId = id },
            subscription = "projects/p/subscriptions/s",
            deliveryAttempt = 2,
        });
        using var content = new StringContent(envelope, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(_host!.Address, content, Cancellation);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>The shown rows, one a line: hour, region, temperature, points.</summary>
    protected async Task<string> ShownAsync()
    {
        var rows = await Database.Reports.ShownAsync(ReportFilter.Everything, Cancellation).ToArrayAsync(Cancellation);
        return string.Join('\n', rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Hour} {row.Region} {row.Temperature} {row.NumberOfPoints}")));
    }

    protected async Task<IReadOnlyList<LedgerRun>> LedgerAsync() =>
        await Database.Reports.RunsAsync(ReportFilter.Everything, Cancellation).ToArrayAsync(Cancellation);

    protected async Task<string> TheRejectsAsync()
    {
        var stored = await Raw.ListAsync("rejects/", Cancellation).SingleAsync(Cancellation);
        return Encoding.UTF8.GetString((await Raw.ReadAsync(stored.Name, Cancellation))!.Value.Bytes);
    }
}
