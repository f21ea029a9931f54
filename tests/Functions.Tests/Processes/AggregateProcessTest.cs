using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Functions.Tests.Aggregate;
using Isotherm.Testing;
using Isotherm.Testing.Processes;
using Isotherm.Testing.Tables;

namespace Isotherm.Functions.Tests.Processes;

/// <summary>What the tests share that run aggregate as a process against the real MySQL.</summary>
public abstract class AggregateProcessTest : IAsyncLifetime
{
    /// <summary>Two readings in the first region.</summary>
    protected const string Readings =
        """
        [{"id":"a","lat":45.5,"lon":0.5,"temperature":10.5,"country":"France"},
         {"id":"b","lat":45.5,"lon":0.6,"temperature":11.0,"country":"France"}]
        """;

    protected const string Row = "Île-de-France 10.750000 2";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private int _deliveries;

    protected static CancellationToken Cancellation => Patience.Cancellation;

    protected TemporaryFolder Folder { get; } = new();

    protected TestMySql Server { get; private set; } = null!;

    protected Database Database { get; private set; } = null!;

    /// <summary>The bucket <c>raw</c> with the shapes; a test may keep its raw objects elsewhere.</summary>
    protected FolderBucket Raw { get; private set; } = null!;

    protected static RunKey Key { get; } = Slot.TryParse("2019-02-19T14:00:00Z", out var slot)
        ? new RunKey(slot, RunId.Parse("r1")) : throw new FormatException();

    public async ValueTask InitializeAsync()
    {
        Server = await TestMySql.CreateAsync();
        Database = Databases.Open(Server.ConnectionString, TimeProvider.System, out _)!;
        await Database.Migrator.UpAsync(Cancellation);
        Raw = new FolderBucket(Folder.File("raw"), TimeProvider.System);
        await Raw.CreateAsync("shapes/regions.geojson", SquareShapes.Json(), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (Server is not null) await Server.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Aggregate on the folder and on the database; what is given last counts.</summary>
    private protected FunctionUnderTest StartAggregate(params (string Name, string Value)[] more) =>
        FunctionUnderTest.Start(
            "Aggregate",
            [
                ("RAW_BUCKET", "file:" + Folder.File("raw")),
                ("SHAPES_BUCKET", "file:" + Folder.File("raw")),
                ("DEAD_LETTER_TOPIC", "file:" + Folder.File("dead")),
                ("DATABASE", Server.ConnectionString),
                .. more,
            ]);

    /// <summary>Commits one run of these parts as fetch does; returns its messages.</summary>
    protected static async Task<IReadOnlyList<PartMessage>> CommitAsync(IBucket bucket, params byte[][] contents)
    {
        var start = Key.Slot.Start.AddSeconds(7);
        var parts = new List<ManifestPart>();
        var messages = new List<PartMessage>();
        foreach (var content in contents)
        {
            var name = RawObjectName.Of(Key, SlotLength.Hourly, AttemptId.Parse("x"), parts.Count);
            var stored = (await bucket.CreateAsync(name.ToString(), content, Cancellation)).Written!;
            var message = new PartMessage(
                Key, start, bucket.Name, stored.Name, stored.Generation, parts.Count, contents.Length);
            messages.Add(message);
            parts.Add(new ManifestPart(stored, 1, MessageCodec.Write(message)));
        }

        var manifest = new Manifest(Key, start, "http://sensors.example/temperatures", parts);
        var at = RawObjectName.Manifest(Key, SlotLength.Hourly);
        await bucket.CreateAsync(at, ManifestCodec.Write(manifest), Cancellation);
        return messages;
    }

    protected async Task<int> DeliverAsync(Uri aggregate, PartMessage message)
    {
        var id = Interlocked.Increment(ref _deliveries).ToString(CultureInfo.InvariantCulture);
        var envelope = JsonSerializer.Serialize(new
        {
            message = new { data = Encoding.UTF8.GetBytes(MessageCodec.Write(message)), messageId = id },
            subscription = "projects/p/subscriptions/s",
        });
        using var content = new StringContent(envelope, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(aggregate, content, Cancellation);
        return (int)response.StatusCode;
    }

    /// <summary>The shown rows: region, temperature, points.</summary>
    protected async Task<string[]> ShownAsync()
    {
        var rows = await Database.Reports.ShownAsync(ReportFilter.Everything, Cancellation).ToArrayAsync(Cancellation);
        return [.. rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Region} {row.Temperature} {row.NumberOfPoints}"))];
    }

    protected static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds()) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);
    }
}
