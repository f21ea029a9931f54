using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Isotherm.Adapters.Messages;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.SensorApi;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Fetch;
using Isotherm.Hosting;
using Isotherm.Testing;
using Isotherm.Testing.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MySqlConnector;

namespace Isotherm.Pipeline.Tests;

/// <summary>
/// Fetch, a push broker that repeats and reorders, two instances of aggregate, a folder as bucket and a database of its
/// own on a real MySQL: everything over real HTTP on loopback, in virtual hours.
/// </summary>
internal sealed class LocalPipeline : IAsyncDisposable
{
    public const string Key = "planted-key-4711";

    private static readonly DateTimeOffset FirstHour = new(2019, 2, 19, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _hours = new(FirstHour);
    private readonly HttpClient _client = new();
    private readonly TestMySql _mysql;
    private readonly Database _database;
    private readonly FolderBucket _bucket;
    private readonly FolderTopic _deadLetters;
    private readonly List<FunctionHost> _functions = [];
    private PushBroker? _broker;

    private LocalPipeline(TestMySql mysql)
    {
        _mysql = mysql;
        _bucket = new FolderBucket(_folder.File("raw"), TimeProvider.System);
        _deadLetters = new FolderTopic(_folder.File("dead-letters"), TimeProvider.System);
        _database = Databases.Open(mysql.ConnectionString, TimeProvider.System, out var refusal)
            ?? throw new InvalidOperationException(refusal);
    }

    public string Folder => _folder.Path;

    public Database Database => _database;

    public IBucket Bucket => _bucket;

    /// <summary>How many messages were put aside.</summary>
    public int DeadLetters =>
        Directory.Exists(_folder.File("dead-letters")) ? Directory.GetFiles(_folder.File("dead-letters")).Length : 0;

    public static async Task<LocalPipeline> StartAsync(Uri sensorApi, byte[] shapes)
    {
        var pipeline = new LocalPipeline(await TestMySql.CreateAsync());
        var cancellation = TestContext.Current.CancellationToken;
        await pipeline._database.Migrator.UpAsync(cancellation);
        await pipeline._bucket.CreateAsync(AggregateOptions.Default.ShapesObject, shapes, cancellation);
        await pipeline.StartFunctionsAsync(sensorApi, cancellation);
        return pipeline;
    }

    /// <summary>What Cloud Scheduler does at the n-th hour; the answer's status.</summary>
    public async Task<HttpStatusCode> PlayHourAsync(int hour)
    {
        _hours.SetUtcNow(FirstHour.AddHours(hour).AddSeconds(2));
        using var request = new HttpRequestMessage(HttpMethod.Post, _functions[^1].Address);
        request.Headers.Add("X-CloudScheduler-ScheduleTime", UtcText.ToSeconds(FirstHour.AddHours(hour)));
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public async Task WaitUntilDeliveredAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _broker!.IdleAsync(limit.Token);
    }

    /// <summary>Every message of every manifest again, so many times, to both instances at once.</summary>
    public async Task ReplayEverythingAsync(int times)
    {
        var messages = new List<string>();
        await foreach (var stored in _bucket.ListAsync(RawObjectName.Prefix, TestContext.Current.CancellationToken))
        {
            if (!stored.Name.EndsWith("/manifest.json", StringComparison.Ordinal)) continue;
            var manifest = await _bucket.ReadAsync(stored.Name, TestContext.Current.CancellationToken);
            messages.AddRange(ManifestCodec.Read(manifest!.Value.Bytes).Parts.Select(part => part.Message));
        }

        var deliveries = Enumerable.Repeat(messages, times).SelectMany(every => every)
            .Select((body, index) => DeliverAsync(body, _functions[index % 2].Address));
        Assert.All(await Task.WhenAll(deliveries), status => Assert.Equal(HttpStatusCode.NoContent, status));
    }

    /// <summary>The rows of a shipped query file, as a client sends it: columns parted by a bar.</summary>
    public async Task<string[]> QueryFileAsync(string name)
    {
        var sql = await File.ReadAllTextAsync(Checkout.PathOf("sql", name));
        return await QueryAsync(sql);
    }

    [SuppressMessage("Security", "CA2100", Justification = "Statements of the tests and of the repository.")]
    public async Task<string[]> QueryAsync(string sql)
    {
        await using var connection = new MySqlConnection(_mysql.ConnectionString + ";Allow User Variables=true");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader[column]))));
        }

        return [.. rows];
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null) await _broker.DisposeAsync();
        foreach (var function in Enumerable.Reverse(_functions)) await function.DisposeAsync();
        _client.Dispose();
        await _mysql.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartFunctionsAsync(Uri sensorApi, CancellationToken cancellation)
    {
        var (clock, logs) = (TimeProvider.System, NullLoggerFactory.Instance);
        var aggregate = new AggregateParts(_bucket, _bucket, _bucket, _deadLetters, _database.Recorder, clock, logs);
        for (var instance = 0; instance < 2; instance++)
        {
            _functions.Add(await AggregateHost.StartAsync(AggregateOptions.Default, aggregate, port: 0, cancellation));
        }

        var rude = new PushBrokerOptions { Seed = 7, DuplicateShare = 0.5, ReorderWindow = 3 };
        _broker = new PushBroker(_functions[0].Address, rude, clock, _deadLetters);
        var api = new SensorApiOptions { Url = sensorApi, Key = Key, Tries = 1 };
        var options = new FetchOptions(api, SlotLength.Hourly);
        var fetch = new FetchParts(_bucket, _broker, _hours, logs);
        _functions.Add(await FetchHost.StartAsync(options, fetch, port: 0, cancellation));
    }

    private async Task<HttpStatusCode> DeliverAsync(string body, Uri instance)
    {
        var data = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(body));
        var envelope = $$"""{"message":{"data":"{{data}}","messageId":"{{Guid.NewGuid()}}"},"subscription":"s"}""";
        using var content = new StringContent(envelope, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(instance, content);
        return answer.StatusCode;
    }

    private static string Text(object value) => value switch
    {
        DBNull => "null",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        decimal number => number.ToString("F6", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
