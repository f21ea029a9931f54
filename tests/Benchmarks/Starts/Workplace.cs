using System.Text;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.Tables;
using Isotherm.Benchmarks.Regions;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Testing;
using Isotherm.Testing.SensorApi;
using Isotherm.Testing.Tables;

namespace Isotherm.Benchmarks.Starts;

/// <summary>A bucket with shapes and committed runs, databases, and an API: what the functions work with.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private const int Readings = 1000;

    private readonly TemporaryFolder _folder = new();
    private readonly FolderBucket _bucket;
    private readonly RudeServer _api = RudeServer.Start(RudeAnswer.Json(GeneratedAnswer.Json(Readings, seed: 1)));
    private readonly Dictionary<string, string> _messages = [];
    private TestMySql? _mysql;

    private Workplace() => _bucket = new FolderBucket(_folder.File("raw"), TimeProvider.System);

    public string Raw => "file:" + _folder.File("raw");

    public string Topic => "file:" + _folder.File("topic");

    public Uri Api => _api.Url;

    public string Sqlite => "sqlite:" + _folder.File("isotherm.db");

    /// <summary>Null without a server for tests.</summary>
    public string? MySql => _mysql is null ? null : _mysql.ConnectionString + ";SslMode=Required";

    public static async Task<Workplace> PrepareAsync(string? shapesFile)
    {
        var place = new Workplace();
        await ImportAsync(place._bucket, await ShippedShapes.ReadAsync(shapesFile));
        await MigrateAsync(place.Sqlite);
        if (Environment.GetEnvironmentVariable(TestMySql.Variable) is { Length: > 0 })
        {
            place._mysql = await TestMySql.CreateAsync();
            await MigrateAsync(place._mysql.ConnectionString);
        }

        return place;
    }

    public FolderBucket Bucket => _bucket;

    /// <summary>A run of its own in the bucket, and its message.</summary>
    public Task<string> CommitAsync(string run) =>
        CommitAsync(run, Encoding.UTF8.GetBytes(GeneratedAnswer.Json(Readings, seed: _messages.Count)), Readings);

    /// <summary>A run of that answer, one part.</summary>
    public async Task<string> CommitAsync(string run, byte[] answer, int readings)
    {
        if (_messages.TryGetValue(run, out var known)) return known;
        var slot = Slot.TryParse("2019-02-19T14:00:00Z", out var parsed) ? parsed : default;
        var key = new RunKey(slot, RunId.Parse(run));
        var name = RawObjectName.Of(key, SlotLength.Hourly, AttemptId.Parse("x"), part: 0).ToString();
        var stored = (await _bucket.CreateAsync(name, answer, default)).Written!;
        var message = MessageCodec.Write(
            new PartMessage(key, slot.Start, _bucket.Name, stored.Name, stored.Generation, 0, 1));
        var manifest = new Manifest(key, slot.Start, "http://127.0.0.1/", [new(stored, readings, message)]);
        await _bucket.CreateAsync(
            RawObjectName.Manifest(key, SlotLength.Hourly), ManifestCodec.Write(manifest), default);
        return _messages[run] = message;
    }

    public async ValueTask DisposeAsync()
    {
        if (_mysql is not null) await _mysql.DisposeAsync();
        await _api.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>As <c>isotherm regions import</c> does.</summary>
    public static async Task ImportAsync(FolderBucket bucket, RegionShapes shapes)
    {
        const string name = "shapes/regions.geojson";
        var stored = (await bucket.CreateAsync(name, ShapesWriter.Write(shapes), default)).Written!;
        if (CompactShapes.AreWorthwhile(stored))
            await bucket.CreateAsync(CompactShapes.NameBeside(name), CompactShapes.Write(shapes, stored), default);
    }

    public static async Task MigrateAsync(string location)
    {
        var database = Databases.Open(location, TimeProvider.System, out var refusal)
            ?? throw new InvalidOperationException(refusal);
        await database.Migrator.UpAsync(default);
    }
}
