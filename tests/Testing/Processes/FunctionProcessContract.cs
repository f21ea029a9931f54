using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Testing.RawObjects;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Testing.Processes;

/// <summary>The functions as processes: start, refusal to start, and end. The same for every build.</summary>
public abstract class FunctionProcessContract(FunctionBuild build) : IAsyncDisposable
{
    private const string Key = "planted-key-0123456789abcdef";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Fetch_without_its_settings_names_them_all_and_ends_with_1()
    {
        await using var fetch = FunctionUnderTest.Start(
            build, "Fetch", ("SENSOR_API_KEY", Key + "\n"), ("SLOT_MINUTES", "7"));

        Assert.Equal(1, await fetch.ExitCodeAsync(Cancellation));

        foreach (var name in new[] { "SENSOR_API_URL", "SENSOR_API_KEY", "RAW_BUCKET", "TOPIC", "SLOT_MINUTES" })
            Assert.Contains(name, fetch.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, fetch.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_fetch_that_are_wrong_are_all_named()
    {
        await using var fetch = FunctionUnderTest.Start(
            build,
            "Fetch",
            ("SENSOR_API_URL", "ftp://somewhere/" + Key),
            ("SENSOR_API_KEY", Key),
            ("SENSOR_API_DEADLINE_SECONDS", "0"),
            ("SENSOR_API_MAX_BYTES", "-1"),
            ("SENSOR_API_TRIES", "many"),
            ("RAW_BUCKET", "some-bucket"),
            ("TOPIC", "some-topic"),
            ("PORT", "http"));

        Assert.Equal(1, await fetch.ExitCodeAsync(Cancellation));

        foreach (var name in new[]
        {
            "SENSOR_API_URL", "SENSOR_API_DEADLINE_SECONDS", "SENSOR_API_MAX_BYTES", "SENSOR_API_TRIES", "RAW_BUCKET",
            "TOPIC", "PORT",
        }) Assert.Contains("  " + name, fetch.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, fetch.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_aggregate_that_are_wrong_are_all_named_and_no_password_is_shown()
    {
        await using var aggregate = FunctionUnderTest.Start(
            build,
            "Aggregate",
            ("DATABASE", $"Server=;Database=x;Password={Key}"),
            ("REJECTS_BUCKET", "some-bucket"),
            ("MIN_CELSIUS", "50"),
            ("MAX_CELSIUS", "-50"),
            ("WORK_TIMEOUT_SECONDS", "soon"));

        Assert.Equal(1, await aggregate.ExitCodeAsync(Cancellation));

        foreach (var name in new[]
        {
            "DATABASE", "RAW_BUCKET", "REJECTS_BUCKET", "DEAD_LETTER_TOPIC", "MIN_CELSIUS", "WORK_TIMEOUT_SECONDS",
        }) Assert.Contains("  " + name, aggregate.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, aggregate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_report_that_are_wrong_are_all_named_and_no_password_is_shown()
    {
        await using var report = FunctionUnderTest.Start(
            build,
            "Report",
            ("DATABASE", $"Server=;Database=x;Password={Key}"),
            ("DEAD_LETTERS", "some-letters"),
            ("WORK_TIMEOUT_SECONDS", "30"),
            ("QUERY_TIMEOUT_SECONDS", "31"),
            ("FRESHNESS_OBJECTIVE_MINUTES", "0"));

        Assert.Equal(1, await report.ExitCodeAsync(Cancellation));

        foreach (var name in new[]
        {
            "DATABASE", "DEAD_LETTERS", "QUERY_TIMEOUT_SECONDS", "FRESHNESS_OBJECTIVE_MINUTES",
        }) Assert.Contains("  " + name, report.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_of_the_pusher_on_Cloud_Run_is_refused_at_the_start_with_what_to_unset()
    {
        await using var aggregate = FunctionUnderTest.Start(
            build, "Aggregate", ("K_SERVICE", "aggregate"), ("PUSH_AUDIENCE", "x"), ("PUSH_SERVICE_ACCOUNT", "a@b"));

        Assert.Equal(1, await aggregate.ExitCodeAsync(Cancellation));
        Assert.Contains("PUSH_AUDIENCE must not be set on Cloud Run", aggregate.Output, StringComparison.Ordinal);
        Assert.Contains("Unset PUSH_AUDIENCE and", aggregate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_with_1_and_says_so()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var fetch = StartFetch(new Uri("http://127.0.0.1:9/"), ("PORT", port));

        Assert.Equal(1, await fetch.ExitCodeAsync(Cancellation));

        Assert.Contains("Cannot start", fetch.Output, StringComparison.Ordinal);
        Assert.Contains("in use", fetch.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_to_stop_in_the_middle_of_a_request_fetch_finishes_it_and_ends_with_0()
    {
        var whole = RudeAnswer.Json("[1]");
        await using var api = RudeServer.Start(new RudeAnswer([whole.Pieces[0]]) { Tail = whole.Pieces[1] });
        await using var fetch = StartFetch(api.Url);
        var address = await fetch.AddressAsync(Cancellation);

        var call = _http.PostAsync(address, content: null, Cancellation);
        await api.Holding;
        fetch.Terminate();
        await UntilAsync(() => fetch.Output.Contains("Stopping", StringComparison.Ordinal));
        api.Release();
        using var response = await call;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, await fetch.ExitCodeAsync(Cancellation));
        Assert.DoesNotContain(Key, fetch.Output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(_folder.Path, "manifest.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Fetch_cuts_an_answer_of_twice_its_memory_into_twenty_parts()
    {
        const int parts = 20;
        const string heap = "0x2000000"; // 32 MiB
        const string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[";
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("123    ,", PartLimits.MaxReadings / 20)));
        var blocks = Enumerable.Repeat(block, (20 * parts) - 1);
        byte[][] answer = [Encoding.ASCII.GetBytes(head), .. blocks, [.. block[..^1], (byte)']']];
        await using var api = RudeServer.Start(new RudeAnswer(answer));
        await using var fetch = StartFetch(api.Url, ("DOTNET_GCHeapHardLimit", heap));

        using var response = await _http.PostAsync(await fetch.AddressAsync(Cancellation), content: null, Cancellation);

        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("\"parts\":20", body, StringComparison.Ordinal);
        var names = Directory.GetFiles(_folder.Path, "part-*.json", SearchOption.AllDirectories);
        Assert.InRange(names.Sum(name => new FileInfo(name).Length), 60_000_000, 70_000_000);
    }

    [Fact]
    public async Task Asked_to_stop_while_the_API_hangs_fetch_answers_503_and_ends_with_0()
    {
        await using var api = RudeServer.Start(new RudeAnswer([], RudeEnding.Hold));
        await using var fetch = StartFetch(api.Url);
        var address = await fetch.AddressAsync(Cancellation);

        var call = _http.PostAsync(address, content: null, Cancellation);
        await api.Holding;
        fetch.Terminate();
        using var response = await call;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(0, await fetch.ExitCodeAsync(Cancellation));
        Assert.Empty(Directory.GetFiles(_folder.Path, "manifest.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Asked_to_stop_while_storage_is_silent_aggregate_answers_503_and_ends_with_0()
    {
        await using var storage = await RudeStorage.StartAsync(TimeProvider.System);
        storage.Be(RudeStorageRequest.Media, RudeStorageFault.Silence);
        await using var aggregate = FunctionUnderTest.Start(
            build,
            "Aggregate",
            ("STORAGE_EMULATOR_HOST", storage.Endpoint.Authority),
            ("RAW_BUCKET", "gs://" + RudeStorage.Bucket),
            ("DEAD_LETTER_TOPIC", "file:" + Path.Combine(_folder.Path, "dead")),
            ("DATABASE", "sqlite:" + Path.Combine(_folder.Path, "isotherm.db")));
        var address = await aggregate.AddressAsync(Cancellation);
        Assert.True(Slot.TryParse("2019-02-19T14:00:00Z", out var slot));
        var key = new RunKey(slot, RunId.Parse("r"));
        var name = RawObjectName.Of(key, SlotLength.Hourly, AttemptId.Parse("x"), part: 0).ToString();
        var message = MessageCodec.Write(new PartMessage(key, slot.Start, RudeStorage.Bucket, name, 1, 0, 1));
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(message));
        var envelope = $$"""{"message":{"messageId":"1","data":"{{data}}"},"subscription":"s"}""";

        var call = PushAsync(address, envelope);
        await storage.StalledAsync(Cancellation);
        aggregate.Terminate();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await call);
        Assert.Equal(0, await aggregate.ExitCodeAsync(Cancellation));
    }

    [Fact]
    public async Task Aggregate_without_shapes_lives_refuses_messages_for_now_and_ends_with_0()
    {
        await using var aggregate = FunctionUnderTest.Start(
            build,
            "Aggregate",
            ("RAW_BUCKET", "file:" + Path.Combine(_folder.Path, "raw")),
            ("SHAPES_BUCKET", "file:" + Path.Combine(_folder.Path, "shapes")),
            ("DEAD_LETTER_TOPIC", "file:" + Path.Combine(_folder.Path, "dead")),
            ("DATABASE", "sqlite:" + Path.Combine(_folder.Path, "isotherm.db")));
        var address = await aggregate.AddressAsync(Cancellation);
        using var poison = new StringContent("""{"message":{"messageId":"1"}}""", Encoding.UTF8, "application/json");

        using var life = await _http.GetAsync(address, Cancellation);
        using var taken = await _http.PostAsync(address, poison, Cancellation);
        aggregate.Terminate();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (life.StatusCode, taken.StatusCode));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "dead"), "*.json", SearchOption.AllDirectories));
        Assert.Equal(0, await aggregate.ExitCodeAsync(Cancellation));
        Assert.Contains("until there are shapes", aggregate.Output, StringComparison.Ordinal);
    }

    private FunctionUnderTest StartFetch(Uri api, params (string Name, string Value)[] more) => FunctionUnderTest.Start(
            build,
        "Fetch",
        [
            ("SENSOR_API_URL", api.ToString()),
            ("SENSOR_API_KEY", Key),
            ("RAW_BUCKET", "file:" + Path.Combine(_folder.Path, "raw")),
            ("TOPIC", "file:" + Path.Combine(_folder.Path, "topic")),
            .. more,
        ]);

    private async Task<HttpStatusCode> PushAsync(Uri address, string envelope)
    {
        using var push = new StringContent(envelope, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(address, push, Cancellation);
        return response.StatusCode;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
    }
}
