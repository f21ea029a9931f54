using System.Globalization;
using System.Net;
using System.Text;
using CloudNative.CloudEvents;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.SensorApi;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Fetch;
using Isotherm.Hosting;
using Isotherm.Testing;
using Isotherm.Testing.Messages;
using Isotherm.Testing.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;

namespace Isotherm.Pipeline.Tests;

/// <summary>
/// The real functions around a folder as bucket and a real database, with the test in the place of the broker: it has
/// every message in its hands and gives it to whom, as often and in the order that it likes.
/// </summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly List<Aggregate.Function> _aggregates = [];
    private readonly FolderBucket _raw;
    private readonly InMemoryTopic _topic;
    private readonly InMemoryTopic _deadLetters = new(TimeProvider.System);
    private readonly TestMySql? _mysql;
    private readonly FixedSensorApi _api;
    private FunctionHost? _fetch;

    private Bench(TestMySql? mysql, FixedSensorApi api)
    {
        (_mysql, _api) = (mysql, api);
        _raw = new FolderBucket(_folder.File("raw"), TimeProvider.System);
        _topic = new InMemoryTopic(Clock);
        Database = Open(mysql?.ConnectionString ?? "sqlite:" + _folder.File("tables.db"));
    }

    /// <summary>The clock of fetch and of the tables.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2019, 2, 19, 14, 0, 7, TimeSpan.Zero));

    public Database Database { get; }

    public int DeadLetters => _deadLetters.Taken.Count;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Bench> StartAsync(
        BenchDatabase database, SlotLength length = default, PartLimits? limits = null)
    {
        var mysql = database == BenchDatabase.MySql ? await TestMySql.CreateAsync() : null;
        var bench = new Bench(mysql, await FixedSensorApi.StartAsync([]));
        await bench.Database.Migrator.UpAsync(Cancellation);
        var api = new SensorApiOptions { Url = bench._api.Url, Key = LocalPipeline.Key, Tries = 1 };
        var options = new FetchOptions(api, length) { PartLimits = limits ?? PartLimits.Default };
        var parts = new FetchParts(bench._raw, bench._topic, bench.Clock, NullLoggerFactory.Instance);
        bench._fetch = await FetchHost.StartAsync(options, parts, port: 0, Cancellation);
        return bench;
    }

    /// <summary>Imports an answer of the API by hand, and gives the messages about it.</summary>
    public async Task<string[]> FetchAsync(
        byte[] answer, string run, string hour = "2019-02-19T14", HttpStatusCode expected = HttpStatusCode.OK)
    {
        _api.Answer = answer;
        var before = _topic.Taken.Count;
        using var request = new StringContent($$"""{"hour":"{{hour}}","run":"{{run}}"}""", Encoding.UTF8);
        using var response = await _http.PostAsync(_fetch!.Address, request, Cancellation);
        Assert.Equal(expected, response.StatusCode);
        return [.. _topic.Taken.Skip(before).Select(taken => taken.Body)];
    }

    /// <summary>An instance of aggregate with these shapes, activated later than those before it.</summary>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="database">Another way to the tables.</param>
    /// <param name="aggregations">Those of its release; else all that are registered.</param>
    public async Task<Aggregate.Function> AggregateAsync(
        byte[] shapes, Database? database = null, IReadOnlyList<Aggregation>? aggregations = null)
    {
        var bucket = new FolderBucket(_folder.File($"shapes-{_aggregates.Count}"), TimeProvider.System);
        await bucket.CreateAsync(AggregateOptions.Default.ShapesObject, shapes, Cancellation);
        var parts = new AggregateParts(
            _raw,
            _raw,
            bucket,
            _deadLetters,
            (database ?? Database).Recorder,
            TimeProvider.System,
            NullLoggerFactory.Instance);
        var options = AggregateOptions.Default with { Aggregations = aggregations ?? RegisteredAggregations.All };
        _aggregates.Add(new Aggregate.Function(options, parts));
        return _aggregates[^1];
    }

    public static Task DeliverAsync(Aggregate.Function aggregate, string body)
    {
        var message = new PubsubMessage(Encoding.UTF8.GetBytes(body), new Dictionary<string, string>(), "1", "");
        return aggregate.HandleAsync(new CloudEvent(), new MessagePublishedData(message, "s", 1), Cancellation);
    }

    public static async Task DeliverAsync(Aggregate.Function aggregate, IEnumerable<string> bodies)
    {
        foreach (var body in bodies) await DeliverAsync(aggregate, body);
    }

    /// <summary>A way to the database over a proxy, not encrypted, so that the proxy can read along.</summary>
    public (CuttingProxy Proxy, Database Database) Through(CutPlan plan)
    {
        var server = new MySqlConnectionStringBuilder(_mysql!.ConnectionString);
        var proxy = new CuttingProxy(server.Server, (int)server.Port, plan);
        server.Server = "127.0.0.1";
        server.Port = (uint)proxy.Port;
        server.SslMode = MySqlSslMode.Disabled;
        server.AllowPublicKeyRetrieval = true;
        return (proxy, Open(server.ConnectionString));
    }

    /// <summary>The rows of the table, now or as they were: region, temperature, number of points.</summary>
    public async Task<string[]> ShownAsync(DateTimeOffset? asOf = null)
    {
        var rows = Database.Reports.ShownAsync(ReportFilter.Everything with { AsOf = asOf }, Cancellation);
        return await rows.Select(row => Row(row.Region, row.Temperature, row.NumberOfPoints))
            .ToArrayAsync(Cancellation);
    }

    /// <summary>The ledger: run, state, readings, and whether it is shown.</summary>
    public async Task<string[]> LedgerAsync()
    {
        var runs = await Database.Reports.RunsAsync(ReportFilter.Everything, Cancellation).ToArrayAsync(Cancellation);
        return [.. runs.Select(run => $"{run.Key.Run} {run.State} {run.Totals?.Read} {run.IsCurrent}").Order()];
    }

    /// <summary>What the table must hold after these answers, in the form of <see cref="ShownAsync"/>.</summary>
    public static string[] Expected(Oracle oracle, params byte[][] answers) =>
    [
        .. oracle.Means(answers).OrderBy(mean => mean.Key, StringComparer.Ordinal)
            .Select(mean => Row(mean.Key, mean.Value.Temperature, mean.Value.Points)),
    ];

    public async Task<string[]> QueryAsync(string sql)
    {
        await using var connection = Database.CreateConnection();
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(
                column => Convert.ToString(reader[column], CultureInfo.InvariantCulture))));
        }

        return [.. rows];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var aggregate in _aggregates) aggregate.Dispose();
        if (_fetch is not null) await _fetch.DisposeAsync();
        await _api.DisposeAsync();
        _http.Dispose();
        if (_mysql is not null) await _mysql.DisposeAsync();
        _folder.Dispose();
    }

    private Database Open(string location) =>
        Databases.Open(location, Clock, out var refusal) ?? throw new InvalidOperationException(refusal);

    private static string Row(string region, decimal temperature, long points) =>
        string.Create(CultureInfo.InvariantCulture, $"{region}|{temperature:F6}|{points}");
}
