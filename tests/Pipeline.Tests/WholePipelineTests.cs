using System.Globalization;
using System.Net;
using Isotherm.Cli.Simulation;
using Isotherm.Core.RawObjects;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Pipeline.Tests;

/// <summary>Simulated API, fetch, broker, aggregate, real MySQL, SQL query: what nine hours leave behind.</summary>
public sealed class WholePipelineTests
{
    private const int Hours = 9;
    private const int FailingHour = 2;
    private const int EmptyHour = 5;

    private static readonly byte[] Shapes =
        File.ReadAllBytes(Testing.Checkout.PathOf("data", "regions.geojson"));

    private static readonly Oracle Expected = new(Shapes);

    [Fact]
    public async Task Every_hour_reaches_the_SQL_query_once_although_messages_come_twice_late_and_at_once()
    {
        await using var api = await StartApiAsync();
        await using var pipeline = await LocalPipeline.StartAsync(api.Url, Shapes);

        await PlayAsync(api, pipeline);
        var rows = await pipeline.QueryFileAsync("temperature_3_hours_before.sql");
        var shown = await pipeline.QueryAsync("SELECT * FROM region_temperature ORDER BY hour, region");
        var settled = await SettledAsync(pipeline);
        await pipeline.ReplayEverythingAsync(times: 4);

        Assert.Equal(await ExpectedRowsAsync(pipeline), rows);
        Assert.Equal(shown, await pipeline.QueryAsync("SELECT * FROM region_temperature ORDER BY hour, region"));
        Assert.Equal(settled, await SettledAsync(pipeline));
        Assert.Equal(0, pipeline.DeadLetters);
    }

    [Fact]
    public async Task A_retry_of_the_scheduler_calls_the_API_no_more_and_changes_nothing()
    {
        await using var api = await StartApiAsync();
        await using var pipeline = await LocalPipeline.StartAsync(api.Url, Shapes);
        Assert.Equal(HttpStatusCode.OK, await pipeline.PlayHourAsync(0));
        await pipeline.WaitUntilDeliveredAsync();
        var (calls, settled) = (api.Calls, await SettledAsync(pipeline));

        Assert.Equal(HttpStatusCode.OK, await pipeline.PlayHourAsync(0));
        await pipeline.WaitUntilDeliveredAsync();

        Assert.Equal(calls, api.Calls);
        Assert.Equal(settled, await SettledAsync(pipeline));
    }

    [Fact]
    public async Task The_missing_hours_say_why_they_are_missing()
    {
        await using var api = await StartApiAsync();
        await using var pipeline = await LocalPipeline.StartAsync(api.Url, Shapes);

        await PlayAsync(api, pipeline);
        var missing = await pipeline.QueryFileAsync("missing_hours.sql");

        Assert.StartsWith("2019-02-19 12:00|failed|scheduled-20190219t120000z|", missing[0], StringComparison.Ordinal);
        Assert.StartsWith("2019-02-19 15:00|empty|scheduled-20190219t150000z|", missing[1], StringComparison.Ordinal);
        Assert.Equal("2019-02-19 19:00|never run|null|null|null|null", missing[2]);
    }

    [Fact]
    public async Task The_key_of_the_API_is_in_nothing_that_is_kept()
    {
        await using var api = await StartApiAsync();
        await using var pipeline = await LocalPipeline.StartAsync(api.Url, Shapes);
        Assert.Equal(HttpStatusCode.OK, await pipeline.PlayHourAsync(0));
        api.Inject(SensorApiFault.EchoKey());
        Assert.Equal(HttpStatusCode.BadGateway, await pipeline.PlayHourAsync(1));
        await pipeline.WaitUntilDeliveredAsync();

        var files = Directory.GetFiles(pipeline.Folder, "*", SearchOption.AllDirectories);
        var reasons = await pipeline.QueryAsync("SELECT * FROM run_failures");

        Assert.True(files.Length > 3, "The objects of the run and its quarantine were expected.");
        Assert.All(
            files,
            file => Assert.DoesNotContain(LocalPipeline.Key, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Single(reasons);
        Assert.DoesNotContain(LocalPipeline.Key, reasons[0], StringComparison.Ordinal);
    }

    private static Task<SimulatedSensorApi> StartApiAsync() =>
        SimulatedSensorApi.StartAsync(
            new SimulatedSensorApiOptions { Key = LocalPipeline.Key, Seed = 5, Readings = 400 },
            new FakeTimeProvider(new DateTimeOffset(2019, 2, 19, 10, 0, 0, TimeSpan.Zero)),
            TestContext.Current.CancellationToken);

    /// <summary>Nine hours, one of which fails and one of which is empty.</summary>
    private static async Task PlayAsync(SimulatedSensorApi api, LocalPipeline pipeline)
    {
        for (var hour = 0; hour < Hours; hour++)
        {
            if (hour == FailingHour) api.Inject(SensorApiFault.CutJson());
            if (hour == EmptyHour) api.Inject(SensorApiFault.EmptyArray());
            var expected = hour == FailingHour ? HttpStatusCode.BadGateway : HttpStatusCode.OK;
            Assert.Equal(expected, await pipeline.PlayHourAsync(hour));
        }

        await pipeline.WaitUntilDeliveredAsync();
    }

    /// <summary>Rule 11: what any number of deliveries must leave the same.</summary>
    private static async Task<string[]> SettledAsync(LocalPipeline pipeline) =>
    [
        .. await pipeline.QueryAsync("SELECT * FROM region_temperature ORDER BY hour, region"),
        .. await pipeline.QueryAsync("SELECT * FROM region_sums ORDER BY 1, 2, 3, 4"),
        .. await pipeline.QueryAsync("SELECT * FROM hour_history ORDER BY 1, 2"),
        .. await pipeline.QueryAsync("SELECT slot, run, state, readings, usable, ambiguous FROM runs ORDER BY 1, 2"),
    ];

    private static async Task<string[]> ExpectedRowsAsync(LocalPipeline pipeline)
    {
        var means = new Dictionary<int, Dictionary<string, (decimal Temperature, int Points)>>();
        var cancellation = TestContext.Current.CancellationToken;
        await foreach (var stored in pipeline.Bucket.ListAsync(RawObjectName.Prefix, cancellation))
        {
            if (!RawObjectName.TryParse(stored.Name, out var name)) continue;
            if (name!.Key.Slot.Start.Hour - 10 == FailingHour) continue;
            var found = await pipeline.Bucket.ReadAsync(stored.Name, cancellation);
            means[name.Key.Slot.Start.Hour - 10] = Expected.Means(found!.Value.Bytes);
        }

        return
        [
            .. from region in Expected.Regions.Order(StringComparer.Ordinal)
               from hour in Enumerable.Range(0, Hours)
               select $"{region}|2019-02-19 {hour + 10}:00|{Text(means, hour, region)}|{Text(means, hour - 3, region)}",
        ];
    }

    private static string Text(
        Dictionary<int, Dictionary<string, (decimal Temperature, int Points)>> means, int hour, string region) =>
        means.TryGetValue(hour, out var regions) && regions.TryGetValue(region, out var mean)
            ? mean.Temperature.ToString("F6", CultureInfo.InvariantCulture)
            : "null";
}
