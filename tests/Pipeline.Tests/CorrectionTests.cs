using System.Net;
using System.Text.Json.Nodes;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Testing;

namespace Isotherm.Pipeline.Tests;

/// <summary>Later runs, late runs, empty and failed ones, other shapes, shorter slots: what an hour shows.</summary>
public sealed class CorrectionTests
{
    private static readonly byte[] Shapes = File.ReadAllBytes(Checkout.PathOf("data", "regions.geojson"));
    private static readonly Oracle Truth = new(Shapes);

    public static TheoryData<BenchDatabase> Both => new(BenchDatabase.Sqlite, BenchDatabase.MySql);

    public static TheoryData<BenchDatabase, int> BothWithSlots()
    {
        var cases = new TheoryData<BenchDatabase, int>();
        foreach (var minutes in new[] { 60, 5, 1 })
        {
            cases.Add(BenchDatabase.Sqlite, minutes);
            cases.Add(BenchDatabase.MySql, minutes);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_later_run_replaces_the_hour_an_older_one_that_comes_late_does_not_and_both_stay_known(
        BenchDatabase database)
    {
        await using var bench = await Bench.StartAsync(database);
        var aggregate = await bench.AggregateAsync(Shapes);
        var late = await bench.FetchAsync(AnyReadings.Of(1, 100), "late");
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = await bench.FetchAsync(AnyReadings.Of(2, 100), "first");
        bench.Clock.Advance(TimeSpan.FromDays(2));
        var correction = await bench.FetchAsync(AnyReadings.Of(3, 100), "correction");

        await Bench.DeliverAsync(aggregate, first);
        Assert.Equal(Bench.Expected(Truth, AnyReadings.Of(2, 100)), await bench.ShownAsync());
        var before = bench.Clock.GetUtcNow();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await Bench.DeliverAsync(aggregate, correction);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await Bench.DeliverAsync(aggregate, late);
        await Bench.DeliverAsync(aggregate, first);

        Assert.Equal(Bench.Expected(Truth, AnyReadings.Of(3, 100)), await bench.ShownAsync());
        Assert.Equal(Bench.Expected(Truth, AnyReadings.Of(2, 100)), await bench.ShownAsync(asOf: before));
        Assert.Equal(
            ["correction Complete 100 True", "first Complete 100 False", "late Complete 100 False"],
            await bench.LedgerAsync());
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_run_that_is_empty_unusable_or_failed_never_replaces_anything(BenchDatabase database)
    {
        await using var bench = await Bench.StartAsync(database);
        var aggregate = await bench.AggregateAsync(Shapes);
        await Bench.DeliverAsync(aggregate, await bench.FetchAsync(AnyReadings.Of(1, 100), "good"));
        var shown = await bench.ShownAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));

        await Bench.DeliverAsync(aggregate, await bench.FetchAsync("[]"u8.ToArray(), "nothing"));
        await Bench.DeliverAsync(
            aggregate, await bench.FetchAsync("[1,{\"country\":\"Spain\"}]"u8.ToArray(), "useless"));
        await Bench.DeliverAsync(
            aggregate, await bench.FetchAsync("[1,"u8.ToArray(), "wrong", expected: HttpStatusCode.BadGateway));

        Assert.Equal(Bench.Expected(Truth, AnyReadings.Of(1, 100)), shown);
        Assert.Equal(shown, await bench.ShownAsync());
        Assert.Equal(
            ["good Complete 100 True", "nothing Empty 0 False", "useless Unusable 2 False", "wrong Failed  False"],
            await bench.LedgerAsync());
    }

    /// <summary>As in the minutes of a change of shapes, when a message may meet either.</summary>
    [Theory]
    [MemberData(nameof(Both))]
    public async Task Instances_with_different_shapes_that_share_the_parts_of_a_run_never_mix_them(
        BenchDatabase database)
    {
        await using var bench = await Bench.StartAsync(database, limits: new PartLimits(PartLimits.MaxBytes, 25));
        var answer = AnyReadings.Of(4, 200);
        var others = Reversed(Shapes);
        Aggregate.Function[] aggregates = [await bench.AggregateAsync(Shapes), await bench.AggregateAsync(others)];
        var parts = await bench.FetchAsync(answer, "shared");
        var (old, latest) = (Bench.Expected(Truth, answer), Bench.Expected(new Oracle(others), answer));
        Assert.Equal(8, parts.Length);
        Assert.NotEqual(old, latest);
        await using var reader = new WatchedHour(() => bench.ShownAsync(), [], old, latest);

        for (var i = 0; i < parts.Length; i++) await Bench.DeliverAsync(aggregates[i % 2], parts[i]);
        Assert.Equal(0, Assert.Single(await reader.SeenAsync()));
        await new Deliveries(aggregates, seed: 5).RunAsync(parts.SelectMany(part => Enumerable.Repeat(part, 4)));
        for (var i = 0; i < parts.Length; i++) await Bench.DeliverAsync(aggregates[i % 2], parts[i]);
        await Bench.DeliverAsync(aggregates[1], parts);
        await Bench.DeliverAsync(aggregates[0], parts);

        var seen = await reader.SeenAsync();
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(latest, await bench.ShownAsync());
    }

    [Theory]
    [MemberData(nameof(BothWithSlots))]
    public async Task An_hour_is_the_exact_sum_over_the_current_runs_of_all_its_slots(
        BenchDatabase database, int minutes)
    {
        SlotLength.TryCreate(minutes, out var length);
        await using var bench = await Bench.StartAsync(database, length);
        Aggregate.Function[] aggregates = [await bench.AggregateAsync(Shapes), await bench.AggregateAsync(Shapes)];
        var (messages, current) = (new List<string>(), new List<byte[]>());
        for (var slot = 0; slot < 60 / minutes; slot++)
        {
            var hour = $"2019-02-19T14:{slot * minutes:00}:00Z";
            current.Add(AnyReadings.Of(slot, 20));
            messages.AddRange(await bench.FetchAsync(current[^1], $"slot-{slot}", hour));
            if (slot % 4 != 0) continue;
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            current[^1] = AnyReadings.Of(1000 + slot, 20);
            messages.AddRange(await bench.FetchAsync(current[^1], $"correction-{slot}", hour));
        }

        await new Deliveries(aggregates, seed: minutes).RunAsync([.. messages, .. messages]);

        Assert.Equal(Bench.Expected(Truth, [.. current]), await bench.ShownAsync());
        var ledger = await bench.LedgerAsync();
        Assert.Equal(messages.Count, ledger.Length);
        Assert.Equal(60 / minutes, ledger.Count(run => run.EndsWith("Complete 20 True", StringComparison.Ordinal)));
        Assert.Equal(0, bench.DeadLetters);
    }

    /// <summary>The same regions in the opposite order: where rectangles overlap another one wins.</summary>
    private static byte[] Reversed(byte[] shapes)
    {
        var document = JsonNode.Parse(shapes)!;
        var features = document["features"]!.AsArray();
        document["features"] = new JsonArray([.. features.Reverse().Select(feature => feature!.DeepClone())]);
        return System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());
    }
}
