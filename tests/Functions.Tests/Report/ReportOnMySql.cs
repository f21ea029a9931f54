using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Reports;
using Isotherm.Report;
using Isotherm.Testing;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Functions.Tests.Report;

/// <summary>The report on a real MySQL, as a user who may only read.</summary>
public sealed class ReportOnMySql : IAsyncLifetime
{
    private readonly TestClock _clock = new(Start.AddHours(4));
    private readonly CapturedLogs _logs = new();
    private readonly string _reader = $"reader_{Guid.NewGuid():n}"[..20];
    private TestMySql? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestMySql.CreateAsync();
        var database = Databases.Open(_server.ConnectionString, _clock, out _)!;
        await database.Migrator.UpAsync(Cancellation);
        await database.Recorder.RecordPartAsync(Good, Cancellation);
        await database.Recorder.RecordPartAsync(
            Good.In("2019-02-19T17:00:00Z", "b", 180) with { Aggregate = Both("94", -500_000_000, 1) }, Cancellation);
        await _server.OnServerAsync($"CREATE USER {_reader} IDENTIFIED BY 'read-only'");
        await _server.OnServerAsync($"GRANT SELECT ON {_server.Name}.* TO {_reader}");
    }

    public async ValueTask DisposeAsync()
    {
        _logs.Dispose();
        if (_server is null) return;
        await _server.OnServerAsync($"DROP USER {_reader}");
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Every_address_is_answered_from_MySQL_as_from_the_embedded_database()
    {
        using var folder = new TemporaryFolder();
        var location = "sqlite:" + Path.Combine(folder.Path, "isotherm.db");
        var embedded = Databases.Open(location, _clock, out _)!;
        await embedded.Migrator.UpAsync(Cancellation);
        await embedded.Recorder.RecordPartAsync(Good, Cancellation);
        await embedded.Recorder.RecordPartAsync(
            Good.In("2019-02-19T17:00:00Z", "b", 180) with { Aggregate = Both("94", -500_000_000, 1) }, Cancellation);
        string[] addresses =
        [
            "/", "/?method=polygon&lang=fr", "/?method=difference&from=2018-06-01", "/?hour=2019-02-19T15", "/health",
            "/map.svg", "/api/v1/temperatures", "/api/v1/temperatures?format=csv&method=polygon",
            "/api/v1/temperatures?as-of=2019-02-19T18:00:03Z&region=53", "/api/v1/regions.geojson", "/api/v1/runs",
        ];
        var expected = await AnswersAsync(embedded.Reports, addresses);

        Assert.All(expected, answer => Assert.StartsWith("200 ", answer, StringComparison.Ordinal));
        Assert.Equal(expected, await AnswersAsync(Reader(), addresses));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_503_and_no_password_is_told()
    {
        const string location = "Server=127.0.0.1;Port=1;Database=x;User ID=x;Password=planted";
        var reports = Databases.OpenReports(location, TimeSpan.FromSeconds(5), tokens: null, _clock, out _)!;
        var answers = await AnswersAsync(reports, ["/", "/api/v1/temperatures"]);

        Assert.All(answers, answer => Assert.StartsWith("503 ", answer, StringComparison.Ordinal));
        Assert.DoesNotContain("planted", string.Concat(answers), StringComparison.Ordinal);
    }

    private IReports Reader()
    {
        var location = new MySqlConnector.MySqlConnectionStringBuilder(_server!.ConnectionString)
        {
            UserID = _reader,
            Password = "read-only",
        };
        return Databases.OpenReports(
            location.ConnectionString, TimeSpan.FromSeconds(20), tokens: null, _clock, out _)!;
    }

    private async Task<string[]> AnswersAsync(IReports reports, string[] addresses)
    {
        await using var host = await ReportHost.StartAsync(
            ReportOptions.Default, new(reports, _clock, _logs), port: 0, Cancellation);
        using var http = new HttpClient { BaseAddress = host.Address };
        var answers = new List<string>();
        foreach (var address in addresses)
        {
            using var response = await http.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            var body = await response.Content.ReadAsStringAsync(Cancellation);
            answers.Add(string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {body}"));
        }

        return [.. answers];
    }
}
