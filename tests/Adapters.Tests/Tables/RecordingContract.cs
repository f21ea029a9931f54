using Isotherm.Core.Failures;
using Isotherm.Core.Tables;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>How runs reach what an hour shows.</summary>
public abstract class RecordingContract(TablesFixture tables) : TablesContract(tables)
{
    private const string Two = "2019-02-19T14:00:00Z";
    private const string Shown = "2019-02-19 14:00:00|Bretagne|10.500000|3";

    [Fact]
    public async Task A_run_of_one_part_is_shown_at_once()
    {
        Assert.Equal(RecordOutcome.Recorded, await RecordAsync(Good));

        Assert.Equal([Shown], await Tables.ShownAsync());
    }

    [Fact]
    public async Task A_part_that_is_in_changes_nothing()
    {
        await RecordAsync(Good);
        var before = await TableDump.EverythingAsync(Tables);

        Assert.Equal(RecordOutcome.AlreadyRecorded, await RecordAsync(Good, Good, Good));

        Assert.Equal(before, await TableDump.EverythingAsync(Tables));
    }

    [Fact]
    public async Task Nothing_of_a_run_shows_before_all_of_its_parts_are_in()
    {
        await RecordAsync(Good.Part(2, 3), Good.Part(0, 3));
        Assert.Empty(await Tables.ShownAsync());

        await RecordAsync(Good.Part(1, 3) with { Aggregate = Both("53", 1_000_000_000, 1) });

        Assert.Equal(["2019-02-19 14:00:00|Bretagne|9.142857|7"], await Tables.ShownAsync());
    }

    [Fact]
    public async Task Half_of_a_correction_leaves_the_hour_as_it_was()
    {
        await RecordAsync(Good, Good.In(Two, "b", 10).Part(0, 2) with { Aggregate = Both("11", 5_000_000_000, 1) });

        Assert.Equal([Shown], await Tables.ShownAsync());
    }

    [Fact]
    public async Task A_correction_replaces_the_hour_and_a_region_that_it_lacks_loses_its_row()
    {
        await RecordAsync(
            Good with { Aggregate = Aggregate([("53", 31_500_000_000, 3), ("94", 1, 1)], []) },
            Good.In(Two, "b", 10) with { Aggregate = Both("53", 7_000_000_000, 1) });

        Assert.Equal(["2019-02-19 14:00:00|Bretagne|7.000000|1"], await Tables.ShownAsync());
    }

    [Fact]
    public async Task An_earlier_run_that_comes_late_does_not_replace_a_later_one()
    {
        await RecordAsync(Good, Good.In(Two, "z", -10) with { Aggregate = Both("11", 5_000_000_000, 1) });

        Assert.Equal([Shown], await Tables.ShownAsync());
    }

    [Fact]
    public async Task Of_runs_started_at_the_same_instant_the_greater_id_is_current()
    {
        await RecordAsync(Good.In(Two, "b") with { Aggregate = Both("11", 5_000_000_000, 1) }, Good);

        Assert.Equal(["2019-02-19 14:00:00|Île-de-France|5.000000|1"], await Tables.ShownAsync());
    }

    [Fact]
    public async Task A_run_without_readings_or_without_a_usable_one_never_becomes_current()
    {
        await RecordAsync(
            Good,
            Good.In(Two, "b", 10) with { Aggregate = Empty },
            Good.In(Two, "c", 20) with { Aggregate = Aggregate([], [], foreign: 7) });

        Assert.Equal([Shown], await Tables.ShownAsync());
        Assert.Equal(
            ["a|complete|3", "b|empty|0", "c|unusable|7"],
            await Tables.QueryAsync("SELECT run, state, readings FROM runs ORDER BY run"));
    }

    [Fact]
    public async Task A_run_whose_every_point_lies_outside_empties_the_hour()
    {
        await RecordAsync(Good, Good.In(Two, "b", 10) with { Aggregate = Aggregate([], [], outside: 2) });

        Assert.Empty(await Tables.ShownAsync());
    }

    [Fact]
    public async Task An_hour_is_the_exact_sum_over_the_current_runs_of_its_slots()
    {
        await RecordAsync(
            Good.In("2019-02-19T14:30:00Z", "b") with { Aggregate = Both("53", 100_000_000, 1) },
            Good.In("2019-02-19T14:00:00Z", "a") with { Aggregate = Both("53", 200_000_001, 2) },
            Good.In("2019-02-19T14:30:00Z", "c", 1) with { Aggregate = Both("53", 1_000_000, 3) },
            Good.In("2019-02-19T15:00:00Z", "a") with { Aggregate = Both("53", 9_000_000_000, 1) });

        Assert.Equal(
            ["2019-02-19 14:00:00|Bretagne|0.040200|5", "2019-02-19 15:00:00|Bretagne|9.000000|1"],
            await Tables.ShownAsync());
    }

    [Fact]
    public async Task A_row_that_somebody_else_changed_is_mended_by_a_duplicate_without_a_changeover()
    {
        await RecordAsync(Good);
        await Tables.ExecuteAsync("UPDATE region_temperature SET temperature = 1");
        var history = await TableDump.HistoryAsync(Tables);

        await RecordAsync(Good);

        Assert.Equal([Shown], await Tables.ShownAsync());
        Assert.Equal(history, await TableDump.HistoryAsync(Tables));
    }

    [Fact]
    public async Task Sums_of_38_digits_are_kept_exactly()
    {
        var greatest = Int128.Parse("99999999999999999999999999999999999999", null);
        var entry = Good with
        {
            Aggregate = Aggregate([("11", greatest, 9), ("24", -greatest, 9), ("27", -1, 1)], []),
        };
        // Such a sum has no mean that a row could hold, so it is kept in a part of a run that is not complete.
        await RecordAsync(entry.Part(0, 2));

        Assert.Equal(
            [
                "11|99999999999999999999999999999.999999999",
                "24|-99999999999999999999999999999.999999999",
                "27|-0.000000001",
            ],
            await Tables.QueryAsync("SELECT region, CAST(sum AS CHAR) FROM region_sums ORDER BY region"));
    }

    [Fact]
    public async Task Many_parts_add_up_to_the_last_digit()
    {
        const int parts = 30;
        for (var part = parts - 1; part >= 0; part--)
        {
            await RecordAsync(Good.Part(part, parts) with { Aggregate = Both("11", 100_000_050 - (part % 2), 1) });
        }

        // 30 x 0.10000005 less 15e-9 is 3.000001485; the mean is 0.1000000495, half to even would need ...5 exactly
        Assert.Equal(["2019-02-19 14:00:00|Île-de-France|0.100000|30"], await Tables.ShownAsync());
        Assert.Equal(
            ["15|0.100000050", "15|0.100000049"],
            await Tables.QueryAsync(
                "SELECT COUNT(*), CAST(sum AS CHAR) FROM region_sums WHERE method = 'polygon'"
                + " GROUP BY sum ORDER BY sum DESC"));
    }

    [Theory]
    [InlineData("other.json", 1L)]
    [InlineData("raw/v1/2019/02/19/14/a/x/part-00000.json", 2L)]
    public async Task The_same_part_from_another_object_is_refused_and_doubles_nothing(string name, long generation)
    {
        await RecordAsync(Good);
        var before = await TableDump.EverythingAsync(Tables);

        var refused = await Assert.ThrowsAsync<PoisonException>(() => RecordAsync(
            Good with { ObjectName = name, Generation = generation, Aggregate = Both("53", 1, 9) }));

        Assert.Contains("was recorded from", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await TableDump.EverythingAsync(Tables));
    }

    [Fact]
    public async Task A_run_has_one_start_and_one_number_of_parts()
    {
        await RecordAsync(Good.Part(0, 2));

        var start = await Assert.ThrowsAsync<PoisonException>(() => RecordAsync(
            Good.Part(1, 2) with { StartedAt = Start.AddMilliseconds(1) }));
        var parts = await Assert.ThrowsAsync<PoisonException>(() => RecordAsync(Good.Part(1, 3)));

        Assert.Contains("contradicts the start 2019-02-19T14:00:03.000000Z", start.Message, StringComparison.Ordinal);
        Assert.Contains("contradicts the 2 parts", parts.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accounting_of_a_run_is_that_of_all_its_parts()
    {
        await RecordAsync(
            Good.Part(0, 2) with { Aggregate = Aggregate([("11", 5, 2)], [("11", 5, 1)], outside: 1, foreign: 4) },
            Good.Part(1, 2) with { Aggregate = Aggregate([("11", 5, 1)], [("11", 5, 1)], foreign: 2) });

        Assert.Equal(
            ["complete|2|10|4|6|1|2|500"],
            await Tables.QueryAsync(
                "SELECT state, parts, readings, usable, rejected_foreign, rectangle_outside, polygon_outside,"
                + " took_milliseconds FROM runs"));
    }
}
