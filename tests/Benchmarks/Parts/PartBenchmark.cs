using System.Diagnostics;
using System.Globalization;
using Isotherm.Adapters.Messages;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Benchmarks.Readings;
using Isotherm.Benchmarks.Starts;
using Isotherm.Hosting;
using Isotherm.Testing;
using Isotherm.Testing.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;

namespace Isotherm.Benchmarks.Parts;

/// <summary>
/// The aggregate service in this process, a folder as bucket and the MySQL server of the tests: parts of several sizes
/// are pushed, each a run of its own that takes its hour over, and the spans tell where the time goes.
/// </summary>
internal sealed class PartBenchmark(Workplace place, TemporaryFolder folder, int rounds, TextWriter output)
    : IDisposable
{
    private static readonly int[] Sizes = [1_000, 100_000, 385_000];

    /// <summary>Until the compiler has made its last of the code.</summary>
    private const int WarmUps = 10;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>False without a server.</summary>
    public static async Task<bool> RunAsync(int rounds, TextWriter output)
    {
        await using var place = await Workplace.PrepareAsync(shapesFile: null);
        if (place.MySql is not { } location)
        {
            await output.WriteLineAsync(
                $"{TestMySql.Variable} names no MySQL server: start one by 'bash tests/mysql.sh start'.");
            return false;
        }

        using var folder = new TemporaryFolder();
        using var benchmark = new PartBenchmark(place, folder, rounds, output);
        await benchmark.RunAsync(new MySqlConnectionStringBuilder(location));
        return true;
    }

    public void Dispose() => _http.Dispose();

    private async Task RunAsync(MySqlConnectionStringBuilder location)
    {
        var trips = 0;
        await using var proxy = new CuttingProxy(location.Server, (int)location.Port, _ =>
        {
            Interlocked.Increment(ref trips);
            return null;
        });
        var proxied = new MySqlConnectionStringBuilder(location.ConnectionString)
        {
            Port = (uint)proxy.Port,
            SslMode = MySqlSslMode.None, // what is counted is what the client sends at once
        };
        await using var direct = await StartAsync(location.ConnectionString);
        await using var counted = await StartAsync(proxied.ConnectionString);
        using var spans = new PartSpans();
        await output.WriteLineAsync(
            "| readings | MB | ms to the answer, median (least) | read and match, ms | MySQL, ms | statements "
            + "| round trips |\n|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var readings in Sizes)
        {
            var answer = await AnswerAsync(readings);
            var figures = new List<PartFigures>();
            for (var round = 1 - WarmUps; round <= rounds; round++)
            {
                var message = await CommitAsync(answer, readings, $"direct-{round + WarmUps:000}");
                var took = await PushAsync(direct, spans, message);
                if (round > 0) figures.Add(took);
            }

            // The first push of this one connects.
            await PushAsync(counted, spans, await CommitAsync(answer, readings, "first"));
            Interlocked.Exchange(ref trips, 0);
            await PushAsync(counted, spans, await CommitAsync(answer, readings, "second"));
            await output.WriteLineAsync(Row(readings, answer.Length, figures, Volatile.Read(ref trips)));
        }

        await output.WriteLineAsync($"\n{await Machine.DescribeAsync()} at the end; medians of {rounds}.");
    }

    private Task<string> CommitAsync(byte[] answer, int readings, string run) =>
        place.CommitAsync(string.Create(CultureInfo.InvariantCulture, $"r{readings:000000}-{run}"), answer, readings);

    private async Task<byte[]> AnswerAsync(int readings)
    {
        var file = folder.File("answer.json");
        await GeneratedReadings.WriteAsync(file, readings, ReadingsShape.Usual);
        return await File.ReadAllBytesAsync(file);
    }

    private async Task<FunctionHost> StartAsync(string location)
    {
        var database = Databases.Open(location, TimeProvider.System, out var refusal)
            ?? throw new InvalidOperationException(refusal);
        var letters = new FolderTopic(folder.File("letters"), TimeProvider.System);
        var parts = new AggregateParts(
            place.Bucket,
            place.Bucket,
            place.Bucket,
            letters,
            database.Recorder,
            TimeProvider.System,
            NullLoggerFactory.Instance);
        return await AggregateHost.StartAsync(AggregateOptions.Default, parts, port: 0, default);
    }

    private async Task<PartFigures> PushAsync(FunctionHost aggregate, PartSpans spans, string message)
    {
        using var request = PushRequest.Of(message);
        request.RequestUri = aggregate.Address;
        spans.Take();
        var begin = Stopwatch.GetTimestamp();
        using var response = await _http.SendAsync(request);
        var took = Stopwatch.GetElapsedTime(begin);
        response.EnsureSuccessStatusCode();
        var (read, record, statements) = spans.Take();
        if (statements == 0) throw new InvalidOperationException("A part was not recorded.");
        return new PartFigures(took.TotalMilliseconds, read, record, statements);
    }

    private static string Row(int readings, int bytes, List<PartFigures> figures, int trips)
    {
        double Middle(Func<PartFigures, double> of) => Median.Of(figures.Select(of));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {readings:#,0} | {bytes / 1e6:0.0} | {Middle(one => one.TotalMs):0.0} "
            + $"({figures.Min(one => one.TotalMs):0.0}) | {Middle(one => one.ReadMs):0.0} "
            + $"| {Middle(one => one.RecordMs):0.0} | {Middle(one => one.Statements):0} | {trips} |");
    }
}
