using System.Globalization;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;
using Isotherm.Testing.Tables;

namespace Isotherm.Pipeline.Tests;

/// <summary>Runs of many parts on a real MySQL, delivered by everybody at once over connections that break.</summary>
public sealed class ManyPartsTests
{
    private const int Parts = 32;
    private const int Readings = 640;
    private const int Connections = 16;

    private static readonly byte[] Shapes = File.ReadAllBytes(Checkout.PathOf("data", "regions.geojson"));
    private static readonly string Query =
        File.ReadAllText(Checkout.PathOf("sql", "temperature_3_hours_before.sql"));

    private static readonly Oracle Truth = new(Shapes);

    /// <summary>
    /// One part of one run is held back until everything else was delivered three times: so it is known which run must
    /// be shown then, and the reader sees both orders.
    /// </summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Two_runs_of_an_hour_at_once_over_connections_cut_at_every_statement_are_shown_whole_and_in_order(
        int seed, bool isLaterLast)
    {
        await using var bench = await Bench.StartAsync(
            BenchDatabase.MySql, limits: new PartLimits(PartLimits.MaxBytes, Readings / Parts));
        var (first, second) = (AnyReadings.Of(seed, Readings), AnyReadings.Of(seed + 100, Readings));
        var earlier = await bench.FetchAsync(first, "earlier");
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await bench.FetchAsync(second, "later");
        Assert.Equal((Parts, Parts), (earlier.Length, later.Length));
        string[] all = [.. earlier, .. later];
        var held = (isLaterLast ? later : earlier)[seed];

        var cuts = new CutsAtEveryStatement();
        var (proxy, database) = bench.Through(cuts.Decide);
        await using var broken = proxy;
        var aggregates = new List<Aggregate.Function>();
        for (var i = 0; i < Connections; i++) aggregates.Add(await bench.AggregateAsync(Shapes, database));
        var deliveries = new Deliveries(aggregates, seed);
        await using var reader = new WatchedHour(() => bench.QueryAsync(Query), [], Report(first), Report(second));

        await deliveries.RunAsync(all.Where(body => body != held).SelectMany(body => Enumerable.Repeat(body, 3)));
        var seen = await reader.SeenAsync();
        Assert.Equal(isLaterLast ? 1 : 2, seen[^1]);
        await deliveries.RunAsync([.. all, held, held]);

        int[] order = isLaterLast ? [0, 1, 2] : [0, 2];
        Assert.Equal(order, await reader.SeenAsync());
        Assert.Equal(Bench.Expected(Truth, second), await bench.ShownAsync());
        await AssertNothingLostAsync(bench, changeovers: isLaterLast ? 2 : 1);
        AssertEveryStatementWasCut(cuts);
    }

    private static async Task AssertNothingLostAsync(Bench bench, int changeovers)
    {
        Assert.Equal(
            [$"earlier Complete {Readings} False", $"later Complete {Readings} True"], await bench.LedgerAsync());
        Assert.Equal(["32", "32"], await bench.QueryAsync("SELECT parts_in FROM evaluations"));
        Assert.Equal([$"{changeovers}"], await bench.QueryAsync("SELECT COUNT(*) FROM hour_history"));
        Assert.Equal(0, bench.DeadLetters);
    }

    private static void AssertEveryStatementWasCut(CutsAtEveryStatement cuts)
    {
        var seen = cuts.Seen;
        Assert.All(seen, statement => Assert.True(statement.Value > 2, $"{statement} was not cut on both sides."));
        foreach (var name in new[] { "commit", "INSERT INTO hours", "INSERT INTO region_temperature", "DELETE FROM" })
            Assert.Contains(seen.Keys, statement => statement.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The report query's rows when it shows this answer: every region, that hour.</summary>
    private static string[] Report(byte[] answer)
    {
        var means = Truth.Means(answer);
        string Text(string region) => means.TryGetValue(region, out var mean)
            ? mean.Temperature.ToString("F6", CultureInfo.InvariantCulture) : "";

        return
        [
            .. Truth.Regions.Order(StringComparer.Ordinal)
                .Select(region => $"{region}|02/19/2019 14:00:00|{Text(region)}|"),
        ];
    }
}
