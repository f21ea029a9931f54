using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.Tables;
using Isotherm.Core.RawObjects;
using Isotherm.Functions.Tests.Aggregate;
using Isotherm.Functions.Tests.Processes;
using Isotherm.Testing.SensorApi;
using Isotherm.Testing.Tables;
using MySqlConnector;

namespace Isotherm.Functions.Tests.Telemetry;

/// <summary>
/// Fetch, aggregate and a real MySQL server, in processes of their own: everything that one run does is one trace.
/// </summary>
public sealed class OneTrace : ProcessTest
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Caller = "b7ad6b7169203331";

    [Fact]
    public async Task A_run_is_one_trace_from_its_caller_to_MySQL()
    {
        await using var database = await MigratedAsync();
        await using var collector = await Collector.StartAsync();

        await PlayAsync(collector, database);

        var spans = collector.Spans;
        Assert.All(spans, span => Assert.Equal(Trace, span.TraceId));
        var fetch = Assert.Single(spans, span => span.Name == "fetch");
        var aggregate = Assert.Single(spans, span => span.Name == "aggregate");
        Assert.Equal((Caller, "isotherm-fetch", "200"), (fetch.ParentId, fetch.Service, Status(fetch)));
        Assert.Equal((fetch.SpanId, "mine", "204"), (aggregate.ParentId, aggregate.Service, Status(aggregate)));
        Assert.Equal("a", fetch.Attributes["isotherm.run"]);
        Assert.Equal("2019-02-19T14:00:00Z", aggregate.Attributes["isotherm.slot"]);
        foreach (var name in new[] { "sensor_api.get", "bucket.create", "topic.publish" })
            Assert.Contains(spans, span => span.Name == name && span.ParentId == fetch.SpanId);
        Assert.Contains(spans, span => span.Name == "part.read" && span.ParentId == aggregate.SpanId);
        var record = Assert.Single(spans, span => span.Name == "part.record");
        var statements = spans.Where(span => span.Attributes.GetValueOrDefault("db.system") == "mysql").ToArray();
        Assert.True(statements.Length > 5, $"MySQL has {statements.Length} spans.");
        Assert.All(statements, statement => Assert.True(IsBelow(statement, record, spans), statement.Name));
        Assert.Equal(spans.Count, spans.Select(span => span.SpanId).Distinct().Count());
    }

    [Fact]
    public async Task What_is_sent_holds_no_secret_and_says_who_sent_it()
    {
        await using var database = await MigratedAsync();
        await using var collector = await Collector.StartAsync();

        await PlayAsync(collector, database);

        var password = new MySqlConnectionStringBuilder(database.ConnectionString).Password;
        Assert.DoesNotContain(Key, collector.Everything, StringComparison.Ordinal);
        if (password.Length > 0) Assert.DoesNotContain(password, collector.Everything, StringComparison.Ordinal);
        Assert.All(collector.Requests, request => Assert.Equal("Bearer collector-token", request.Authorization));
        Assert.All(collector.Resources, resource =>
        {
            Assert.StartsWith("0.1.0", resource["service.version"], StringComparison.Ordinal);
            Assert.NotEmpty(resource["service.instance.id"]);
            Assert.Equal("test", resource["deployment.environment"]);
        });
    }

    [Fact]
    public async Task The_metrics_of_a_run_count_its_readings_and_how_fresh_they_are()
    {
        await using var database = await MigratedAsync();
        await using var collector = await Collector.StartAsync();

        await PlayAsync(collector, database);

        Assert.Equal(1, Point(collector, "isotherm.messages.published", ("kind", "part")).Value);
        Assert.Equal(2, Readings("used", "rectangle"));
        Assert.Equal(2, Readings("used", "polygon"));
        Assert.Equal(1, Readings("outside_every_region", "rectangle"));
        Assert.Equal(1, Point(collector, "isotherm.readings", ("outcome", "foreign")).Value);
        var freshness = Point(collector, "isotherm.freshness");
        Assert.Equal(("s", 1UL), (freshness.Unit, freshness.Count));
        Assert.True(freshness.Value >= 0);
        foreach (var function in new[] { "fetch", "aggregate" })
        {
            var duration = Point(collector, "isotherm.request.duration", ("function", function), ("outcome", "done"));
            Assert.Equal(("s", 1UL), (duration.Unit, duration.Count));
        }

        Assert.DoesNotContain(collector.Points, point => point.Metric == "isotherm.dead_letters");
        double Readings(string outcome, string method) =>
            Point(collector, "isotherm.readings", ("outcome", outcome), ("method", method)).Value;
    }

    /// <summary>One run, all the way; a process that has ended has sent everything.</summary>
    private async Task PlayAsync(Collector collector, TestMySql database)
    {
        await using var api = RudeServer.Start(RudeAnswer.Json(Readings));
        var raw = new FolderBucket(Folder("raw"), TimeProvider.System);
        await raw.CreateAsync("shapes/regions.geojson", SquareShapes.Json(), Cancellation);
        (string, string)[] telemetry =
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Endpoint),
            ("TELEMETRY_FLUSH_MILLISECONDS", "60000"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer collector-token"),
            ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=test"),
        ];
        await using var aggregate = StartAggregate(
            database.ConnectionString, [.. telemetry, ("OTEL_SERVICE_NAME", "mine")]);
        var push = "push:" + await aggregate.AddressAsync(Cancellation);
        await using var fetch = StartFetch(api.Url, [.. telemetry, ("TOPIC", push)]);
        var status = await SendAsync(
            await fetch.AddressAsync(Cancellation),
            "POST",
            """{"run":"a","hour":"2019-02-19T14"}""",
            ("traceparent", $"00-{Trace}-{Caller}-01"));
        Assert.Equal(200, status);
        while (!aggregate.Output.Contains("Recorded: run=a", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        fetch.Terminate();
        Assert.Equal(0, await fetch.ExitCodeAsync(Cancellation));
        aggregate.Terminate();
        Assert.Equal(0, await aggregate.ExitCodeAsync(Cancellation));
    }

    private static async Task<TestMySql> MigratedAsync()
    {
        var database = await TestMySql.CreateAsync();
        await Databases.Open(database.ConnectionString, TimeProvider.System, out _)!.Migrator.UpAsync(Cancellation);
        return database;
    }

    private static CollectedPoint Point(
        Collector collector, string metric, params (string Name, string Value)[] attributes) => Assert.Single(
            collector.Points,
            point => point.Metric == metric && point.Attributes.Count == attributes.Length
                && attributes.All(pair => point.Attributes.GetValueOrDefault(pair.Name) == pair.Value));

    private static string Status(CollectedSpan span) => span.Attributes["http.response.status_code"];

    private static bool IsBelow(CollectedSpan span, CollectedSpan above, IReadOnlyList<CollectedSpan> spans) =>
        span.ParentId == above.SpanId
        || spans.Any(parent => parent.SpanId == span.ParentId && IsBelow(parent, above, spans));
}
