using System.Globalization;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Reports;
using Isotherm.Testing;

namespace Isotherm.Pipeline.Tests;

/// <summary>Aggregations through the real functions: a real answer, and one more on a system that is live.</summary>
public sealed class AggregationTests
{
    private const string RealHour = "2019-04-26T09";

    /// <summary>
    /// Rectangles by another program, in decimals of 60 digits: number, deviation, least, quantiles, greatest.
    /// </summary>
    private static readonly string[] Real =
    [
        "11|184|5.865283|12.4027|17.82|23.9031|28.1665|32.1872|36.7577|45.15",
        "24|70|6.560951|14.6608|16.1736|25.7495|29.4054|33.6655|39.8488|46.1252",
        "27|46|5.878902|12.7097|17.0104|23.0637|27.2668|32.429|35.8668|37.3653",
        "28|43|6.886718|14.4767|20.435|23.3011|29.3567|33.9765|39.9485|45.5687",
        "32|46|6.048768|15.289|19.5979|24.2122|27.8444|32.9297|38.2606|41.5352",
        "44|60|6.778146|17.6768|19.3475|22.891|27.3521|35.0554|39.3231|46.9994",
        "52|73|5.948740|10.9878|16.0319|23.7341|27.8935|32.2385|36.5706|39.8726",
        "53|22|4.783501|16.8822|23.3093|26.3031|27.0334|31.3047|35.837|38.225",
        "75|108|6.234081|14.1042|16.1623|21.8233|26.2857|30.5021|38.0413|43.9474",
        "76|51|6.037456|17.1043|19.6837|22.3688|28.6836|32.2423|38.2645|42.8333",
        "84|92|5.606651|17.9221|19.7475|24.6478|28.3804|33.1593|37.9836|41.0494",
        "93|96|6.163102|14.3942|18.065|23.8195|27.1572|32.0228|40.0937|43.0992",
    ];

    private static readonly byte[] Shapes = File.ReadAllBytes(Checkout.PathOf("data", "regions.geojson"));

    private static readonly IReadOnlyList<Aggregation> Before = RegisteredAggregations.All;
    private static readonly IReadOnlyList<Aggregation> After = [.. RegisteredAggregations.All, new FrostAggregation()];

    public static TheoryData<BenchDatabase> Both => new(BenchDatabase.Sqlite, BenchDatabase.MySql);

    [Theory]
    [MemberData(nameof(Both))]
    public async Task The_real_answer_has_the_statistics_that_another_program_computes(BenchDatabase database)
    {
        await using var bench = await Bench.StartAsync(database);
        await DeliverRealAsync(bench);

        var shown = await RowsAsync(bench, "statistics");
        var codes = Core.Regions.Region.All.ToDictionary(region => region.Name, region => region.Code);
        var rows = shown.Where(row => row[0].Text == "rectangle").OrderBy(row => codes[row[1].Text]).ToArray();
        Assert.Equal(Real.Length, rows.Length);
        foreach (var (expected, row) in Real.Zip(rows))
        {
            var cells = expected.Split('|');
            Assert.Equal((cells[0], cells[1]), (codes[row[1].Text], row[2].ToString()));
            Assert.Equal(cells[2], row[4].Text);
            Assert.Equal((Number(cells[3]), Number(cells[9])), (Number(row[5].Text), Number(row[11].Text)));
            for (var quantile = 0; quantile < 5; quantile++)
            {
                var exact = Number(cells[4 + quantile]);
                Assert.InRange(Number(row[6 + quantile].Text), exact - 0.05m, exact + 0.05m);
            }
        }
    }

    [Fact]
    public async Task The_real_answer_fills_the_cells_and_the_event_hour_that_another_program_counts()
    {
        await using var bench = await Bench.StartAsync(BenchDatabase.Sqlite);
        await DeliverRealAsync(bench);

        var cells = await RowsAsync(bench, "grid");
        Assert.Equal((347, 891), (cells.Length, cells.Sum(cell => cell[3].Whole)));
        Assert.Contains("43.4|5.8|28.489987|47", cells.Select(cell => cell.ToString()));
        var hours = await RowsAsync(bench, "event-time");
        Assert.All(hours, row => Assert.Equal("2019-04-26 09:00:00", row[0].Text));
        Assert.Equal(891, hours.Where(row => row[1].Text == "rectangle").Sum(row => row[4].Whole));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_fourth_aggregation_on_a_live_system_ends_as_if_it_had_been_there_from_the_start(
        BenchDatabase database)
    {
        await using var live = await Bench.StartAsync(database, limits: new(4_000, 20));
        var messages = new List<string>();
        for (var hour = 10; hour < 13; hour++)
            messages.AddRange(await live.FetchAsync(AnyReadings.Of(hour, 90), "a", $"2019-02-19T{hour}"));
        await Bench.DeliverAsync(await live.AggregateAsync(Shapes, null, Before), messages);
        var untouched = await EverythingElseAsync(live);

        // Its migration, then its release, then hours with it, then the replay of those without.
        await FrostAggregation.MigrateAsync(live.Database);
        var next = await live.AggregateAsync(Shapes, null, After);
        var more = await live.FetchAsync(AnyReadings.Of(13, 90), "a", "2019-02-19T13");
        await Bench.DeliverAsync(next, more);
        Assert.Equal(["2019-02-19T13:00:00Z"], (await FrostAsync(live)).Select(row => row.Hour).Distinct());
        var lacking = await live.Database.Aggregations.LackingAsync(After[^1], Cancellation);
        Assert.Equal(3, lacking.Count);
        await Bench.DeliverAsync(next, messages);

        Assert.Empty(await live.Database.Aggregations.LackingAsync(After[^1], Cancellation));
        Assert.Equal(
            untouched,
            (await EverythingElseAsync(live)).Where(row => !row.Contains(" 13:00:00", StringComparison.Ordinal)));
        await using var fresh = await Bench.StartAsync(database, limits: new(4_000, 20));
        await FrostAggregation.MigrateAsync(fresh.Database);
        var all = new List<string>();
        for (var hour = 10; hour < 14; hour++)
            all.AddRange(await fresh.FetchAsync(AnyReadings.Of(hour, 90), "a", $"2019-02-19T{hour}"));
        await Bench.DeliverAsync(await fresh.AggregateAsync(Shapes, null, After), all);
        Assert.Equal(await FrostAsync(fresh), await FrostAsync(live));
        Assert.True((await FrostAsync(live)).Length > 20, "There is frost.");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static async Task DeliverRealAsync(Bench bench)
    {
        const string official = "regions/contours-geographiques-des-nouvelles-regions-metropole.geojson";
        var answer = await File.ReadAllBytesAsync(Checkout.Shared("data/api/response-1000.json"), Cancellation);
        var shapes = await File.ReadAllBytesAsync(Checkout.Shared("data/" + official), Cancellation);
        var messages = await bench.FetchAsync(answer, "real", RealHour);
        await Bench.DeliverAsync(await bench.AggregateAsync(shapes), messages);
    }

    private static async Task<KeptRow[]> RowsAsync(Bench bench, string aggregation)
    {
        var shown = await bench.Database.Aggregations.ShownAsync(
            RegisteredAggregations.Find(aggregation)!, ReportFilter.Everything, Cancellation);
        Assert.Equal([RealHour + ":00:00Z"], shown.Select(row => row.Hour.ToString()).Distinct());
        return [.. shown.Select(row => row.Row)];
    }

    private static async Task<(string Hour, KeptRow Row)[]> FrostAsync(Bench bench)
    {
        var shown = await bench.Database.Aggregations.ShownAsync(After[^1], ReportFilter.Everything, Cancellation);
        return [.. shown.Select(row => (row.Hour.ToString(), row.Row))];
    }

    /// <summary>What an aggregation that comes later must not touch.</summary>
    private static async Task<string[]> EverythingElseAsync(Bench bench) =>
    [
        .. await bench.QueryAsync("SELECT * FROM region_temperature ORDER BY hour, region"),
        .. await bench.QueryAsync("SELECT r.*, e.slot FROM region_sums AS r JOIN evaluations AS e"
            + " ON e.id = r.evaluation_id ORDER BY evaluation_id, part, method, region"),
        .. await bench.QueryAsync("SELECT * FROM hour_history ORDER BY hour, changeover"),
        .. await bench.QueryAsync("SELECT * FROM hour_history_values ORDER BY hour, changeover, region"),
        .. await bench.QueryAsync("SELECT slot, run, state, recorded_at FROM runs ORDER BY slot, run"),
        .. await bench.QueryAsync("SELECT * FROM region_statistics ORDER BY hour, method, region"),
        .. await bench.QueryAsync("SELECT * FROM grid_temperature ORDER BY hour, latitude, longitude"),
        .. await bench.QueryAsync(
            "SELECT * FROM aggregation_hours WHERE aggregation <> 'frost' ORDER BY hour, aggregation"),
    ];
}
