using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Failures;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>
/// Every call of the port fails in turn: before or after its work, once or for good. After commit, that is an outcome
/// nobody knows.
/// </summary>
public abstract class FaultContract(TablesFixture tables) : TablesContract(tables)
{
    private static readonly PartEntry Correction =
        (Good.In("2019-02-19T14:00:00Z", "b", 10).Part(1, 2) with { Aggregate = Both("11", 7_000_000_000, 2) })
        .Aggregated(RegisteredAggregations.All);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_part_is_recorded_once_whichever_call_fails(bool after, bool forGood)
    {
        var expected = await ExpectedAsync();
        var calls = 1;
        for (var failing = 1; failing <= calls; failing++)
        {
            await PrepareAsync();
            var faulty = new FaultyTables(Tables.Database.Tables, failing, after, forGood);
            var recorded = await TryAsync(() => new RunRecorder(faulty, Tables.Clock)
                .RecordPartAsync(Correction, Cancellation));
            Assert.Equal(!forGood, recorded);
            if (!forGood) calls = Math.Max(calls, faulty.Calls - failing);

            var shown = await Tables.ShownAsync();
            Assert.Contains(shown, state => state is "2019-02-19 14:00:00|Bretagne|10.500000|3"
                or "2019-02-19 14:00:00|Île-de-France|3.500000|4");
            await RecordAsync(Correction);
            Assert.Equal(expected, await StateAsync());
        }

        Assert.InRange(calls, forGood ? 1 : 15, 30);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_is_recorded_once_whichever_call_fails(bool after)
    {
        const int calls = 5; // begin, lock run, add failure, save failure, commit
        for (var failing = 1; failing <= calls; failing++)
        {
            await Tables.ResetAsync();
            var faulty = new FaultyTables(Tables.Database.Tables, failing, after, forGood: false);

            await new RunRecorder(faulty, Tables.Clock).RecordFailureAsync(Failure(Good.Key), Cancellation);

            Assert.True(faulty.Calls > calls, "No call failed.");
            Assert.Equal(["failed|1"], await Tables.QueryAsync("SELECT state, failures FROM runs"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_switch_of_the_method_is_whole_or_not_at_all_whichever_call_fails(bool after)
    {
        const int calls = 9; // begin, lock, set, read hours, read sums, write, append, read hours, commit
        for (var failing = 1; failing <= calls; failing++)
        {
            await Tables.ResetAsync();
            await RecordAsync(Good, Good.In("2019-02-19T15:00:00Z", "a"));
            var before = await Tables.ShownAsync();
            var faulty = new FaultyTables(Tables.Database.Tables, failing, after, forGood: true);

            Assert.False(await TryAsync(() => new MethodSwitch(faulty, Tables.Clock)
                .SwitchAsync(Method.Polygon, null, Cancellation)));

            var done = after && failing == calls;
            Assert.Equal(
                done ? Method.Polygon : Method.Rectangle, await Tables.Reports.MethodAsync(Cancellation));
            var rows = await Tables.ShownAsync();
            if (done) Assert.Equal(4, rows.Length);
            else Assert.Equal(before, rows);
        }
    }

    [Fact]
    public async Task The_database_itself_refuses_counts_that_lose_a_reading()
    {
        await using var transaction = await Tables.Database.Tables.BeginAsync(Cancellation);
        await transaction.LockRunAsync(Good.Key, Start, Cancellation);
        var evaluation = await transaction.OpenEvaluationAsync(Good, Cancellation);
        var lossy = Good with { Aggregate = Good.Aggregate with { Read = 4 } };

        var refused = await Assert.ThrowsAsync<PoisonException>(
            () => transaction.AddPartAsync(evaluation, lossy, Start, Cancellation));

        Assert.Contains("cannot take these values", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_committed_is_gone()
    {
        await using (var transaction = await Tables.Database.Tables.BeginAsync(Cancellation))
        {
            await transaction.LockHourAsync(Good.Key.Slot.Hour, Cancellation);
            await transaction.SetMethodAsync(Method.Polygon, Start, Cancellation);
        }

        Assert.Empty(await Tables.QueryAsync("SELECT hour FROM hours"));
        Assert.Equal(Method.Rectangle, await Tables.Reports.MethodAsync(Cancellation));
    }

    [Fact]
    public async Task Work_that_is_cancelled_says_so_and_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Tables.Recorder.RecordPartAsync(Good, cancelled.Token));

        Assert.Empty(await Tables.QueryAsync("SELECT run FROM runs"));
    }

    private static async Task<bool> TryAsync(Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (TransientException)
        {
            return false;
        }
    }

    private async Task PrepareAsync()
    {
        await Tables.ResetAsync();
        await RecordAsync(Good.Aggregated(RegisteredAggregations.All), Correction.Part(0, 2));
    }

    private async Task<string[]> ExpectedAsync()
    {
        await PrepareAsync();
        await RecordAsync(Correction);
        return await StateAsync();
    }

    /// <summary>The number of changeovers too: an outcome nobody knew must not change the hour over twice.</summary>
    private async Task<string[]> StateAsync() =>
    [
        .. await TableDump.SettledAsync(Tables),
        .. await Tables.QueryAsync("SELECT hour, changeover FROM hour_history ORDER BY hour, changeover"),
    ];
}
