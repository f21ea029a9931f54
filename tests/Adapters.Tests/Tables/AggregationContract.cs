using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Aggregates.Aggregations.Statistics;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>How aggregations reach what an hour shows, and what they leave alone.</summary>
public abstract class AggregationContract(TablesFixture tables) : TablesContract(tables)
{
    private const string Two = "2019-02-19T14:00:00Z";
    private const string Statistics = "SELECT method, region, numberOfPoints, mean, standard_deviation, minimum, p50,"
        + " maximum FROM region_statistics ORDER BY method, region";

    private static readonly StatisticsAggregation Registered = new();
    private static readonly PartEntry Whole = Good.Aggregated(Registered);

    [Fact]
    public async Task A_run_of_one_part_shows_its_statistics_at_once()
    {
        await RecordAsync(Good.With(
            [Reading("53", 10_000_000_000), Reading("53", 11_000_000_000), Reading("53", 10_500_000_000)], Registered));

        Assert.Equal(["polygon|Bretagne|3|10.5|0.408248|10|10.5|11"], await ShownAsync());
    }

    [Fact]
    public async Task Nothing_shows_before_all_parts_are_in_and_then_all_of_them_count()
    {
        await RecordAsync(Part(0, 10_000_000_000), Part(2, 12_000_000_000));
        Assert.Empty(await ShownAsync());

        await RecordAsync(Part(1, 11_000_000_000));

        Assert.Equal(["polygon|Bretagne|3|11|0.816497|10|11|12"], await ShownAsync());

        static PartEntry Part(int part, long nano) => Good.Part(part, 3).With([Reading("53", nano)], Registered);
    }

    [Fact]
    public async Task A_correction_replaces_the_statistics_with_the_hour()
    {
        await RecordAsync(
            Good.With([Reading("53", 1), Reading("94", 2)], Registered),
            Good.In(Two, "b", 10).With([Reading("53", 7_000_000_000)], Registered));

        Assert.Equal(["polygon|Bretagne|1|7|0|7|7|7"], await ShownAsync());
    }

    [Fact]
    public async Task A_part_that_is_in_changes_nothing()
    {
        await RecordAsync(Whole);
        var before = await TableDump.EverythingAsync(Tables);

        Assert.Equal(RecordOutcome.AlreadyRecorded, await RecordAsync(Whole, Whole));

        Assert.Equal(before, await TableDump.EverythingAsync(Tables));
        Assert.NotEmpty(await ShownAsync());
    }

    [Fact]
    public async Task A_part_that_came_before_the_aggregation_gets_just_that_when_it_comes_again()
    {
        await RecordAsync(Good);
        var before = await TableDump.EverythingAsync(Tables);

        Assert.Equal(RecordOutcome.AlreadyRecorded, await RecordAsync(Whole));

        var aggregations = await TableDump.AggregationsAsync(Tables);
        Assert.Equal(before, (await TableDump.EverythingAsync(Tables)).Where(row => !aggregations.Contains(row)));
        Assert.NotEmpty(await ShownAsync());
    }

    [Fact]
    public async Task A_correction_that_lacks_the_aggregation_takes_the_stale_rows_away()
    {
        await RecordAsync(Whole, Good.In(Two, "b", 10));
        Assert.NotEmpty(await ShownAsync());

        // As an instance that knows the aggregation sees it: the hour shows a run that is not in for it.
        await RecordAsync(Good.In(Two, "a2", 1).Aggregated(Registered));

        Assert.Empty(await ShownAsync());
        Assert.Single(await Tables.ShownAsync());

        await RecordAsync(Good.In(Two, "b", 10).Aggregated(Registered));
        Assert.NotEmpty(await ShownAsync());
    }

    [Fact]
    public async Task A_new_version_shows_when_it_is_complete_and_until_then_the_old_one_does()
    {
        var later = new Later();
        await RecordAsync(Whole.Part(0, 2), Whole.Part(1, 2));
        var before = await ShownAsync();

        await RecordAsync(Good.Part(0, 2).Aggregated(later));
        Assert.Equal(before, await ShownAsync());

        await RecordAsync(Good.Part(1, 2).Aggregated(later));
        Assert.Equal(["rectangle|Later|2|0|0|0|0|0"], await ShownAsync());

        // The old program, which still runs beside the new one, takes nothing back.
        await RecordAsync(Whole.Part(0, 2), Whole.Part(1, 2));
        Assert.Equal(["rectangle|Later|2|0|0|0|0|0"], await ShownAsync());
        Assert.Equal(
            ["1|2", "2|2"],
            await Tables.QueryAsync("SELECT version, COUNT(*) FROM aggregation_parts GROUP BY version ORDER BY 1"));
    }

    [Fact]
    public async Task Statistics_show_both_methods_so_a_switch_of_the_method_leaves_them_alone()
    {
        await RecordAsync(Whole);
        var before = await TableDump.AggregationsAsync(Tables);

        await Tables.Database.MethodSwitch.SwitchAsync(Method.Polygon, null, Cancellation);
        await RecordAsync(Whole);

        Assert.Equal(before, await TableDump.AggregationsAsync(Tables));
        Assert.Equal(
            ["polygon|Bretagne", "polygon|Île-de-France", "rectangle|Bretagne"],
            await Tables.QueryAsync("SELECT method, region FROM region_statistics ORDER BY 1, 2"));
    }

    [Fact]
    public async Task Statistics_of_the_coldest_the_warmest_and_very_many_temperatures_are_kept_exactly()
    {
        await RecordAsync(Good.With(
            [
                .. Enumerable.Repeat(Reading("53", -999_000_000_000), 3),
                .. Enumerable.Repeat(Reading("53", 999_000_000_000), 3),
            ],
            Registered));

        Assert.Equal(
            ["6|0.000000000|5988006.000000000000000000|-999.000000000|999.000000000"],
            await Tables.QueryAsync(
                "SELECT points, CAST(sum AS CHAR), CAST(squares AS CHAR), CAST(minimum AS CHAR), CAST(maximum AS CHAR)"
                + " FROM statistics_parts"));
    }

    [Fact]
    public async Task Every_registered_aggregation_has_its_two_tables_with_just_its_columns()
    {
        await RecordAsync(Whole);
        foreach (var one in RegisteredAggregations.All)
        {
            var (parts, shown) = (await ColumnsAsync(one.Parts.Name), await ColumnsAsync(one.Shown.Name));
            Assert.Equal(
                ["evaluation_id", "part", "version", .. one.Parts.Columns.Select(column => column.Name)], parts);
            Assert.Equal(["hour", .. one.Shown.Columns.Select(column => column.Name)], shown);
        }
    }

    private static CountedReading Reading(string code, long nano) =>
        new(nano, -1, (short)Region.All.ToList().FindIndex(region => region.Code == code), 0);

    private async Task<string[]> ShownAsync() =>
        [.. (await Tables.QueryAsync(Statistics)).Select(row => string.Join('|', row.Split('|').Select(Plain)))];

    private async Task<string[]> ColumnsAsync(string table)
    {
        await using var connection = await Tables.ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} LIMIT 0";
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private static string Plain(string cell) =>
        cell.Contains('.', StringComparison.Ordinal) ? cell.TrimEnd('0').TrimEnd('.') : cell;

    /// <summary>The next version of statistics, which keeps no rows.</summary>
    private sealed class Later : Aggregation
    {
        public override string Name => Registered.Name;

        public override int Version => Registered.Version + 1;

        public override string Keeps => "nothing";

        public override KeptTable Parts => Registered.Parts;

        public override KeptTable Shown => Registered.Shown;

        public override PartFold Fold(PartFrame part) => new NoFold();

        public override IReadOnlyList<KeptRow> Show(IEnumerable<KeptRow> rows) =>
        [
            new([
                KeptValue.Of("rectangle"), KeptValue.Of("Later"), KeptValue.Of(2),
                .. Enumerable.Repeat(KeptValue.Of("0"), 9),
            ]),
        ];
    }

    private sealed class NoFold : PartFold
    {
        public override void Add(ReadOnlySpan<CountedReading> readings)
        {
        }

        public override IReadOnlyList<KeptRow> Rows() => [];
    }
}
