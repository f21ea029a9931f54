using System.Diagnostics;
using System.Globalization;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.Tables;
using Isotherm.Benchmarks.Readings;
using Isotherm.Benchmarks.Regions;
using Isotherm.Benchmarks.Starts;
using Isotherm.Testing;
using Isotherm.Testing.Messages;
using Isotherm.Testing.Tables;

namespace Isotherm.Benchmarks.Scale;

/// <summary>
/// The whole pipeline as processes over one large answer: a sensor API that sends at a rate, fetch, Google's Pub/Sub
/// emulator, and one or two instances of aggregate that share the subscription, into a real MySQL.
/// </summary>
internal sealed class FeedBenchmark(string file, double bytesPerSecond, TextWriter output)
{
    private const string Run = "feed";
    private const double BytesPerReading = 156;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>False where a server is missing, and says which.</summary>
    public static async Task<bool> RunAsync(int megabytes, int megabytesPerSecond, TextWriter output)
    {
        foreach (var (variable, script) in new[] { (TestMySql.Variable, "mysql"), ("PUBSUB_EMULATOR_HOST", "pubsub") })
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 }) continue;
            await output.WriteLineAsync($"{variable} names no server: start one by 'bash tests/{script}.sh start'.");
            return false;
        }

        await PublishedFunctions.NeedAsync();
        using var folder = new TemporaryFolder();
        var file = folder.File("answer.json");
        await GeneratedReadings.WriteAsync(file, (int)(megabytes * 1e6 / BytesPerReading), ReadingsShape.Usual);
        var benchmark = new FeedBenchmark(file, megabytesPerSecond * 1e6, output);
        await benchmark.RunAsync();
        return true;
    }

    private async Task RunAsync()
    {
        await output.WriteLineAsync(
            "| instances | parts | fetch, MB/s | from the commit until shown, s | aggregate, MB/s | read a part, s "
            + "| commit a part, ms | processor s a GB |\n|---:|---:|---:|---:|---:|---:|---:|---:|");
        var figures = new List<FeedFigures>();
        foreach (var instances in new[] { 1, 2 })
        {
            var one = await RoundAsync(instances);
            figures.Add(one);
            await output.WriteLineAsync(one.Row());
        }

        var machine = await Machine.DescribeAsync();
        await output.WriteLineAsync($"\n{machine} at the end.");
        await ScaleFiles.KeepAsync(machine, figures);
    }

    private async Task<FeedFigures> RoundAsync(int instances)
    {
        using var folder = new TemporaryFolder();
        using var limit = new CancellationTokenSource(Patience);
        await using var mysql = await TestMySql.CreateAsync();
        await using var api = await FeedApi.StartAsync(file, bytesPerSecond);
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", limit.Token);
        using var letters = await emulator.CreateTopicAsync("dead-letters", limit.Token);
        await PrepareAsync(folder, mysql);
        await using var processes = FeedProcesses.Start(folder, mysql, api.Url, emulator, instances);
        await using var front = await InstanceFront.StartAsync(await processes.AggregatesAsync(limit.Token));
        await emulator.CreatePushAsync("push", "parts", front.Address, null, limit.Token, ackDeadlineSeconds: 600);

        var begin = Stopwatch.GetTimestamp();
        var parts = await processes.FetchAsync(Run, limit.Token);
        var fetched = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        begin = Stopwatch.GetTimestamp();
        var served = await front.ServedAsync(parts, limit.Token);
        var shown = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var processor = processes.AggregateProcessorSeconds;
        var read = await ReadSecondsAsync(mysql);
        if (read.Count != parts) throw new InvalidOperationException($"{read.Count} of {parts} parts are in.");
        var sizes = Sizes(folder);
        return new FeedFigures(
            instances,
            new FileInfo(file).Length,
            fetched,
            shown,
            processor,
            [
                .. served.Select(one => new ServedPart(
                    instances, sizes[one.Key], read[one.Key], Math.Max(0, one.Value - read[one.Key]))),
            ]);
    }

    private static async Task PrepareAsync(TemporaryFolder folder, TestMySql mysql)
    {
        var bucket = new FolderBucket(folder.File("raw"), TimeProvider.System);
        await Workplace.ImportAsync(bucket, await ShippedShapes.ReadAsync(null));
        await Workplace.MigrateAsync(mysql.ConnectionString);
    }

    /// <summary>From each message until its sums were ready, by part.</summary>
    private static async Task<Dictionary<int, double>> ReadSecondsAsync(TestMySql mysql)
    {
        var database = Databases.Open(mysql.ConnectionString, TimeProvider.System, out _)!;
        await using var connection = database.CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT part, took_milliseconds FROM evaluation_parts";
        await using var reader = await command.ExecuteReaderAsync();
        var seconds = new Dictionary<int, double>();
        while (await reader.ReadAsync()) seconds[reader.GetInt32(0)] = reader.GetInt64(1) / 1000.0;
        return seconds;
    }

    private static Dictionary<int, long> Sizes(TemporaryFolder folder)
    {
        var files = Directory.GetFiles(folder.File("raw"), "part-*.json", SearchOption.AllDirectories);
        return files.ToDictionary(
            path => int.Parse(Path.GetFileNameWithoutExtension(path).AsSpan(5), CultureInfo.InvariantCulture),
            path => new FileInfo(path).Length);
    }
}
