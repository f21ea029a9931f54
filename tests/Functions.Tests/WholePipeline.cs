using System.Globalization;
using Isotherm.Adapters.Messages;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.SensorApi;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Fetch;
using Isotherm.Functions.Tests.Aggregate;
using Isotherm.Testing;
using Isotherm.Testing.Messages;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Functions.Tests;

/// <summary>Both functions, the broker between them, a folder and a database: hour by hour, with duplicates.</summary>
public sealed class WholePipeline : IDisposable
{
    private const int Hours = 6;

    private readonly TemporaryFolder _folder = new();
    private readonly CapturedLogs _logs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _logs.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_hour_is_fetched_announced_aggregated_and_shown_once()
    {
        await using var api = RudeServer.Start([.. Enumerable.Range(0, Hours).Select(Answer)]);
        var clock = TimeProvider.System;
        var raw = new FolderBucket(Path.Combine(_folder.Path, "raw"), clock);
        await raw.CreateAsync("shapes/regions.geojson", SquareShapes.Json(), Cancellation);
        var database = Databases.Open("sqlite:" + Path.Combine(_folder.Path, "isotherm.db"), clock, out _)!;
        await database.Migrator.UpAsync(Cancellation);
        var deadLetters = new InMemoryTopic(clock);
        await using var aggregate = await AggregateHost.StartAsync(
            AggregateOptions.Default,
            new AggregateParts(raw, raw, raw, deadLetters, database.Recorder, clock, _logs),
            port: 0,
            Cancellation);
        var duplicating = new PushBrokerOptions { DuplicateShare = 0.5, ReorderWindow = 2, Seed = 1 };
        await using var broker = new PushBroker(aggregate.Address, duplicating, clock, deadLetters);
        await using var fetch = await FetchHost.StartAsync(
            new FetchOptions(new SensorApiOptions { Url = api.Url, Key = "some-key" }, SlotLength.Hourly),
            new FetchParts(raw, broker.Topic, clock, _logs),
            port: 0,
            Cancellation);

        await PlayAsync(fetch.Address);
        await PlayAsync(fetch.Address);
        await broker.IdleAsync(Cancellation);

        var rows = await database.Reports.ShownAsync(ReportFilter.Everything, Cancellation).ToArrayAsync(Cancellation);
        Assert.Equal(
            Enumerable.Range(0, Hours).Select(hour => $"2019-02-19T{hour:00}:00:00Z Île-de-France {hour}.500000 2"),
            rows.Select(row => string.Create(
                CultureInfo.InvariantCulture, $"{row.Hour} {row.Region} {row.Temperature} {row.NumberOfPoints}")));
        Assert.Equal(Hours, api.Requests.Count);
        Assert.Empty(deadLetters.Taken);
    }

    private static RudeAnswer Answer(int hour) => RudeAnswer.Json(
        $$"""
        [{"id":"a","lat":45.5,"lon":0.5,"temperature":{{hour}},"country":"France"},
         {"id":"b","lat":45.5,"lon":0.6,"temperature":{{hour + 1}},"country":"France"}]
        """);

    private static async Task PlayAsync(Uri fetch)
    {
        using var http = new HttpClient();
        for (var hour = 0; hour < Hours; hour++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, fetch);
            request.Headers.Add("X-CloudScheduler-ScheduleTime", $"2019-02-19T{hour:00}:00:00Z");
            using var response = await http.SendAsync(request, Cancellation);
            response.EnsureSuccessStatusCode();
        }
    }
}
