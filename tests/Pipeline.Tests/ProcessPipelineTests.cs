using System.Net;
using Isotherm.Core.Messages;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Pipeline.Tests;

/// <summary>What a run comes to when all its services are processes and faults strike on its way.</summary>
public sealed class ProcessPipelineTests
{
    private const int MaxMilliseconds = 180_000;

    private const string Answer =
        """
        [{"id":"a","timestamp":"t","lat":45.5,"lon":-3.5,"temperature":10,"country":"France"},
         {"id":"b","timestamp":"t","lat":45.5,"lon":-3.5,"temperature":20.5,"country":"France"},
         {"id":"c","timestamp":"t","lat":45.5,"lon":-2.5,"temperature":-1,"country":"France"}]
        """;

    private static readonly string[] Rows = ["2019-02-19T14:00:00Z -1.000000 1", "2019-02-19T14:00:00Z 15.250000 2"];

    private static readonly Dictionary<string, string> NoAttributes = [];

    [Fact(Timeout = MaxMilliseconds)]
    public async Task A_run_reaches_MySQL_once_though_storage_breaks_pushes_are_refused_and_messages_repeat()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pipeline = await ProcessPipeline.StartAsync(Answer, cancellation);

        // The first look for the manifest is that of fetch; the pushes after it find the manifest forbidden: 503.
        pipeline.Storage.Be(
            RudeStorageRequest.Media,
            RudeStorageFault.None,
            RudeStorageFault.Status(403),
            RudeStorageFault.Status(403),
            RudeStorageFault.ResetBefore,
            RudeStorageFault.CutDownload(10));
        pipeline.Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.ResetAfter, RudeStorageFault.Status(503));
        Assert.Equal(HttpStatusCode.OK, await pipeline.FetchAsync(cancellation));
        while ((await pipeline.ShownAsync(cancellation)).Length == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        Assert.Equal(Rows, await pipeline.ShownAsync(cancellation));
        Assert.True(pipeline.Storage.Count(RudeStorageRequest.Media) >= 2 + 7, "Not every fault was met.");

        // What a retry of the scheduler, a replay and the broker repeat, all at once.
        var message = pipeline.Message();
        var again = pipeline.DeliverAsync(message, times: 8, cancellation);
        Assert.Equal(HttpStatusCode.OK, await pipeline.FetchAsync(cancellation));
        await pipeline.Topic.PublishAsync([new(message, NoAttributes), new(message, NoAttributes)], cancellation);
        Assert.All(await again, status => Assert.Equal(HttpStatusCode.NoContent, status));

        // A poison that is published last has come through when its letter is there.
        var poison = new OutgoingMessage("no message", new Dictionary<string, string> { ["run"] = "r" });
        await pipeline.Topic.PublishAsync([poison], cancellation);
        var (body, attributes) = await pipeline.DeadLetterAsync(cancellation);
        Assert.Equal(("no message", "r"), (body, attributes["run"]));
        Assert.StartsWith("The message cannot be read", attributes["dead_letter_reason"], StringComparison.Ordinal);
        Assert.Equal($"projects/{pipeline.Project}/subscriptions/push", attributes["dead_letter_subscription"]);

        Assert.All(await pipeline.StopAsync(cancellation), exitCode => Assert.Equal(0, exitCode));
        Assert.Equal(Rows, await pipeline.ShownAsync(cancellation));
    }
}
