using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Tables;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>Several instances at once, on real connections.</summary>
public abstract class ConcurrencyContract(TablesFixture tables) : TablesContract(tables)
{
    private const int Connections = 8;

    [Fact]
    public async Task Parts_and_duplicates_of_one_hour_delivered_at_once_leave_what_one_after_the_other_leaves()
    {
        var deliveries = Runs("2019-02-19T14:00:00Z").ToArray();
        await RecordAsync(deliveries);
        var expected = await TableDump.SettledAsync(Tables);
        await Tables.ResetAsync();

        await DeliverAtOnceAsync([.. deliveries, .. deliveries, .. deliveries.Reverse()]);

        Assert.Equal(expected, await TableDump.SettledAsync(Tables));
    }

    [Fact]
    public async Task Many_hours_that_begin_at_once_do_not_get_in_each_others_way()
    {
        var deliveries = Enumerable.Range(0, 24).SelectMany(hour => Runs($"2019-02-19T{hour:00}:00:00Z")).ToArray();

        await DeliverAtOnceAsync([.. deliveries, .. deliveries]);

        Assert.Equal(["24"], await Tables.QueryAsync("SELECT COUNT(DISTINCT hour) FROM region_temperature"));
        Assert.Equal(
            ["24"], await Tables.QueryAsync("SELECT COUNT(*) FROM evaluations WHERE run = 'c' AND complete = 1"));
    }

    [Fact]
    public async Task A_reader_sees_only_whole_states_while_an_hour_changes()
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var seen = new HashSet<string>();
        var reader = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested) seen.Add(string.Join(' ', await StateAsync()));
            },
            Cancellation);

        await DeliverAtOnceAsync([.. Runs("2019-02-19T14:00:00Z"), .. Runs("2019-02-19T14:00:00Z").Reverse()]);
        await Tables.Database.MethodSwitch.SwitchAsync(Method.Polygon, null, Cancellation);
        await done.CancelAsync();
        await reader;

        seen.Add(string.Join(' ', await StateAsync()));
        string[] whole = ["", "Bretagne:1:4 Corse:1:4", "Bretagne:2:4 Normandie:2:4", "Corse:3:4", "Bretagne:3:4"];
        Assert.Empty(seen.Except(whole));
        Assert.Contains("Bretagne:3:4", seen);
    }

    [Fact]
    public async Task Failures_and_commits_of_one_run_at_once_are_all_counted()
    {
        var failures = Enumerable.Range(0, 20).Select(i => Failure(Good.Key, i)).ToArray();

        await Parallel.ForEachAsync(
            failures.Concat(failures).Select(object (failure) => failure).Append(Good),
            new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = Cancellation },
            async (delivery, cancellation) =>
                await DeliveryModel.DeliverAsync(Tables.Recorder, delivery, cancellation));

        Assert.Equal(
            ["complete|20|null"], await Tables.QueryAsync("SELECT state, failures, failure_reason FROM runs"));
    }

    [Fact]
    public async Task A_switch_of_the_method_among_deliveries_leaves_no_hour_behind()
    {
        var deliveries = Enumerable.Range(0, 12).SelectMany(hour => Runs($"2019-02-19T{hour:00}:00:00Z")).ToArray();
        var delivered = DeliverAtOnceAsync(deliveries);
        foreach (var method in new[] { Method.Polygon, Method.Rectangle, Method.Polygon })
        {
            await Tables.Database.MethodSwitch.SwitchAsync(method, null, Cancellation);
        }

        await delivered;

        Assert.Equal(
            ["Bretagne|3.000000|12"],
            await Tables.QueryAsync(
                "SELECT region, temperature, COUNT(*) FROM region_temperature GROUP BY region, temperature"));
    }

    /// <summary>Three runs of four parts; c, the last one, is Corse by rectangle and Bretagne by polygon.</summary>
    private static IEnumerable<PartEntry> Runs(string slot) =>
        from run in new[] { (Id: "a", Value: 1, Second: "94"), (Id: "b", Value: 2, Second: "28") }
            .Append((Id: "c", Value: 3, Second: ""))
        from part in Enumerable.Range(0, 4)
        let nano = (Int128)run.Value * 1_000_000_000
        select Good.In(slot, run.Id, run.Value).Part(part, 4) with
        {
            Aggregate = run.Id == "c"
                ? Aggregate([("94", nano, 1)], [("53", nano, 1)])
                : Aggregate([("53", nano, 1), (run.Second, nano, 1)], [("11", nano, 2)]),
        };

    private Task DeliverAtOnceAsync(IEnumerable<PartEntry> deliveries) => Parallel.ForEachAsync(
        deliveries,
        new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = Cancellation },
        async (entry, cancellation) => await Tables.Recorder.RecordPartAsync(entry, cancellation));

    private async Task<string[]> StateAsync() =>
        await Tables.Reports.ShownAsync(ReportFilter.Everything, Cancellation)
            .Select(row => $"{row.Region}:{row.Temperature:0}:{row.NumberOfPoints}").ToArrayAsync(Cancellation);
}
