using Isotherm.Adapters.Tests.Tables;
using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Core.Tables;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Reports;

/// <summary>What the ledger tells: which hours are missing and why, and the accounting of each run.</summary>
public abstract class LedgerContract(TablesFixture tables) : TablesContract(tables)
{
    [Fact]
    public async Task For_each_missing_hour_there_is_a_reason()
    {
        await RecordReasonsAsync();

        string[] expected =
        [
            "2019-02-19T10:00:00Z never run -",
            "2019-02-19T11:00:00Z failed a",
            "2019-02-19T12:00:00Z incomplete a",
            "2019-02-19T13:00:00Z empty a",
            "2019-02-19T14:00:00Z no points a",
            "2019-02-19T15:00:00Z no points a",
            "2019-02-19T16:00:00Z empty b",
            "2019-02-19T18:00:00Z never run -",
        ];
        Assert.Equal(expected, await MissingAsync("2019-02-19T18:00:00Z"));
        Assert.Equal(expected[..2], await MissingAsync("2019-02-19T11:00:00Z"));
        Assert.Empty(await MissingAsync("2019-02-19T09:00:00Z"));
        Assert.Empty(await MissingAsync("2019-02-19T08:00:00Z"));
    }

    [Fact]
    public async Task The_reason_of_a_failure_stands_beside_the_hour()
    {
        await Tables.Recorder.RecordFailureAsync(Failure(Good.Key, 0, "first"), Cancellation);
        await Tables.Recorder.RecordFailureAsync(Failure(Good.Key, 5, "It answered 503."), Cancellation);

        var missing = await Tables.Reports.MissingHoursAsync(null, Good.Key.Slot.Hour, Cancellation)
            .ToArrayAsync(Cancellation);

        Assert.Equal(
            [new MissingHour(Good.Key.Slot.Hour, "failed", Good.Key.Run, Start.AddMinutes(5), 2, "It answered 503.")],
            missing);
    }

    [Fact]
    public async Task Without_an_end_the_hours_are_looked_at_until_the_one_before_now()
    {
        var now = TimeProvider.System.GetUtcNow();
        var slot = Core.Runs.Hour.Containing(now).Plus(-4).ToString();
        await RecordAsync(Good.In(slot, "a"));

        var missing = await Tables.Reports.MissingHoursAsync(null, null, Cancellation).ToArrayAsync(Cancellation);

        Assert.InRange(missing.Length, 3, 4); // 4 when the clock struck meanwhile
        Assert.All(missing, hour => Assert.Equal("never run", hour.Reason));
    }

    [Fact]
    public async Task Without_a_run_nothing_is_missing() => Assert.Empty(await MissingAsync("2019-02-19T18:00:00Z"));

    [Fact]
    public async Task The_shipped_statement_says_the_same_as_the_program()
    {
        await RecordReasonsAsync();

        var rows = await Tables.QueryAsync(
            ShippedQuery.Read(Tables.QueryFolder + "missing_hours.sql"),
            ("@from", null),
            ("@until", "2019-02-19 18:00:00"));

        Assert.Equal(8, rows.Length);
        Assert.Equal("2019-02-19 10:00:00|never run|null|null|null|null", rows[0]);
        Assert.Equal("2019-02-19 11:00:00|failed|a|2019-02-19 14:00:03|1|It answered 500.", rows[1]);
        Assert.Equal("2019-02-19 12:00:00|incomplete|a|2019-02-19 14:00:03|0|null", rows[2]);
    }

    [Fact]
    public async Task The_shipped_statement_of_what_was_known_takes_a_moment_or_now()
    {
        await RecordAsync(Good);
        var statement = ShippedQuery.Read(Tables.QueryFolder + "known_at.sql");
        await Tables.ExecuteAsync("UPDATE hour_history SET shown_from = '2019-02-19 15:00:00.000000'");

        Assert.Empty(await Tables.QueryAsync(statement, ("@known_at", "2019-02-19 14:59:59")));
        string[] known = ["2019-02-19 14:00:00|Bretagne|10.500000|3|2019-02-19 15:00:00"];
        Assert.Equal(known, await Tables.QueryAsync(statement, ("@known_at", "2019-02-19 15:30:00")));
        Assert.Equal(known, await Tables.QueryAsync(statement, ("@known_at", null)));
    }

    [Fact]
    public async Task A_run_is_told_with_its_accounting_the_last_started_first()
    {
        await RecordAsync(
            Good with { Aggregate = Aggregate([("53", 1, 2)], [("53", 1, 3)], outside: 1, foreign: 5) },
            Good.In("2019-02-19T14:00:00Z", "b", 10).Part(0, 2));
        await Tables.Recorder.RecordFailureAsync(Failure(Key("2019-02-19T15:00:00Z", "c"), 20, "Down."), Cancellation);

        var runs = await RunsAsync(ReportFilter.Everything);

        Assert.Equal(["c", "b", "a"], runs.Select(run => run.Key.Run.Value));
        Assert.Equal([RunState.Failed, RunState.Incomplete, RunState.Complete], runs.Select(run => run.State));
        Assert.Equal([false, false, true], runs.Select(run => run.IsCurrent));
        Assert.Equal([null, 2, 1], runs.Select(run => run.Parts));
        Assert.Equal([1, 0, 0], runs.Select(run => run.Failures));
        Assert.Equal("Down.", runs[0].FailureReason);
        Assert.Null(runs[1].Totals);
        var totals = runs[2].Totals!;
        Assert.Equal((9, 4, 2, 1), (totals.Read, totals.Usable, totals.OutsideRectangles, totals.OutsidePolygons));
        Assert.Equal(5, totals.Rejects[RejectReason.Foreign]);
        Assert.Equal(TimeSpan.FromMilliseconds(250), totals.Took);
        Assert.Equal(("aaaa", 1, "1.0"), (runs[2].ShapesHash, runs[2].RulesVersion, runs[2].CodeVersion));
        Assert.Equal((Good.Source, Start), (runs[2].Source, runs[2].StartedAt));
        Assert.Equal(Tables.Clock.GetUtcNow(), runs[2].RecordedAt);
    }

    [Fact]
    public async Task Runs_can_be_narrowed_to_hours()
    {
        await RecordAsync(
            Good, Good.In("2019-02-19T15:00:00Z", "b"), Good.In("2019-02-19T16:00:00Z", "c"));
        var three = Hour("2019-02-19T15:00:00Z");

        Assert.Equal("b", Assert.Single(await RunsAsync(new ReportFilter(three, three, null))).Key.Run.Value);
    }

    [Fact]
    public async Task Pages_of_runs_join_to_the_ledger_the_latest_slot_first()
    {
        await RecordAsync(
            Good,
            Good.In("2019-02-19T14:00:00Z", "c", 5),
            Good.In("2019-02-19T14:00:00Z", "b", 10),
            Good.In("2019-02-19T14:30:00Z", "a", -5),
            Good.In("2019-02-19T15:00:00Z", "a"),
            Good.In("2019-02-19T13:45:00Z", "d", 20));
        await Tables.Recorder.RecordFailureAsync(Failure(Key("2019-02-19T16:00:00Z", "z"), 20, "Down."), Cancellation);
        string[] all =
        [
            "2019-02-19T16:00:00Z z", "2019-02-19T15:00:00Z a", "2019-02-19T14:30:00Z a", "2019-02-19T14:00:00Z c",
            "2019-02-19T14:00:00Z b", "2019-02-19T14:00:00Z a", "2019-02-19T13:45:00Z d",
        ];

        var two = Hour("2019-02-19T14:00:00Z");
        foreach (var size in new[] { 1, 2, 3, 7, 8 })
        {
            Assert.Equal(all, await PagesAsync(ReportFilter.Everything, size));
            Assert.Equal(all[2..6], await PagesAsync(new ReportFilter(two, two, null), size));
        }

        Assert.Empty(await Tables.Reports.RunsPageAsync(ReportFilter.Everything, null, 0, Cancellation));
        Assert.Equal(
            all[3..5],
            (await Tables.Reports.RunsPageAsync(
                ReportFilter.Everything, Key("2019-02-19T14:15:00Z", "gone"), 2, Cancellation))
            .Select(run => run.Key.ToString()));
    }

    [Fact]
    public async Task A_page_tells_of_a_run_what_the_ledger_tells()
    {
        await RecordAsync(Good, Good.In("2019-02-19T15:00:00Z", "b", 10).Part(0, 2));

        var page = await Tables.Reports.RunsPageAsync(ReportFilter.Everything, null, 10, Cancellation);

        var ledger = await RunsAsync(ReportFilter.Everything);
        Assert.Equal(ledger.Select(run => run.ToString()), page.Select(run => run.ToString()));
        Assert.Equal(3, page[1].Totals!.Read);
        Assert.Equal([false, true], page.Select(run => run.IsCurrent));
    }

    [Fact]
    public async Task Missing_hours_can_be_asked_from_an_hour_on_also_before_the_ledger()
    {
        Assert.Equal(
            ["2019-02-19T08:00:00Z never run -", "2019-02-19T09:00:00Z never run -"],
            await MissingAsync("2019-02-19T09:00:00Z", "2019-02-19T08:00:00Z"));
        await RecordReasonsAsync();

        Assert.Equal(
            ["2019-02-19T07:00:00Z never run -", "2019-02-19T08:00:00Z never run -"],
            await MissingAsync("2019-02-19T09:00:00Z", "2019-02-19T07:00:00Z"));
        Assert.Equal(
            ["2019-02-19T12:00:00Z incomplete a", "2019-02-19T13:00:00Z empty a"],
            await MissingAsync("2019-02-19T13:00:00Z", "2019-02-19T12:00:00Z"));
        Assert.Empty(await MissingAsync("2019-02-19T12:00:00Z", "2019-02-19T13:00:00Z"));
    }

    [Fact]
    public async Task A_database_whose_method_is_no_method_is_a_failure_that_says_so()
    {
        await Tables.ExecuteAsync("UPDATE settings SET value = 'circle'");

        var report = await Assert.ThrowsAsync<Core.Failures.TransientException>(
            () => Tables.Reports.MethodAsync(Cancellation));
        var record = await Assert.ThrowsAsync<Core.Failures.TransientException>(() => RecordAsync(Good));

        Assert.Contains("REPLACE INTO settings", report.Message, StringComparison.Ordinal);
        Assert.Contains("REPLACE INTO settings", record.Message, StringComparison.Ordinal);
    }

    private async Task RecordReasonsAsync()
    {
        PartEntry At(int hour, string run = "a", int later = 0) => Good.In($"2019-02-19T{hour:00}:00:00Z", run, later);
        await Tables.Recorder.RecordFailureAsync(Failure(At(11).Key), Cancellation);
        await RecordAsync(
            At(9),
            At(12).Part(0, 2),
            At(13) with { Aggregate = Empty },
            At(14) with { Aggregate = Aggregate([], [], foreign: 3) },
            At(15) with { Aggregate = Aggregate([], [], outside: 3) },
            At(16).Part(0, 2),
            At(16, "b", 10) with { Aggregate = Empty },
            At(17));
    }

    private async Task<string[]> PagesAsync(ReportFilter filter, int size)
    {
        var told = new List<string>();
        Core.Runs.RunKey? after = null;
        for (var page = 0; page < 10; page++)
        {
            var runs = await Tables.Reports.RunsPageAsync(filter, after, size, Cancellation);
            told.AddRange(runs.Select(run => run.Key.ToString()));
            if (runs.Count < size) break;
            after = runs[^1].Key;
        }

        return [.. told];
    }

    private async Task<string[]> MissingAsync(string until, string? from = null) =>
        await Tables.Reports.MissingHoursAsync(from is null ? null : Hour(from), Hour(until), Cancellation)
            .Select(hour => $"{hour.Hour} {hour.Reason} {hour.Run?.Value ?? "-"}")
            .ToArrayAsync(Cancellation);

    private async Task<LedgerRun[]> RunsAsync(ReportFilter filter) =>
        await Tables.Reports.RunsAsync(filter, Cancellation).ToArrayAsync(Cancellation);
}
