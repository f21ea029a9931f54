using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using CloudNative.CloudEvents;
using Isotherm.Adapters.Messages;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.SensorApi;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Fetch;
using Isotherm.Hosting;
using Isotherm.Testing;
using Isotherm.Testing.Messages;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Pipeline.Tests;

/// <summary>Fetch and aggregate with Google's own Pub/Sub emulator between them.</summary>
public sealed class PubSubPipelineTests : IDisposable
{
    private const int MaxMilliseconds = 120_000;

    /// <summary>Two readings in the first square of the shapes, one in the second.</summary>
    private const string Answer = """
        [{"id":"a","timestamp":"t","lat":45.5,"lon":-3.5,"temperature":10,"country":"France"},
         {"id":"b","timestamp":"t","lat":45.5,"lon":-3.5,"temperature":20.5,"country":"France"},
         {"id":"c","timestamp":"t","lat":45.5,"lon":-2.5,"temperature":-1,"country":"France"}]
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_run_reaches_the_tables_once_though_its_message_is_refused_at_first_and_published_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        using var deadLetters = await emulator.CreateTopicAsync("dead-letters", cancellation);
        var (bucket, database) = await PrepareAsync(cancellation);
        using var aggregate = new Aggregate.Function(AggregateOptions.Default, Parts(bucket, database, deadLetters));
        var watched = new Watched(aggregate, refusals: 2);
        await using var host = await StartAsync(watched, cancellation);
        await emulator.CreatePushAsync("push", "parts", host.Address, "dead-letters", cancellation);

        await FetchAsync(bucket, topic, cancellation);
        Assert.Equal(["503", "503", "204"], await watched.NextAsync(3, cancellation));
        var shown = await ShownAsync(database, cancellation);
        await topic.PublishAsync([await MessageOfAsync(bucket, cancellation)], cancellation);
        Assert.Equal(["204"], await watched.NextAsync(1, cancellation));

        Assert.Equal([(15.25m, 2), (-1m, 1)], shown);
        Assert.Equal(shown, await ShownAsync(database, cancellation));
    }

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_message_that_can_never_succeed_is_put_aside_with_its_reason_and_comes_no_more()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        using var deadLetters = await emulator.CreateTopicAsync("dead-letters", cancellation);
        await emulator.CreateSubscriptionAsync("kept", "dead-letters", cancellation);
        var (bucket, database) = await PrepareAsync(cancellation);
        using var aggregate = new Aggregate.Function(AggregateOptions.Default, Parts(bucket, database, deadLetters));
        var watched = new Watched(aggregate, refusals: 0);
        await using var host = await StartAsync(watched, cancellation);
        await emulator.CreatePushAsync("push", "parts", host.Address, deadLetterTopic: null, cancellation);

        await topic.PublishAsync([new("no message", new Dictionary<string, string> { ["run"] = "r" })], cancellation);

        Assert.Equal(["204"], await watched.NextAsync(1, cancellation));
        var kept = Assert.Single(await emulator.PullAsync("kept", 1, cancellation)).GetProperty("message");
        var attributes = kept.GetProperty("attributes").Deserialize<Dictionary<string, string>>()!;
        Assert.Equal("no message", Encoding.UTF8.GetString(kept.GetProperty("data").GetBytesFromBase64()));
        Assert.Equal("r", attributes["run"]);
        Assert.StartsWith("The message cannot be read", attributes["dead_letter_reason"], StringComparison.Ordinal);
        Assert.Equal($"projects/{emulator.Project}/subscriptions/push", attributes["dead_letter_subscription"]);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(FolderBucket Bucket, Database Database)> PrepareAsync(CancellationToken cancellation)
    {
        var bucket = new FolderBucket(_folder.File("raw"), TimeProvider.System);
        var database = Databases.Open("sqlite:" + _folder.File("tables.db"), TimeProvider.System, out var refusal)
            ?? throw new InvalidOperationException(refusal);
        await database.Migrator.UpAsync(cancellation);
        var shapes = ShapeDocuments.GeoJson(ShapeDocuments.Squares);
        await bucket.CreateAsync(AggregateOptions.Default.ShapesObject, shapes, cancellation);
        return (bucket, database);
    }

    private static AggregateParts Parts(FolderBucket bucket, Database database, ITopic deadLetters) => new(
        bucket, bucket, bucket, deadLetters, database.Recorder, TimeProvider.System, NullLoggerFactory.Instance);

    private static Task<FunctionHost> StartAsync(Watched function, CancellationToken cancellation) =>
        FunctionHost.StartAsync(
            FunctionHostOptions.Local(0, AggregateOptions.Default.WorkTimeout),
            new CloudEventEndpoint(function, NullLogger.Instance),
            TimeProvider.System,
            NullLoggerFactory.Instance,
            cancellation);

    private static async Task FetchAsync(FolderBucket bucket, PubSubTopic topic, CancellationToken cancellation)
    {
        await using var api = await FixedSensorApi.StartAsync(Encoding.UTF8.GetBytes(Answer));
        var call = new SensorApiOptions { Url = api.Url, Key = "key", Tries = 1 };
        var options = new FetchOptions(call, SlotLength.Hourly);
        var parts = new FetchParts(bucket, topic, TimeProvider.System, NullLoggerFactory.Instance);
        await using var fetch = await FetchHost.StartAsync(options, parts, port: 0, cancellation);
        using var http = new HttpClient();
        using var answer = await http.PostAsync(fetch.Address, content: null, cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<OutgoingMessage> MessageOfAsync(FolderBucket bucket, CancellationToken cancellation)
    {
        var names = await bucket.ListAsync(RawObjectName.Prefix, cancellation)
            .Select(stored => stored.Name).ToArrayAsync(cancellation);
        var manifest = await bucket.ReadAsync(
            names.Single(name => name.EndsWith("/manifest.json", StringComparison.Ordinal)), cancellation);
        var body = ManifestCodec.Read(manifest!.Value.Bytes).Parts.Single().Message;
        return new OutgoingMessage(body, new Dictionary<string, string>());
    }

    /// <summary>Means and numbers of points, the most points first.</summary>
    private static async Task<(decimal, long)[]> ShownAsync(Database database, CancellationToken cancellation)
    {
        var rows = await database.Reports.ShownAsync(ReportFilter.Everything, cancellation).ToArrayAsync(cancellation);
        return [.. from row in rows orderby row.NumberOfPoints descending select (row.Temperature, row.NumberOfPoints)];
    }

    /// <summary>The function behind so many failures that pass; tells how each delivery ended.</summary>
    private sealed class Watched(ICloudEventFunction<MessagePublishedData> function, int refusals)
        : ICloudEventFunction<MessagePublishedData>
    {
        private readonly Channel<string> _ends = Channel.CreateUnbounded<string>();
        private int _calls;

        public async Task HandleAsync(
            CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken)
        {
            var end = "204";
            try
            {
                if (Interlocked.Increment(ref _calls) <= refusals) throw new TransientException("Not yet.");
                await function.HandleAsync(cloudEvent, data, cancellationToken);
            }
            catch (Exception failure)
            {
                end = failure is TransientException ? "503" : failure.ToString();
                throw;
            }
            finally
            {
                _ends.Writer.TryWrite(end);
            }
        }

        public async Task<string[]> NextAsync(int count, CancellationToken cancellation)
        {
            var ends = new string[count];
            for (var i = 0; i < count; i++) ends[i] = await _ends.Reader.ReadAsync(cancellation);
            return ends;
        }
    }
}
