using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.SensorApi;
using Isotherm.Adapters.Tables;
using Isotherm.Cli.Pipelines;
using Isotherm.Cli.Simulation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Cli.Demo;

/// <summary>The whole pipeline on this machine, from a simulated sensor API to the report.</summary>
internal sealed class DemoRun(DemoWorkspace workspace, Database database, Surroundings surroundings)
{
    /// <summary>The day of the example in the documentation of the sensor API.</summary>
    public static readonly Hour FirstHour = Hour.Containing(new DateTimeOffset(2019, 2, 19, 0, 0, 0, TimeSpan.Zero));

    private const string Key = "demo-key";

    /// <summary>At least once and in any order is what the messages are promised; so the demo shows it.</summary>
    private const double DuplicateShare = 0.2;
    private const int ReorderWindow = 3;

    /// <summary>A few seconds of trying: nobody waits for a demo until the next morning.</summary>
    private const int Attempts = 8;

    public async Task<DemoOutcome> PlayAsync(int hours, CancellationToken cancellation)
    {
        await database.Migrator.UpAsync(cancellation);
        var clock = new VirtualClock(FirstHour.Start);
        var simulated = new SimulatedSensorApiOptions { Key = Key, Seed = workspace.Seed };
        await using var api = await SimulatedSensorApi.StartAsync(simulated, clock, cancellation);
        var bucket = new FolderBucket(workspace.Folder.Bucket, surroundings.Clock);
        await using var pipeline = await LocalPipeline.StartAsync(Parts(api.Url, bucket, clock), cancellation);
        using var schedule = new DemoSchedule(pipeline, clock);
        var played = await ProgressBar.RunAsync(
            surroundings, "hours", hours, progress => schedule.PlayAsync(FirstHour, hours, progress, cancellation));
        return await OutcomeAsync(played, pipeline.Broker.Counts.Pushed, bucket, cancellation);
    }

    private LocalPipelineParts Parts(Uri api, IBucket bucket, VirtualClock clock) => new()
    {
        SensorApi = new SensorApiOptions { Url = api, Key = Key },
        Bucket = bucket,
        Database = database,
        DeadLetters = workspace.Folder.DeadLetters,
        Clock = clock,
        Logs = NullLoggerFactory.Instance,
        Broker = new()
        {
            Seed = workspace.Seed,
            DuplicateShare = DuplicateShare,
            ReorderWindow = ReorderWindow,
            MaxDeliveryAttempts = Attempts,
            MaxBackoff = TimeSpan.FromSeconds(1),
        },
    };

    private async Task<DemoOutcome> OutcomeAsync(
        IReadOnlyList<HourPlayed> played, long pushed, IBucket bucket, CancellationToken cancellation)
    {
        var all = new ReportFilter(played[0].Hour, played[^1].Hour, Region: null);
        var runs = await database.Reports.RunsAsync(all, cancellation).ToListAsync(cancellation);
        var last = all with { From = all.To };
        var rows = await database.Reports.TemperaturesAsync(last, cancellation).ToListAsync(cancellation);
        var lastRun = runs.FirstOrDefault(run => run.IsCurrent && run.Key.Slot.Hour == all.To);
        return new DemoOutcome(
            played,
            pushed,
            workspace.Folder,
            database,
            lastRun,
            rows,
            lastRun is null ? null : await RawObjectAsync(bucket, lastRun.Key, cancellation),
            [.. played.Select(hour => Failure(hour, runs)).OfType<string>()]);
    }

    private static string? Failure(HourPlayed played, List<LedgerRun> runs)
    {
        if (played.Failure is not null) return $"{played.Hour} failed: {played.Failure}";
        return runs.Any(run => run.Key.Slot.Hour == played.Hour && run.State == RunState.Complete)
            ? null
            : $"{played.Hour} failed: its run was fetched and has not reached the tables.";
    }

    private async Task<string?> RawObjectAsync(IBucket bucket, RunKey key, CancellationToken cancellation)
    {
        var folder = RawObjectName.RunFolder(key, SlotLength.Hourly);
        await foreach (var found in bucket.ListAsync(folder, cancellation))
        {
            if (RawObjectName.TryParse(found.Name, out _)) return Path.Combine(workspace.Folder.Bucket, found.Name);
        }

        return null;
    }
}
