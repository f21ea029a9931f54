using Isotherm.Functions.Tests.Processes;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Functions.Tests.Telemetry;

/// <summary>What was measured is sent before the answer; a collector that does not take it changes nothing.</summary>
public sealed class TelemetryAndAnswers : ProcessTest
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>A busy machine may need longer for the first export than an answer waits by default.</summary>
    private static readonly (string, string) Patient = ("TELEMETRY_FLUSH_MILLISECONDS", "60000");

    [Fact]
    public async Task When_the_answer_comes_its_spans_and_metrics_are_with_the_collector()
    {
        await using var collector = await Collector.StartAsync();
        await using var api = RudeServer.Start(RudeAnswer.Json(Readings));
        await using var fetch = StartFetch(api.Url, (Endpoint, collector.Endpoint), Patient);

        var status = await SendAsync(await fetch.AddressAsync(Cancellation), "POST");

        Assert.Equal(200, status);
        Assert.Single(collector.Spans, span => span.Name == "fetch" && span.ParentId.Length == 0);
        Assert.Single(collector.Points, point => point.Metric == "isotherm.request.duration");
    }

    [Theory]
    [InlineData(503, "try_again")]
    [InlineData(400, "refused")]
    [InlineData(502, "bad_answer")]
    public async Task A_failure_is_measured_and_sent_before_its_answer_too(int status, string outcome)
    {
        await using var collector = await Collector.StartAsync();
        await using var api = RudeServer.Start(status == 503 ? RudeAnswer.Raw("") : RudeAnswer.Json("[1,"));
        await using var fetch = StartFetch(api.Url, (Endpoint, collector.Endpoint), Patient);
        var address = await fetch.AddressAsync(Cancellation);

        Assert.Equal(status, await SendAsync(address, "POST", status == 400 ? "no JSON" : null));

        var span = Assert.Single(collector.Spans, span => span.Name == "fetch");
        Assert.Equal(status >= 500 ? 2 : 0, span.Status);
        var duration = Assert.Single(collector.Points, point => point.Metric == "isotherm.request.duration");
        Assert.Equal(outcome, duration.Attributes["outcome"]);
        Assert.Equal(status == 503, collector.Points.Any(point => point.Metric == "isotherm.sensor_api.retries"));
    }

    [Fact]
    public async Task The_message_carries_the_span_that_published_it()
    {
        await using var collector = await Collector.StartAsync();
        await using var api = RudeServer.Start(RudeAnswer.Json(Readings));
        await using var fetch = StartFetch(api.Url, (Endpoint, collector.Endpoint), Patient);

        await SendAsync(await fetch.AddressAsync(Cancellation), "POST");

        var span = Assert.Single(collector.Spans, span => span.Name == "fetch");
        var message = Assert.Single(Directory.GetFiles(Folder("topic"), "*.json"));
        Assert.Contains(
            $"\"traceparent\": \"00-{span.TraceId}-{span.SpanId}-01\"",
            await File.ReadAllTextAsync(message, Cancellation),
            StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", Assert.Single(api.Requests), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_push_with_a_trace_of_its_own_is_linked_to_and_leaves_no_span_there()
    {
        const string push = "11111111111111111111111111111111";
        const string message = "22222222222222222222222222222222";
        await using var collector = await Collector.StartAsync();
        await using var aggregate = StartAggregate(
            "sqlite:" + Folder("isotherm.db"), (Endpoint, collector.Endpoint), Patient);
        var envelope =
            $$"""
            {"message":{"messageId":"1","attributes":{"traceparent":"00-{{message}}-3333333333333333-01"} } }
            """;

        var status = await SendAsync(
            await aggregate.AddressAsync(Cancellation),
            "POST",
            envelope,
            ("traceparent", $"00-{push}-4444444444444444-01"));

        Assert.Equal(204, status);
        Assert.All(collector.Spans, span => Assert.Equal(message, span.TraceId));
        var span = Assert.Single(collector.Spans, span => span.Name == "aggregate");
        Assert.Equal("3333333333333333", span.ParentId);
        Assert.Equal([push], span.LinkedTraces);
        Assert.Equal(1, Assert.Single(collector.Points, point => point.Metric == "isotherm.dead_letters").Value);
    }

    [Fact]
    public async Task A_collector_that_hangs_holds_no_answer_and_no_end()
    {
        await using var collector = await Collector.StartAsync(hangs: true);
        await using var api = RudeServer.Start(RudeAnswer.Json(Readings));

        // Only the limit of ours can end the wait: that of the exporter is ten minutes, more than a test may take.
        await using var fetch = StartFetch(
            api.Url, (Endpoint, collector.Endpoint), ("OTEL_EXPORTER_OTLP_TIMEOUT", "600000"));
        var address = await fetch.AddressAsync(Cancellation);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(address, "POST")));
        fetch.Terminate();

        Assert.All(all, status => Assert.Equal(200, status));
        Assert.Equal(0, await fetch.ExitCodeAsync(Cancellation));
        Assert.NotEmpty(collector.Requests);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_changes_nothing()
    {
        await using var api = RudeServer.Start(RudeAnswer.Json(Readings));
        await using var fetch = StartFetch(api.Url, (Endpoint, "http://127.0.0.1:1"), ("LOG_FORMAT", "json"));
        var address = await fetch.AddressAsync(Cancellation);

        Assert.Equal(200, await SendAsync(address, "POST"));
        fetch.Terminate();

        Assert.Equal(0, await fetch.ExitCodeAsync(Cancellation));
        Assert.Equal(3, fetch.JsonLines.Count);
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_of_OpenTelemetry_is_loaded_and_the_trace_goes_on()
    {
        const string parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await using var api = RudeServer.Start(RudeAnswer.Json(Readings));
        await using var fetch = StartFetch(api.Url);

        await SendAsync(await fetch.AddressAsync(Cancellation), "POST", body: null, ("traceparent", parent));

        Assert.Contains("Isotherm.Hosting.dll", fetch.MappedFiles);
        Assert.DoesNotContain(
            fetch.MappedFiles, file => file.StartsWith("OpenTelemetry", StringComparison.OrdinalIgnoreCase));
        var message = Assert.Single(Directory.GetFiles(Folder("topic"), "*.json"));
        Assert.Contains(parent, await File.ReadAllTextAsync(message, Cancellation), StringComparison.Ordinal);
    }
}
