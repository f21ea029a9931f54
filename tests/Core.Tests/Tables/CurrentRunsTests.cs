using CsCheck;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Core.Tests.Tables;

public sealed class CurrentRunsTests
{
    private static readonly DateTimeOffset Start = new(2019, 2, 19, 14, 0, 0, TimeSpan.Zero);

    private static readonly RunEvaluation Good = Evaluation("a", 0);

    private static readonly Gen<RunEvaluation> AnyEvaluation =
        from run in Gen.Char['a', 'c']
        from slot in Gen.Int[0, 1]
        from hash in Gen.Char['x', 'z']
        from rules in Gen.Int[1, 3]
        from generation in Gen.Int[1, 4]
        from partsIn in Gen.Int[0, 2]
        from usable in Gen.Int[0, 2]
        select Evaluation(run.ToString(), slot) with
        {
            Id = (((((((run * 2) + slot) * 200) + hash) * 4) + rules) * 5) + generation,
            Shapes = new ShapesActivation(generation, hash.ToString()),
            RulesVersion = rules,
            PartsIn = partsIn,
            Readings = 2,
            Usable = usable,
            StartedAt = Start.AddMinutes(run == 'b' ? 1 : 0),
        };

    [Fact]
    public void Only_a_complete_evaluation_stands_for_a_run()
    {
        Assert.Null(CurrentRuns.ChooseEvaluation([]));
        Assert.Null(CurrentRuns.ChooseEvaluation([Good with { PartsIn = 1 }]));
        Assert.Equal(Good, CurrentRuns.ChooseEvaluation([Good with { Id = 2, RulesVersion = 9, PartsIn = 0 }, Good]));
    }

    [Fact]
    public void The_highest_rules_come_first_then_the_latest_activation_then_the_greatest_hash()
    {
        var rules = Good with { Id = 2, RulesVersion = 2, Shapes = new ShapesActivation(1, "x") };
        var activation = Good with { Id = 3, Shapes = new ShapesActivation(7, "x") };
        var hash = Good with { Id = 4, Shapes = Good.Shapes with { Hash = "z" } };

        Assert.Equal(rules, CurrentRuns.ChooseEvaluation([Good, activation, rules, hash]));
        Assert.Equal(activation, CurrentRuns.ChooseEvaluation([hash, activation, Good]));
        Assert.Equal(hash, CurrentRuns.ChooseEvaluation([hash, Good]));
    }

    [Fact]
    public void The_last_started_run_with_a_usable_reading_is_current_then_the_greatest_id()
    {
        var later = Evaluation("0", 0) with { Id = 2, StartedAt = Start.AddTicks(10) };
        var greater = Evaluation("b", 0) with { Id = 3 };
        var unusable = Evaluation("z", 0) with { Id = 4, StartedAt = Start.AddHours(9), Usable = 0 };

        Assert.Equal([later], CurrentRuns.ChooseRuns([Good, later, greater, unusable]));
        Assert.Equal([greater], CurrentRuns.ChooseRuns([greater, Good]));
        Assert.Empty(CurrentRuns.ChooseRuns([unusable]));
    }

    [Fact]
    public void Each_slot_shows_its_own_run_in_the_order_of_slots()
    {
        var second = Evaluation("a", 1) with { Id = 2 };

        Assert.Equal([Good, second], CurrentRuns.ChooseRuns([second, Good]));
    }

    [Theory]
    [InlineData(1, 5, 3, RunState.Incomplete)]
    [InlineData(2, 0, 0, RunState.Empty)]
    [InlineData(2, 5, 0, RunState.Unusable)]
    [InlineData(2, 5, 3, RunState.Complete)]
    public void A_run_is_what_its_evaluation_says(int partsIn, long readings, long usable, RunState state) =>
        Assert.Equal(state, (Good with { PartsIn = partsIn, Readings = readings, Usable = usable }).State);

    [Fact]
    public void The_order_in_which_evaluations_are_read_plays_no_part() =>
        Gen.Select(AnyEvaluation.Array[0, 12], Gen.Int[0, int.MaxValue]).Sample(
            (some, seed) =>
            {
                var evaluations = some.DistinctBy(one => (one.Key, one.Shapes.Hash, one.RulesVersion)).ToArray();
                var expected = CurrentRuns.ChooseRuns(evaluations);
                new Random(seed).Shuffle(evaluations);
                Assert.Equal(expected, CurrentRuns.ChooseRuns(evaluations));
            },
            iter: 500);

    [Fact]
    public void An_evaluation_that_is_not_complete_changes_no_choice() =>
        AnyEvaluation.Array[0, 12].Sample(
            some =>
            {
                var evaluations = some.DistinctBy(one => (one.Key, one.Shapes.Hash, one.RulesVersion)).ToArray();
                Assert.Equal(
                    CurrentRuns.ChooseRuns(evaluations.Where(one => one.IsComplete)),
                    CurrentRuns.ChooseRuns(evaluations));
            },
            iter: 500);

    private static RunEvaluation Evaluation(string run, int slot)
    {
        Assert.True(SlotLength.TryCreate(30, out var length));
        var key = new RunKey(Slot.Containing(Start.AddMinutes(30 * slot), length), RunId.Parse(run));
        return new RunEvaluation(1, key, Start, new ShapesActivation(3, "y"), 1, 2, 2, 5, 3);
    }
}
