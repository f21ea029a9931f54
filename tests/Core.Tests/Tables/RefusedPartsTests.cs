using Isotherm.Core.Aggregates;
using Isotherm.Core.Failures;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;
using NSubstitute;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Core.Tests.Tables;

/// <summary>What is refused before the database is asked.</summary>
public sealed class RefusedPartsTests
{
    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    public Task A_part_that_is_not_one_of_the_run_is_refused(int part, int parts) =>
        RefusedAsync(Good with { Part = part, Parts = parts }, "is not one of its parts");

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public Task A_hash_that_is_none_is_refused(int length) =>
        RefusedAsync(Good with { Shapes = new ShapesActivation(1, new string('a', length)) }, "no hash of shapes");

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public Task An_object_name_that_no_bucket_of_ours_has_is_refused(int length) =>
        RefusedAsync(Good with { ObjectName = new string('a', length) }, "no raw object name");

    [Fact]
    public Task Counts_that_lose_a_reading_are_refused() =>
        RefusedAsync(Good with { Aggregate = Good.Aggregate with { Read = 4 } }, "loses readings");

    [Fact]
    public async Task Counts_that_lose_a_usable_reading_are_refused_for_either_method()
    {
        var aggregate = Good.Aggregate;
        var rectangle = aggregate.Rectangle with { OutsideEveryRegion = 1 };
        await RefusedAsync(
            Good with { Aggregate = aggregate with { Rectangle = rectangle } },
            "loses usable readings in its counts by rectangle");
        await RefusedAsync(
            Good with { Aggregate = aggregate with { Polygon = aggregate.Polygon with { OutsideEveryRegion = 1 } } },
            "loses usable readings in its counts by polygon");
    }

    [Fact]
    public Task Methods_that_were_exchanged_are_refused() =>
        RefusedAsync(
            Good with { Aggregate = Good.Aggregate with { Rectangle = Good.Aggregate.Polygon } }, "by rectangle");

    [Theory]
    [InlineData("99", "53", 3, 0)]
    [InlineData("53", "53", 2, 1)]
    [InlineData("53", "11", 4, -1)]
    public Task Regions_that_are_unknown_twice_there_or_less_than_empty_are_refused(
        string first, string second, long firstCount, long secondCount)
    {
        RegionSum[] regions =
            [new(first, new ExactSum(1, firstCount)), new(second, new ExactSum(1, secondCount))];
        var rectangle = new MethodAggregate(Method.Rectangle, 0, regions);
        return RefusedAsync(
            Good with { Aggregate = Good.Aggregate with { Rectangle = rectangle } }, "an unknown region, or one twice");
    }

    private static async Task RefusedAsync(PartEntry entry, string fault)
    {
        var tables = Substitute.For<ITables>();
        var recorder = new RunRecorder(tables, TimeProvider.System);

        var poison = await Assert.ThrowsAsync<PoisonException>(
            () => recorder.RecordPartAsync(entry, TestContext.Current.CancellationToken));

        Assert.Contains(fault, poison.Message, StringComparison.Ordinal);
        Assert.Contains("2019-02-19T14:00:00Z a", poison.Message, StringComparison.Ordinal);
        Assert.Empty(tables.ReceivedCalls());
    }
}
