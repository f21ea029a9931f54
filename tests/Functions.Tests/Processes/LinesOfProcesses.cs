using System.Globalization;
using System.Text.Json;
using Isotherm.Testing.Processes;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Functions.Tests.Processes;

/// <summary>
/// A process writes JSON lines only: one for each request, and none for a sign of life or a path that is nobody's.
/// </summary>
public sealed class LinesOfProcesses : ProcessTest
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Special = "logging.googleapis.com/";

    private static readonly string TooLong = new(' ', (64 * 1024) + 1);
    private static readonly string[] HostEvents = ["9001", "9002"];

    [Fact]
    public async Task Every_request_to_fetch_is_one_line_whatever_becomes_of_it()
    {
        await using var api = RudeServer.Start(RudeAnswer.Json(Readings), RudeAnswer.Json("[1,"), RudeAnswer.Raw(""));
        await using var fetch = StartFetch(
            api.Url, ("LOG_FORMAT", "json"), ("GOOGLE_CLOUD_PROJECT", "my-project"), ("SENSOR_API_TRIES", "1"));
        var address = await fetch.AddressAsync(Cancellation);
        foreach (var (method, path, body, status) in new (string, string, string?, int)[]
        {
            ("POST", "", """{"run":"a","hour":"2019-02-19T14"}""", 200),
            ("POST", "", """{"run":"a","hour":"2019-02-19T14"}""", 200),
            ("POST", "", """{"run":"b","hour":"2019-02-19T14"}""", 502),
            ("POST", "", """{"run":"c","hour":"2019-02-19T14"}""", 503),
            ("POST", "any/path", """{"run":"Capital"}""", 400),
            ("POST", "", "no JSON", 400),
            ("POST", "", TooLong, 413),
            ("PUT", "", "", 405),
            ("DELETE", "", null, 405),
            ("GET", "", null, 200),
            ("HEAD", "", null, 200),
            ("GET", "favicon.ico", null, 404),
            ("POST", "robots.txt", "", 404),
        }) Assert.Equal(status, await SendAsync(new Uri(address, path), method, body));
        fetch.Terminate();
        Assert.Equal(0, await fetch.ExitCodeAsync(Cancellation));

        Assert.Equal(
            ["1001", "1001", "1003", "1004", "1002", "1002", "1002", "9004", "9004"], RequestEvents(fetch));
        Assert.DoesNotContain(Key, fetch.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_of_a_run_has_what_a_person_on_call_needs_as_fields()
    {
        await using var api = RudeServer.Start(RudeAnswer.Json(Readings));
        await using var fetch = StartFetch(api.Url, ("LOG_FORMAT", "json"), ("GOOGLE_CLOUD_PROJECT", "my-project"));
        var address = await fetch.AddressAsync(Cancellation);
        await SendAsync(
            address, "POST", """{"run":"a","hour":"2019-02-19T14"}""", ("X-Cloud-Trace-Context", Trace + "/255;o=1"));
        fetch.Terminate();
        await fetch.ExitCodeAsync(Cancellation);

        var line = Assert.Single(fetch.JsonLines, line => EventOf(line) == "1001");
        Assert.Equal(
            ("a", "2019-02-19T14:00:00Z", "committed"), (Text(line, "run"), Text(line, "hour"), Text(line, "state")));
        Assert.StartsWith("raw/v1/2019/02/19/14/a/", Text(line, "object"), StringComparison.Ordinal);
        Assert.Equal((4L, 3L, 1L), (Number(line, "read"), Number(line, "usable"), Number(line, "rejects")));
        Assert.True(Number(line, "ms") >= 0);
        Assert.Equal($"projects/my-project/traces/{Trace}", Text(line, Special + "trace"));
        Assert.Equal("00000000000000ff", Text(line, Special + "spanId"));
        Assert.True(line.GetProperty(Special + "trace_sampled").GetBoolean());
    }

    [Fact]
    public async Task A_failure_of_fetch_is_an_error_with_a_masked_stack_trace()
    {
        await using var api = RudeServer.Start(RudeAnswer.Json(Readings));
        await using var fetch = StartFetch(api.Url, ("LOG_FORMAT", "json"));
        var address = await fetch.AddressAsync(Cancellation);
        var run = $$"""{"run":"{{Key}}","hour":"2019-02-19T14"}""";
        Assert.Equal(200, await SendAsync(address, "POST", run));
        var manifest = Assert.Single(Directory.GetFiles(Folder("raw"), "manifest.json", SearchOption.AllDirectories));
        await File.WriteAllTextAsync(manifest, "broken", Cancellation);

        Assert.Equal(500, await SendAsync(address, "POST", run));
        fetch.Terminate();
        await fetch.ExitCodeAsync(Cancellation);

        var line = Assert.Single(fetch.JsonLines, line => EventOf(line) == "1005");
        Assert.Equal("ERROR", Text(line, "severity"));
        Assert.StartsWith(
            "Isotherm.Core.Failures.PoisonException", Text(line, "stack_trace"), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, Text(line, "stack_trace"), StringComparison.Ordinal);
        Assert.StartsWith(
            "Isotherm.", Text(line.GetProperty(Special + "sourceLocation"), "function"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_request_to_aggregate_is_one_line_whatever_becomes_of_it()
    {
        const string parent = $"00-{Trace}-b7ad6b7169203331-00";
        await using var aggregate = StartAggregate("sqlite:" + Folder("isotherm.db"), ("LOG_FORMAT", "json"));
        var address = await aggregate.AddressAsync(Cancellation);
        foreach (var (method, body, status) in new (string, string?, int)[]
        {
            ("POST", """{"message":{"messageId":"1"}}""", 204),
            ("POST", "no event", 400),
            ("POST", TooLong, 413),
            ("PUT", "", 405),
            ("GET", null, 200),
        }) Assert.Equal(status, await SendAsync(address, method, body, ("traceparent", parent)));
        aggregate.Terminate();
        Assert.Equal(0, await aggregate.ExitCodeAsync(Cancellation));

        Assert.Equal(["2003", "9003", "9003", "9004"], RequestEvents(aggregate));
        var lines = aggregate.JsonLines.Where(line => !HostEvents.Contains(EventOf(line)) && EventOf(line) != "2013");
        Assert.All(lines, line => Assert.Equal(Trace, Text(line, Special + "trace")));
    }

    [Fact]
    public async Task Many_requests_at_once_are_as_many_lines_each_with_its_own_trace()
    {
        const int many = 50;
        await using var aggregate = StartAggregate("sqlite:" + Folder("isotherm.db"), ("LOG_FORMAT", "json"));
        var address = await aggregate.AddressAsync(Cancellation);
        var traces = Enumerable.Range(1, many).Select(i => i.ToString("x32", CultureInfo.InvariantCulture)).ToArray();

        await Task.WhenAll(traces.Select(trace => SendAsync(
            address,
            "POST",
            $$"""{"message":{"messageId":"{{trace}}"} }""",
            ("traceparent", $"00-{trace}-00000000000000aa-01"))));
        aggregate.Terminate();
        await aggregate.ExitCodeAsync(Cancellation);

        var lines = aggregate.JsonLines.Where(line => EventOf(line) == "2003").ToArray();
        Assert.Equal(traces, lines.Select(line => Text(line, "message_id")).Order());
        Assert.All(lines, line => Assert.Equal(Text(line, "message_id"), Text(line, Special + "trace")));
    }

    [Fact]
    public async Task A_start_that_is_refused_is_one_critical_line_that_names_every_variable()
    {
        await using var fetch = FunctionUnderTest.Start(
            "Fetch", ("LOG_FORMAT", "json"), ("SENSOR_API_KEY", Key + "\n"));

        Assert.Equal(1, await fetch.ExitCodeAsync(Cancellation));

        var line = Assert.Single(fetch.JsonLines);
        Assert.Equal("CRITICAL", Text(line, "severity"));
        foreach (var name in new[] { "SENSOR_API_URL", "SENSOR_API_KEY", "RAW_BUCKET", "TOPIC" })
            Assert.Contains("\n  " + name, Text(line, "message"), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, fetch.Output, StringComparison.Ordinal);
    }

    /// <summary>The events of all lines but those of the host and of the shapes.</summary>
    private static IEnumerable<string> RequestEvents(FunctionUnderTest function) =>
        function.JsonLines.Select(EventOf).Where(id => !HostEvents.Contains(id) && id != "2013");

    private static string EventOf(JsonElement line) => Text(line.GetProperty(Special + "labels"), "event_id");

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private static long Number(JsonElement line, string name) => line.GetProperty(name).GetInt64();
}
