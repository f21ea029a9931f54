using CsCheck;
using Isotherm.Adapters.Tests.Tables;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Tables;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Reports;

/// <summary>What hours show by either method, between which hours, and how a change is noticed.</summary>
public abstract class ShownHoursContract(TablesFixture tables) : TablesContract(tables)
{
    private const string Two = "2019-02-19T14:00:00Z";
    private const string Three = "2019-02-19T15:00:00Z";

    [Fact]
    public async Task The_method_that_is_not_shown_is_made_from_the_kept_sums()
    {
        await RecordAsync(Good, Good.In(Three, "a"));

        Assert.Equal(
            [
                "2019-02-19T14:00:00Z Bretagne 10.500000 2", "2019-02-19T14:00:00Z Île-de-France 10.500000 1",
                "2019-02-19T15:00:00Z Bretagne 10.500000 2", "2019-02-19T15:00:00Z Île-de-France 10.500000 1",
            ],
            await ByMethodAsync(Method.Polygon, ReportFilter.Everything));
    }

    [Fact]
    public async Task By_the_method_that_is_shown_the_rows_are_those_of_the_table_bit_for_bit()
    {
        await Plan().SampleAsync(
            async parts =>
            {
                await Tables.ResetAsync();
                var moments = new List<DateTimeOffset>();
                foreach (var part in parts)
                {
                    Tables.Clock.Advance(TimeSpan.FromMinutes(1));
                    moments.Add(Tables.Clock.GetUtcNow());
                    await RecordAsync(part);
                    if (part.Key.Run.Value == "c") await SwitchAsync();
                }

                await AssertEqualAsync(ReportFilter.Everything);
                await AssertEqualAsync(new ReportFilter(Hour(Three), Hour(Three), Region.Find("53")));
                await AssertSpanAsync(null);
                foreach (var moment in moments)
                {
                    await AssertSpanAsync(moment);
                    await AssertEqualAsync(ReportFilter.Everything with { AsOf = moment });
                }
            },
            iter: 10,
            threads: 1);
    }

    [Fact]
    public async Task A_mean_is_made_once_from_the_sums_of_all_slots_and_parts()
    {
        var third = Both("53", 1, 3);
        await RecordAsync(
            Good.In("2019-02-19T14:00:00Z", "a").Part(0, 2) with { Aggregate = third },
            Good.In("2019-02-19T14:00:00Z", "a").Part(1, 2) with { Aggregate = Both("53", 2_500, 1) },
            Good.In("2019-02-19T14:15:00Z", "b") with { Aggregate = Both("53", -1, 1) },
            Good.In("2019-02-19T14:45:00Z", "c") with { Aggregate = Both("53", 10_000_000_000, 1) });

        string[] expected = ["2019-02-19T14:00:00Z Bretagne 1.666667 6"];
        Assert.Equal(expected, await ByMethodAsync(Method.Polygon, ReportFilter.Everything));
    }

    [Fact]
    public async Task What_a_moment_showed_is_what_the_shipped_statement_says()
    {
        await RecordAsync(Good, Good.In(Three, "a"));
        var before = Tables.Clock.GetUtcNow();
        Tables.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync(Good.In(Two, "b", 10) with { Aggregate = Both("11", 1_000_000_000, 1) });
        foreach (var moment in new[] { before.AddSeconds(-1), before, Tables.Clock.GetUtcNow() })
        {
            var shipped = await Tables.QueryAsync(
                ShippedQuery.Read(Tables.QueryFolder + "known_at.sql"),
                ("@known_at", moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", null)));
            var rows = Tables.Reports.ShownAsync(ReportFilter.Everything with { AsOf = moment }, Cancellation);
            Assert.Equal(
                shipped.Select(row => row[..row.LastIndexOf('|')]),
                await rows
                    .Select(row => $"{row.Hour.Start:yyyy-MM-dd HH:mm:ss}|{row.Region}|{row.Temperature}"
                        + $"|{row.NumberOfPoints}")
                    .ToArrayAsync(Cancellation));
        }
    }

    [Fact]
    public async Task The_span_is_the_first_and_the_last_hour_with_a_row()
    {
        Assert.Null(await Tables.Reports.SpanAsync(null, Cancellation));
        var before = Tables.Clock.GetUtcNow();
        Tables.Clock.Advance(TimeSpan.FromMinutes(1));
        var nothing = Aggregate([], [], outside: 3);
        await RecordAsync(Good, Good.In("2019-02-19T16:00:00Z", "a"));
        await RecordAsync(
            Good.In("2019-02-19T10:00:00Z", "a") with { Aggregate = nothing },
            Good.In("2019-02-19T20:00:00Z", "a") with { Aggregate = nothing });
        var then = Tables.Clock.GetUtcNow();
        Tables.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync(Good.In("2030-01-01T00:00:00Z", "a"), Good.In("2019-02-19T16:00:00Z", "b", 10));

        Assert.Null(await Tables.Reports.SpanAsync(before, Cancellation));
        Assert.Equal(
            new ShownSpan(Hour(Two), Hour("2019-02-19T16:00:00Z")), await Tables.Reports.SpanAsync(then, Cancellation));
        var now = new ShownSpan(Hour(Two), Hour("2030-01-01T00:00:00Z"));
        Assert.Equal(now, await Tables.Reports.SpanAsync(null, Cancellation));
        Assert.Equal(now, await Tables.Reports.SpanAsync(Tables.Clock.GetUtcNow(), Cancellation));
    }

    [Fact]
    public async Task Every_change_of_what_the_hours_show_changes_their_version_and_nothing_else_does()
    {
        var versions = new List<string>();
        var two = new ReportFilter(Hour(Two), Hour(Three), null);
        async Task ChangesAsync(bool isNew, string what)
        {
            var version = await Tables.Reports.VersionAsync(two, Cancellation);
            Assert.True(versions.Contains(version) != isNew, $"{what}: {version} after {string.Join(", ", versions)}");
            versions.Add(version);
            Assert.Equal(
                version,
                await Tables.Reports.VersionAsync(two with { Region = Region.Find("53") }, Cancellation));
            Tables.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await ChangesAsync(isNew: true, "nothing yet");
        await RecordAsync(Good);
        await ChangesAsync(isNew: true, "the first hour");
        await RecordAsync(Good);
        await ChangesAsync(isNew: false, "a duplicate");
        await RecordAsync(Good.In("2019-02-19T16:00:00Z", "a"), Good.In("2019-02-19T13:00:00Z", "a"));
        await ChangesAsync(isNew: false, "hours beside them");
        await RecordAsync(Good.In(Three, "a").Part(0, 2));
        await ChangesAsync(isNew: false, "half a run");
        await RecordAsync(Good.In(Three, "a").Part(1, 2));
        await ChangesAsync(isNew: true, "the other half");
        await RecordAsync(Good.In(Two, "b", 10));
        await ChangesAsync(isNew: true, "a correction with the same values");
        await RecordAsync(Good.In(Two, "older", -10));
        await ChangesAsync(isNew: false, "a run that is not shown");
        await SwitchAsync();
        await ChangesAsync(isNew: true, "the other method");
        await SwitchAsync();
        await ChangesAsync(isNew: true, "and back");
    }

    [Fact]
    public async Task The_version_of_a_moment_changes_with_what_was_shown_until_then()
    {
        var moments = new List<DateTimeOffset> { Tables.Clock.GetUtcNow() };
        Tables.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var part in new[] { Good, Good.In(Two, "b", 10), Good.In(Three, "a") })
        {
            moments.Add(Tables.Clock.GetUtcNow());
            await RecordAsync(part);
            Tables.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        async Task<string[]> VersionsAsync() =>
            await moments.ToAsyncEnumerable()
                .Select(async (DateTimeOffset moment, CancellationToken cancellation) =>
                    await Tables.Reports.VersionAsync(
                        ReportFilter.Everything with { AsOf = moment }, cancellation))
                .ToArrayAsync(Cancellation);

        var first = await VersionsAsync();
        await RecordAsync(Good.In(Two, "c", 20));

        Assert.Equal(4, first.Distinct().Count());
        Assert.Equal(first, await VersionsAsync());
    }

    /// <summary>Parts of runs in two hours, quarter by quarter, some corrected, some followed by a switch.</summary>
    private static Gen<PartEntry[]> Plan()
    {
        var regions = Gen.Select(Gen.Int[0, 12], Gen.Long[-90_000_000_000, 90_000_000_000], Gen.Long[1, 7])
            .Array[0, 6]
            .Select(rows => rows.DistinctBy(row => row.Item1)
                .Select(row => (Region.All[row.Item1].Code, (Int128)row.Item2, row.Item3)).ToArray());
        return Gen.Select(Gen.Int[0, 7], Gen.Int[0, 3], Gen.Int[0, 2], regions, regions)
            .Array[1, 12]
            .Select(rows => rows
                .DistinctBy(row => (row.Item1, row.Item2))
                .Select(row => Good.In(
                    $"2019-02-19T{14 + (row.Item1 / 4)}:{row.Item1 % 4 * 15:00}:00Z",
                    $"{(char)('a' + row.Item2)}",
                    row.Item3) with
                { Aggregate = Aggregate(row.Item4, row.Item5) })
                .ToArray());
    }

    private async Task AssertEqualAsync(ReportFilter filter)
    {
        var shown = await Tables.Reports.ShownAsync(filter, Cancellation).ToArrayAsync(Cancellation);
        var method = await ShownMethodAsync(filter);
        var made = await Tables.Reports.ByMethodAsync(method, filter, Cancellation).ToArrayAsync(Cancellation);
        Assert.Equal(shown, made);
        Assert.All(made, row => Assert.Equal(6, row.Temperature.Scale));
    }

    /// <summary>A switch changes every hour over, so all hours of a moment have one method.</summary>
    private async Task<Method> ShownMethodAsync(ReportFilter filter)
    {
        if (filter.AsOf is not { } moment) return await Tables.Reports.MethodAsync(Cancellation);
        var found = await Tables.QueryAsync(
            "SELECT method FROM hour_history WHERE shown_from <= @moment ORDER BY shown_from DESC, changeover DESC"
            + " LIMIT 1",
            ("@moment", moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", null)));
        return found is ["polygon"] ? Method.Polygon : Method.Rectangle;
    }

    private async Task AssertSpanAsync(DateTimeOffset? moment)
    {
        var rows = await Tables.Reports.ShownAsync(ReportFilter.Everything with { AsOf = moment }, Cancellation)
            .ToArrayAsync(Cancellation);
        Assert.Equal(
            rows.Length == 0 ? null : new ShownSpan(rows[0].Hour, rows[^1].Hour),
            await Tables.Reports.SpanAsync(moment, Cancellation));
    }

    private async Task SwitchAsync()
    {
        var other = await Tables.Reports.MethodAsync(Cancellation) == Method.Polygon
            ? Method.Rectangle
            : Method.Polygon;
        await Tables.Database.MethodSwitch.SwitchAsync(other, null, Cancellation);
    }

    private async Task<string[]> ByMethodAsync(Method method, ReportFilter filter) =>
        await Tables.Reports.ByMethodAsync(method, filter, Cancellation)
            .Select(row => $"{row.Hour} {row.Region} {row.Temperature} {row.NumberOfPoints}")
            .ToArrayAsync(Cancellation);
}
