using System.Diagnostics;
using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Runs;
using Isotherm.Report;
using Isotherm.Report.Views;
using Isotherm.Testing.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;

namespace Isotherm.Benchmarks.Reports;

/// <summary>
/// The report service in this process on ten years of hours in the MySQL server of the tests: how long an answer takes
/// to its first byte and to its last, and how long it is, compressed by Brotli as a browser gets it.
/// </summary>
internal sealed class ReportBenchmark(HttpClient http, int rounds, TextWriter output)
{
    /// <summary>Until the compiler has made its last of the code.</summary>
    private const int WarmUps = 30;

    private static readonly string Moment = UtcText.ToSeconds(TenYears.Moment);
    private static readonly string Middle = PageAddress.Text(Hour.Containing(TenYears.Moment));
    private static readonly string Month =
        $"from={PageAddress.Text(TenYears.Month.From!.Value)}&to={PageAddress.Text(TenYears.Month.To!.Value)}";

    private static readonly (string What, string Address)[] Questions =
    [
        ("page, the last hour", "/"),
        ("page, an hour in the middle", $"/?hour={Middle}"),
        ("page, the method that is not shown", "/?method=polygon"),
        ("page, difference of the methods", "/?method=difference"),
        ("page, as of a moment", $"/?as-of={Moment}"),
        ("page, one region over a month", $"/?region=53&{Month}"),
        ("page, all regions over a year", "/?from=2018-01-01&to=2018-12-31"),
        ("health", "/health"),
        ("temperatures of a month, JSON", $"/api/v1/temperatures?{Month}"),
        ("regions as GeoJSON", "/api/v1/regions.geojson"),
        ("a page of runs", "/api/v1/runs"),
    ];

    /// <summary>False without a server.</summary>
    public static async Task<bool> RunAsync(int rounds, TextWriter output)
    {
        if (Environment.GetEnvironmentVariable(TestMySql.Variable) is not { Length: > 0 })
        {
            await output.WriteLineAsync(
                $"{TestMySql.Variable} names no MySQL server: start one by 'bash tests/mysql.sh start'.");
            return false;
        }

        await using var server = await TestMySql.CreateAsync();
        var begin = Stopwatch.GetTimestamp();
        await FillAsync(server);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{TenYears.Hours:#,0} hours x 13 regions filled in {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s\n"));
        var location = new MySqlConnectionStringBuilder(server.ConnectionString) { SslMode = MySqlSslMode.Required };
        var options = ReportOptions.Default;
        var reports = Databases.OpenReports(
            location.ConnectionString, options.QueryTimeout, tokens: null, TimeProvider.System, out var refusal)
            ?? throw new InvalidOperationException(refusal);
        var parts = new ReportParts(reports, TimeProvider.System, NullLoggerFactory.Instance);
        await using var host = await ReportHost.StartAsync(options, parts, port: 0, default);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        await new ReportBenchmark(http, rounds, output).RunAsync();
        return true;
    }

    private static async Task FillAsync(TestMySql server)
    {
        var database = Databases.Open(server.ConnectionString, TimeProvider.System, out var refusal)
            ?? throw new InvalidOperationException(refusal);
        await database.Migrator.UpAsync(default);
        await using var connection = new MySqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await TenYears.FillAsync(connection, default);
    }

    private async Task RunAsync()
    {
        await output.WriteLineAsync(
            "| answer | first byte, ms, median (least, most) | whole, ms | bytes, Brotli | unchanged (304), ms |\n"
            + "|---|---:|---:|---:|---:|");
        foreach (var (what, address) in Questions) await MeasureAsync(what, address);
        var begin = Stopwatch.GetTimestamp();
        var (first, _, bytes, _) = await AskAsync("/api/v1/temperatures?format=csv", tag: null);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| all ten years, CSV, once | {first:0.0} | {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} "
            + $"| {bytes:#,0} | |"));
        await output.WriteLineAsync($"\n{await Machine.DescribeAsync()} at the end; medians of {rounds}.");
    }

    private async Task MeasureAsync(string what, string address)
    {
        string? tag = null;
        for (var i = 0; i < WarmUps; i++) (_, _, _, tag) = await AskAsync(address, tag: null);
        var (firsts, wholes, unchanged, bytes) = (new List<double>(), new List<double>(), new List<double>(), 0L);
        for (var i = 0; i < rounds; i++)
        {
            var (first, whole, length, _) = await AskAsync(address, tag: null);
            firsts.Add(first);
            wholes.Add(whole);
            bytes = length;
            if (tag is not null) unchanged.Add((await AskAsync(address, tag)).Whole);
        }

        var again = unchanged.Count == 0
            ? "" : Median.Of(unchanged).ToString("0.0", CultureInfo.InvariantCulture);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {Median.Of(firsts):0.0} ({firsts.Min():0.0}, {firsts.Max():0.0}) | {Median.Of(wholes):0.0} "
            + $"| {bytes:#,0} | {again} |"));
    }

    private async Task<(double First, double Whole, long Bytes, string? Tag)> AskAsync(string address, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        var begin = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var expected = tag is null ? 200 : 304;
        if ((int)response.StatusCode != expected)
            throw new InvalidOperationException($"{address} answered {response.StatusCode}.");
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        long bytes = await body.ReadAsync(buffer);
        var first = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;) bytes += read;
        return (first, Stopwatch.GetElapsedTime(begin).TotalMilliseconds, bytes, response.Headers.ETag?.ToString());
    }
}
