using Isotherm.Core.Tables;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>Which evaluation of a run is shown: shapes, rules and their order.</summary>
public abstract class EvaluationContract(TablesFixture tables) : TablesContract(tables)
{
    private static readonly PartEntry FirstShapes = Good;

    private static readonly PartEntry SecondShapes = Good with
    {
        Shapes = new ShapesActivation(2, "bbbb"),
        Aggregate = Both("11", 4_000_000_000, 2),
    };

    private static readonly string[] First = ["2019-02-19 14:00:00|Bretagne|10.500000|3"];
    private static readonly string[] Second = ["2019-02-19 14:00:00|Île-de-France|2.000000|2"];

    [Fact]
    public async Task A_replay_with_new_shapes_changes_the_values()
    {
        await RecordAsync(FirstShapes, SecondShapes);

        Assert.Equal(Second, await Tables.ShownAsync());
    }

    [Fact]
    public async Task A_stray_duplicate_with_old_shapes_changes_nothing()
    {
        await RecordAsync(SecondShapes, FirstShapes, FirstShapes);

        Assert.Equal(Second, await Tables.ShownAsync());
        Assert.Equal(["1"], await Tables.QueryAsync("SELECT changeover FROM hours"));
    }

    [Fact]
    public async Task Old_shapes_that_are_activated_again_are_the_latest()
    {
        await RecordAsync(FirstShapes, SecondShapes);

        Assert.Equal(
            RecordOutcome.AlreadyRecorded,
            await RecordAsync(FirstShapes with { Shapes = FirstShapes.Shapes with { Generation = 3 } }));

        Assert.Equal(First, await Tables.ShownAsync());
        Assert.Equal(
            ["1|aaaa", "2|bbbb", "3|aaaa"],
            await Tables.QueryAsync("SELECT generation, hash FROM shapes_activations ORDER BY generation"));
        Assert.Equal(["3|3"], await Tables.QueryAsync("SELECT readings, usable FROM runs"));
    }

    [Fact]
    public async Task Two_shapes_never_mix_in_one_evaluation()
    {
        await RecordAsync(FirstShapes.Part(0, 2), SecondShapes.Part(1, 2));
        Assert.Empty(await Tables.ShownAsync());

        await RecordAsync(FirstShapes.Part(1, 2));

        Assert.Equal(["2019-02-19 14:00:00|Bretagne|10.500000|6"], await Tables.ShownAsync());
    }

    [Fact]
    public async Task An_evaluation_with_later_shapes_waits_for_all_parts()
    {
        await RecordAsync(FirstShapes.Part(0, 2), FirstShapes.Part(1, 2), SecondShapes.Part(0, 2));
        Assert.Equal(["2019-02-19 14:00:00|Bretagne|10.500000|6"], await Tables.ShownAsync());

        await RecordAsync(SecondShapes.Part(1, 2));

        Assert.Equal(["2019-02-19 14:00:00|Île-de-France|2.000000|4"], await Tables.ShownAsync());
    }

    [Fact]
    public async Task Later_rules_count_before_later_shapes()
    {
        await RecordAsync(FirstShapes with { RulesVersion = 2 }, SecondShapes);

        Assert.Equal(First, await Tables.ShownAsync());
    }

    [Fact]
    public async Task A_run_that_the_latest_rules_find_without_a_usable_reading_is_not_current_any_more()
    {
        await RecordAsync(
            FirstShapes, FirstShapes with { RulesVersion = 2, Aggregate = Aggregate([], [], foreign: 3) });

        Assert.Empty(await Tables.ShownAsync());
        Assert.Equal(
            ["unusable|3|0"], await Tables.QueryAsync("SELECT state, readings, usable FROM runs"));
    }
}
