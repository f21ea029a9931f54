using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Testing;
using Isotherm.Testing.Tables;

namespace Isotherm.Cli.Tests.Operations;

/// <summary>
/// A bucket in a folder and a database, of SQLite or on the MySQL server for tests, with runs that a test puts there,
/// and a shell whose environment names both.
/// </summary>
internal sealed class KeptPipeline : IAsyncDisposable
{
    private readonly TestMySql? _mysql;
    private readonly Database _database;

    private KeptPipeline(TestMySql? mysql)
    {
        _mysql = mysql;
        var location = mysql?.ConnectionString ?? "sqlite:" + Shell.PathOf("isotherm.db");
        Shell.Variables["RAW_BUCKET"] = "file:./bucket";
        Shell.Variables["DATABASE"] = location;
        Bucket = new FolderBucket(Shell.PathOf("bucket"), TimeProvider.System);
        _database = Databases.Open(location, TimeProvider.System, out _)!;
    }

    public Shell Shell { get; } = new();

    public FolderBucket Bucket { get; }

    public Database Database => _database;

    /// <param name="isMySql">Whether the database is on the server; without one the test is skipped.</param>
    public static async Task<KeptPipeline> CreateAsync(bool isMySql = false)
    {
        var pipeline = new KeptPipeline(isMySql ? await TestMySql.CreateAsync() : null);
        await pipeline._database.Migrator.UpAsync(Cancellation);
        await pipeline.UseShapesAsync(shift: 0);
        return pipeline;
    }

    /// <summary>Takes the squares into use, moved east by so many degrees; larger ones overlap.</summary>
    public async Task UseShapesAsync(double shift, double side = 1)
    {
        var squares = Core.Regions.Region.All.Select((region, i) =>
            (region.Code, ShapeDocuments.Square(i - 4 + shift, 45, side)));
        await UseShapesAsync(ShapeDocuments.GeoJson(squares));
    }

    /// <summary>Takes a file of shapes into use.</summary>
    public async Task UseShapesAsync(byte[] shapes)
    {
        var name = AggregateOptions.Default.ShapesObject;
        var live = await Bucket.FindAsync(name, Cancellation);
        await Bucket.ReplaceAsync(name, shapes, live?.Generation ?? 0, Cancellation);
    }

    /// <summary>A reading in the square of a region (0 to 12), or outside all of them.</summary>
    public static string Reading(string id, double region, string temperature, string country = "France") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","lat":45.5,"lon":{{region - 3.75}},"temperature":{{temperature}},""")
        + $"\"country\":\"{country}\"}}";

    public static string Array(params string[] readings) => "[" + string.Join(",", readings) + "]";

    /// <summary>Commits a run of an hour, one raw object for each part, as fetch does.</summary>
    public async Task<Manifest> CommitAsync(string hour, string run, params string[] parts)
    {
        var key = PartEntries.Key(hour, run);
        var startedAt = key.Slot.Start.AddSeconds(3 + run.Length);
        var kept = new List<ManifestPart>();
        for (var i = 0; i < parts.Length; i++)
        {
            var stored = await StoreAsync(key, "attempt", i, parts[i]);
            var message = MessageCodec.Write(new PartMessage(
                key, startedAt, Bucket.Name, stored.Name, stored.Generation, i, parts.Length));
            kept.Add(new ManifestPart(stored, CountOf(parts[i]), message));
        }

        var manifest = new Manifest(key, startedAt, "http://sensors.example/", kept);
        var name = RawObjectName.Manifest(key, SlotLength.Hourly);
        await Bucket.CreateAsync(name, ManifestCodec.Write(manifest), Cancellation);
        return manifest;
    }

    /// <summary>A raw object of an attempt that no manifest names.</summary>
    public Task<StoredObject> StrayAsync(string hour, string run, string attempt) =>
        StoreAsync(PartEntries.Key(hour, run), attempt, 0, "[]");

    /// <summary>Rows as text, columns parted by a bar.</summary>
    public async Task<string[]> QueryAsync(string sql)
    {
        await using var connection = _database.CreateConnection();
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader, i))));
        return [.. rows];
    }

    /// <summary>A hash of what must be equal before and after a replay (rule 11), and of the changeovers.</summary>
    public async Task<string> HashAsync()
    {
        string[] rows =
        [
            .. await ValuesAsync(),
            .. await QueryAsync("SELECT hour, changeover, method FROM hour_history ORDER BY 1, 2"),
        ];
        return Convert.ToHexString(
            System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
    }

    /// <summary>What is shown, with every sum and count behind it, row by row; not when it was recorded.</summary>
    public async Task<string[]> ValuesAsync() =>
    [
        .. await QueryAsync(
            "SELECT hour, region, temperature, numberOfPoints FROM region_temperature ORDER BY 1, 2"),
        .. await QueryAsync(
            "SELECT e.slot, e.run, e.shapes_hash, s.part, s.method, s.region, CAST(s.sum AS CHAR), s.points"
            + " FROM region_sums AS s JOIN evaluations AS e ON e.id = s.evaluation_id ORDER BY 1, 2, 3, 4, 5, 6"),
        .. await QueryAsync(
            "SELECT slot, run, shapes_hash, rules_version, activation, parts, parts_in, readings, usable"
            + " FROM evaluations ORDER BY 1, 2, 3, 4"),
        .. await QueryAsync("SELECT slot, run, state, started_at, parts, readings, usable FROM runs ORDER BY 1, 2"),
    ];

    public async ValueTask DisposeAsync()
    {
        if (_mysql is not null) await _mysql.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Shell.Dispose();
    }

    /// <summary>Its elements, as fetch counts them; 0 for what fetch would never have committed.</summary>
    private static long CountOf(string part)
    {
        try
        {
            using var array = JsonDocument.Parse(part);
            return array.RootElement.GetArrayLength();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return 0;
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<StoredObject> StoreAsync(RunKey key, string attempt, int part, string text)
    {
        var name = RawObjectName.Of(key, SlotLength.Hourly, AttemptId.Parse(attempt), part).ToString();
        return (await Bucket.CreateAsync(name, Encoding.UTF8.GetBytes(text), Cancellation)).Written!;
    }

    private static string Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? "null"
        : reader.GetName(column) == "temperature" ? reader.GetDecimal(column).ToString("F6", null)
        : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!;
}
