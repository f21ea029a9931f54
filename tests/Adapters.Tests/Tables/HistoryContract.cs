using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>What was shown when.</summary>
public abstract class HistoryContract(TablesFixture tables) : TablesContract(tables)
{
    private const string Two = "2019-02-19T14:00:00Z";

    [Fact]
    public async Task Every_changeover_is_kept_with_its_values_and_duplicates_add_none()
    {
        var correction = Good.In(Two, "b", 10) with { Aggregate = Both("11", 1_000_000_000, 1) };
        await RecordAsync(Good, Good, correction, correction, Good, correction);

        Assert.Equal(["1|rectangle", "2|rectangle"], await Tables.QueryAsync(
            "SELECT changeover, method FROM hour_history ORDER BY changeover"));
        Assert.Equal(["1|Bretagne|10.500000|3", "2|Île-de-France|1.000000|1"], await Tables.QueryAsync(
            "SELECT changeover, region, temperature, numberOfPoints FROM hour_history_values ORDER BY changeover"));
    }

    [Fact]
    public async Task The_same_values_from_another_run_are_a_changeover_too()
    {
        await RecordAsync(Good, Good.In(Two, "b", 10));

        Assert.Equal(["2"], await Tables.QueryAsync("SELECT COUNT(*) FROM hour_history"));
    }

    [Fact]
    public async Task What_was_known_at_a_moment_can_be_asked()
    {
        var before = Tables.Clock.GetUtcNow();
        Tables.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = Tables.Clock.GetUtcNow();
        await RecordAsync(Good);
        Tables.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync(Good.In(Two, "b", 10) with { Aggregate = Both("11", 1_000_000_000, 1) });

        Assert.Empty(await KnownAtAsync(before));
        Assert.Equal(["Bretagne 10.500000 3"], await KnownAtAsync(first));
        Assert.Equal(["Bretagne 10.500000 3"], await KnownAtAsync(first.AddSeconds(59.999999)));
        Assert.Equal(["Île-de-France 1.000000 1"], await KnownAtAsync(first.AddMinutes(1)));
    }

    [Fact]
    public async Task What_was_known_can_be_narrowed_like_every_report()
    {
        await RecordAsync(
            Good with { Aggregate = Aggregate([("53", 1, 1), ("11", 2, 1)], []) },
            Good.In("2019-02-19T15:00:00Z", "a"),
            Good.In("2019-02-19T16:00:00Z", "a"));
        var now = Tables.Clock.GetUtcNow();

        Assert.Equal(4, (await KnownAtAsync(now)).Length);
        var three = Hour("2019-02-19T15:00:00Z");
        Assert.Equal(["Bretagne 10.500000 3"], await KnownAtAsync(now, new ReportFilter(three, three, null)));
        Assert.Equal(
            ["Île-de-France 0.000000 1"],
            await KnownAtAsync(now, ReportFilter.Everything with { Region = Region.Find("11") }));
    }

    [Fact]
    public async Task The_report_of_a_moment_is_dense_between_the_hours_that_were_shown_then()
    {
        var correction = Both("53", 1_000_000_000, 1);
        await RecordAsync(Good, Good.In("2019-02-19T17:00:00Z", "a"));
        var before = Tables.Clock.GetUtcNow();
        Tables.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync(
            Good.In(Two, "b", 10) with { Aggregate = correction }, Good.In("2019-02-19T19:00:00Z", "a"));
        var bretagne = ReportFilter.Everything with { Region = Region.Find("53") };

        Assert.Empty(await ReportAsync(bretagne with { AsOf = Start.AddYears(-1) }));
        Assert.Equal(
            ["14 10.500000 null", "15 null null", "16 null null", "17 10.500000 10.500000"],
            await ReportAsync(bretagne with { AsOf = before }));
        Assert.Equal(
            ["17 10.500000 1.000000", "18 null null", "19 10.500000 null"],
            await ReportAsync(bretagne with { From = Hour("2019-02-19T17:00:00Z"), AsOf = Tables.Clock.GetUtcNow() }));
        Assert.Equal(
            await ReportAsync(bretagne), await ReportAsync(bretagne with { AsOf = Tables.Clock.GetUtcNow() }));
    }

    [Fact]
    public async Task A_clock_that_runs_behind_never_puts_a_changeover_before_the_one_it_follows()
    {
        await RecordAsync(Good);
        var slow = Adapters.Tables.Databases.Open(
            Tables.Location, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Start), out _)!;

        await slow.Recorder.RecordPartAsync(Good.In(Two, "b", 10), Cancellation);

        var times = await Tables.QueryAsync("SELECT shown_from FROM hour_history ORDER BY changeover");
        Assert.Equal(2, times.Length);
        Assert.Equal(times[0], times[1]);
        Assert.Single(await KnownAtAsync(Tables.Clock.GetUtcNow()));
    }

    private async Task<string[]> ReportAsync(ReportFilter filter)
    {
        static string Text(decimal? temperature) =>
            temperature?.ToString("F6", System.Globalization.CultureInfo.InvariantCulture) ?? "null";

        var rows = Tables.Reports.TemperaturesAsync(filter, Cancellation);
        return await rows
            .Select(row => $"{row.Hour.Start:HH} {Text(row.Temperature)} {Text(row.Temperature3HoursBefore)}")
            .ToArrayAsync(Cancellation);
    }

    private async Task<string[]> KnownAtAsync(DateTimeOffset moment, ReportFilter? filter = null)
    {
        var rows = Tables.Reports.ShownAsync(
            (filter ?? ReportFilter.Everything) with { AsOf = moment }, Cancellation);
        return await rows.Select(row => $"{row.Region} {row.Temperature} {row.NumberOfPoints}")
            .ToArrayAsync(Cancellation);
    }
}
