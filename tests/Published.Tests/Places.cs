using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Adapters;
using Isotherm.Adapters.Tables;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;
using Isotherm.Testing.RawObjects;
using Isotherm.Testing.Tables;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace Isotherm.Published.Tests;

/// <summary>
/// Where a pair of functions works: an object store, a topic and a database of their own, migrated, with the shapes
/// that are shipped in the bucket.
/// </summary>
internal sealed class Places : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BackingServices _services;
    private TestMySql? _mysql;
    private RudeStorage? _storage;
    private IBucket? _bucket;

    private Places() => _services = new BackingServices(
        name => name == "STORAGE_EMULATOR_HOST" ? _storage?.Endpoint.ToString() : null, TimeProvider.System);

    /// <summary>The location of the raw bucket.</summary>
    public string Raw { get; private set; } = "";

    /// <summary>The location of the database.</summary>
    public string Location { get; private set; } = "";

    public string Topic => "file:" + _folder.File("topic");

    public string DeadLetters => "file:" + _folder.File("dead");

    /// <summary>What the functions need in their environment to reach the places, beyond locations.</summary>
    public (string Name, string Value)[] Environment =>
        _storage is null ? [] : [("STORAGE_EMULATOR_HOST", _storage.Endpoint.ToString())];

    public RudeStorage Storage => _storage ?? throw new InvalidOperationException("There is no Cloud Storage here.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A folder and SQLite.</summary>
    public static async Task<Places> EmbeddedAsync()
    {
        var places = new Places();
        places.Raw = "file:" + places._folder.File("raw");
        places.Location = "sqlite:" + places._folder.File("isotherm.db");
        await places.PrepareAsync(places.Location);
        return places;
    }

    /// <summary>Cloud Storage over sockets and the real MySQL, with these words in its connection string.</summary>
    public static async Task<Places> CloudAsync(string words)
    {
        var places = new Places();
        try
        {
            places._mysql = await TestMySql.CreateAsync();
            places._storage = await RudeStorage.StartAsync(TimeProvider.System);
            places.Raw = "gs://" + RudeStorage.Bucket;
            places.Location = places._mysql.ConnectionString + words;
            await places.PrepareAsync(places._mysql.ConnectionString);
            return places;
        }
        catch
        {
            await places.DisposeAsync();
            throw;
        }
    }

    public string File(string name) => _folder.File(name);

    /// <summary>The bodies of the messages in a topic, in the order in which they came.</summary>
    public static string[] Messages(string topic) =>
        [.. Taken(topic).Select(message => message.GetProperty("body").GetString()!)];

    /// <summary>An attribute of each message in a topic, in the order in which they came.</summary>
    public static string[] Attributes(string topic, string name) =>
        [.. Taken(topic).Select(message => message.GetProperty("attributes").GetProperty(name).GetString()!)];

    /// <summary>The names of the objects in the raw bucket.</summary>
    public async Task<string[]> ObjectsAsync(string prefix) =>
        await _bucket!.ListAsync(prefix, Cancellation).Select(stored => stored.Name).ToArrayAsync(Cancellation);

    /// <summary>Rows as text, columns parted by a bar.</summary>
    public async Task<string[]> QueryAsync(string sql)
    {
        await using DbConnection connection = _mysql is null
            ? new SqliteConnection("Data Source=" + _folder.File("isotherm.db"))
            : new MySqlConnection(_mysql.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            var row = new StringBuilder();
            for (var i = 0; i < reader.FieldCount; i++)
                row.Append(CultureInfo.InvariantCulture, $"{reader.GetValue(i)}|");
            rows.Add(row.ToString());
        }

        return [.. rows];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_storage is not null) await _storage.DisposeAsync();
        if (_mysql is not null) await _mysql.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static IEnumerable<JsonElement> Taken(string topic)
    {
        var folder = topic["file:".Length..];
        if (!Directory.Exists(folder)) return [];
        return Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => JsonDocument.Parse(System.IO.File.ReadAllBytes(path)).RootElement);
    }

    private async Task PrepareAsync(string location)
    {
        var database = Databases.Open(location, TimeProvider.System, out var refusal);
        Assert.True(database is not null, refusal);
        await database.Migrator.UpAsync(Cancellation);
        _bucket = _services.OpenBucket(Raw, out refusal);
        Assert.True(_bucket is not null, refusal);
        var shapes = await System.IO.File.ReadAllBytesAsync(Checkout.PathOf("data", "regions.geojson"), Cancellation);
        await _bucket.CreateAsync("shapes/regions.geojson", shapes, Cancellation);
    }
}
