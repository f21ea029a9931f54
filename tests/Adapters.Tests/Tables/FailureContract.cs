using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>What the ledger says of runs that failed.</summary>
public abstract class FailureContract(TablesFixture tables) : TablesContract(tables)
{
    private const string Ledger = "SELECT state, failures, failure_reason, started_at, parts FROM runs";

    [Fact]
    public async Task A_failure_is_in_the_ledger_and_touches_no_hour()
    {
        await FailAsync(0, "It answered 500.");

        Assert.Equal(["failed|1|It answered 500.|2019-02-19 14:00:03|null"], await Tables.QueryAsync(Ledger));
        Assert.Empty(await Tables.QueryAsync("SELECT hour FROM hours"));
    }

    [Fact]
    public async Task The_same_failure_counts_once_and_the_last_one_is_told()
    {
        await FailAsync(5, "second");
        await FailAsync(0, "first");
        await FailAsync(5, "second");

        Assert.Equal(["failed|2|second|2019-02-19 14:05:03|null"], await Tables.QueryAsync(Ledger));
    }

    [Fact]
    public async Task A_commit_clears_the_failure_and_keeps_their_number()
    {
        await FailAsync(0, "It answered 500.");

        await RecordAsync(Good.In("2019-02-19T14:00:00Z", "a", 7));

        Assert.Equal(["complete|1|null|2019-02-19 14:07:03|1"], await Tables.QueryAsync(Ledger));
    }

    [Fact]
    public async Task A_failure_never_downgrades_a_committed_run_nor_its_hour()
    {
        await RecordAsync(Good.Part(0, 2), Good.In("2019-02-19T15:00:00Z", "a"));
        var shown = await Tables.ShownAsync();

        await FailAsync(3, "late");

        Assert.Equal(
            ["incomplete|1|null|2019-02-19 14:00:03|2"],
            await Tables.QueryAsync(Ledger + " WHERE slot = '2019-02-19 14:00:00'"));
        Assert.Equal(shown, await Tables.ShownAsync());
    }

    [Fact]
    public async Task Which_run_is_current_is_decided_by_the_start_of_the_commit_not_of_an_earlier_failure()
    {
        await Tables.Recorder.RecordFailureAsync(Failure(Key("2019-02-19T14:00:00Z", "b"), 30), Cancellation);
        await RecordAsync(
            Good.In("2019-02-19T14:00:00Z", "a", 10),
            Good.In("2019-02-19T14:00:00Z", "b", 5) with { Aggregate = Both("11", 1, 1) });

        Assert.Equal(["2019-02-19 14:00:00|Bretagne|10.500000|3"], await Tables.ShownAsync());
    }

    [Fact]
    public async Task A_reason_of_any_length_and_any_characters_is_kept_in_one_line()
    {
        await FailAsync(0, "'; DROP TABLE runs; -- \\ \u0000\r\n\ud83d\ude00\ud800" + new string('x', 5_000));

        var reason = Assert.Single(await Tables.QueryAsync("SELECT failure_reason FROM runs"));
        Assert.StartsWith("'; DROP TABLE runs; -- \\    \ud83d\ude00\ufffdxxx", reason, StringComparison.Ordinal);
        Assert.Equal(1_000, reason.Length);
    }

    private Task FailAsync(int minutesLater, string reason) =>
        Tables.Recorder.RecordFailureAsync(Failure(Good.Key, minutesLater, reason), Cancellation);
}
