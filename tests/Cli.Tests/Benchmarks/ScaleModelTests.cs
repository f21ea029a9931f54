using Isotherm.Benchmarks.Scale;

namespace Isotherm.Cli.Tests.Benchmarks;

/// <summary>The queue of the scale model, where its answer can be told without it.</summary>
public sealed class ScaleModelTests
{
    private const double Part = 1_000_000;

    [Theory]
    [InlineData(1, 1, 2.25)]
    [InlineData(4, 1, 8.25)]
    [InlineData(4, 2, 4.5)]
    [InlineData(4, 4, 3)]
    [InlineData(5, 2, 6.25)]
    public void Equal_parts_are_taken_in_turns_and_the_last_of_them_waits_for_the_others_commits(
        int parts, int instances, double lag)
    {
        var result = Model(read: 2, commit: 0.25).Run(Load(parts), instances);

        Assert.Equal((lag, lag), (Math.Round(result.MedianLagSeconds, 9), Math.Round(result.WorstLagSeconds, 9)));
        Assert.Equal(parts * 2.0 / (60 * instances), result.Utilisation, 9);
        Assert.Equal(parts * 0.25 / 60, result.LockUtilisation, 9);
    }

    [Fact]
    public void However_many_instances_there_are_the_commits_come_one_after_the_other()
    {
        var result = Model(read: 0.001, commit: 0.5).Run(Load(parts: 100), instances: 1000);

        Assert.Equal(50.001, result.WorstLagSeconds, 9);
    }

    [Fact]
    public void Too_few_instances_fall_behind_for_ever()
    {
        var result = Model(read: 10, commit: 0).Run(Load(parts: 12), instances: 1);

        Assert.Equal(2, result.Utilisation, 9);
        Assert.True(result.WorstLagSeconds > 300 * 60, "The queue did not grow.");
    }

    [Fact]
    public void A_larger_part_takes_longer_to_read_and_the_same_time_to_commit()
    {
        var load = new ScaleLoad("large", 4 * Part, 1, 4 * Part);

        Assert.Equal(8.25, Model(read: 2, commit: 0.25).Run(load, instances: 1).MedianLagSeconds, 9);
    }

    [Fact]
    public void A_slot_is_pulled_by_as_many_calls_as_size_and_deadline_of_one_demand()
    {
        var load = new ScaleLoad("feed", 1e9, 15, Part);

        Assert.Equal(1, load.Calls(bytesPerSecond: 100e6));
        Assert.Equal(2, load.Calls(bytesPerSecond: 20e6));
        Assert.Equal(9, (load with { BytesPerMinute = 10e9 }).Calls(bytesPerSecond: 100e6));
    }

    private static ScaleModel Model(double read, double commit) => new([new ServedPart(1, (long)Part, read, commit)]);

    /// <summary>So many parts a minute.</summary>
    private static ScaleLoad Load(int parts) => new("test", parts * Part, 1, Part);
}
