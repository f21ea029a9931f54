using System.Text;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Core.Tests.Aggregates;

public sealed class PartAccumulatorTests
{
    private static readonly string[] Codes = ["11", "24", "27"];

    [Fact]
    public void Nothing_read_is_an_aggregate_of_zeros()
    {
        var aggregate = New().Finish();
        Assert.Equal((0, 0, 0, 0), (aggregate.Read, aggregate.Rejects.Total, aggregate.Usable, aggregate.Ambiguous));
        Assert.Equal(Codes.Select(code => new RegionSum(code, default)), aggregate.Rectangle.Regions);
        Assert.Equal(Codes.Select(code => new RegionSum(code, default)), aggregate.Polygon.Regions);
        Assert.Equal((Method.Rectangle, Method.Polygon), (aggregate.Rectangle.Method, aggregate.Polygon.Method));
        Assert.Empty(aggregate.Rejected);
    }

    [Fact]
    public void Readings_are_summed_by_region_and_method()
    {
        var part = New();
        Give(part, 0, "a", 5, rectangle: 0, polygon: 1, rectangles: 2);
        Give(part, 1, "b", 7, rectangle: 0, polygon: -1, rectangles: 1);
        Give(part, 2, "c", -3, rectangle: -1, polygon: -1, rectangles: 0);
        var aggregate = part.Finish();
        Assert.Equal((3, 3, 1), (aggregate.Read, aggregate.Usable, aggregate.Ambiguous));
        Assert.Equal([new("11", new(12, 2)), new("24", default), new("27", default)], aggregate.Rectangle.Regions);
        Assert.Equal([new("11", default), new("24", new(5, 1)), new("27", default)], aggregate.Polygon.Regions);
        Assert.Equal((1, 2), (aggregate.Rectangle.OutsideEveryRegion, aggregate.Polygon.OutsideEveryRegion));
    }

    [Fact]
    public void Of_one_id_the_last_reading_counts_and_the_others_are_taken_back()
    {
        var part = New();
        Give(part, 0, "a", 5, rectangle: 0, polygon: 1, rectangles: 3);
        Give(part, 1, "A", 6, rectangle: 0, polygon: 0, rectangles: 1);
        Give(part, 2, "a", 7, rectangle: 2, polygon: -1, rectangles: 1);
        Give(part, 3, "a", 8, rectangle: -1, polygon: 2, rectangles: 0);
        var aggregate = part.Finish();
        Assert.Equal((4, 2, 0), (aggregate.Read, aggregate.Usable, aggregate.Ambiguous));
        Assert.Equal(2, aggregate.Rejects[RejectReason.Superseded]);
        Assert.Equal([new("11", new(6, 1)), new("24", default), new("27", default)], aggregate.Rectangle.Regions);
        Assert.Equal([new("11", new(6, 1)), new("24", default), new("27", new(8, 1))], aggregate.Polygon.Regions);
        Assert.Equal((1, 0), (aggregate.Rectangle.OutsideEveryRegion, aggregate.Polygon.OutsideEveryRegion));
        Assert.Equal([new(0, RejectReason.Superseded), new(2, RejectReason.Superseded)], aggregate.Rejected);
    }

    [Fact]
    public void A_reading_that_is_no_later_than_the_known_one_is_the_superseded_one()
    {
        var part = New();
        Give(part, 5, "a", 5, rectangle: 0, polygon: 0, rectangles: 2);
        Give(part, 2, "a", 7, rectangle: 1, polygon: 1, rectangles: 1);
        var aggregate = part.Finish();
        Assert.Equal([new("11", new(5, 1)), new("24", default), new("27", default)], aggregate.Rectangle.Regions);
        Assert.Equal(1, aggregate.Ambiguous);
        Assert.Equal([new(2, RejectReason.Superseded)], aggregate.Rejected);
    }

    [Fact]
    public void Rejects_are_counted_and_kept_by_position_except_foreign_ones()
    {
        var part = New();
        Reject(part, new(4, RejectReason.BadId));
        Reject(part, new(3, RejectReason.Foreign));
        Reject(part, new(1, RejectReason.NotAnObject));
        Give(part, 2, "a", 1, 0, 0, 1);
        Give(part, 5, "a", 1, 0, 0, 1);
        var aggregate = part.Finish();
        Assert.Equal(
            [new(1, RejectReason.NotAnObject), new(2, RejectReason.Superseded), new(4, RejectReason.BadId)],
            aggregate.Rejected);
        Assert.Equal((5, 1, 4), (aggregate.Read, aggregate.Usable, aggregate.Rejects.Total));
        Assert.Equal(1, aggregate.Rejects[RejectReason.Foreign]);
    }

    [Fact]
    public void Rejects_are_only_counted_when_they_are_not_asked_for()
    {
        var part = New(keepRejected: false);
        Reject(part, new(0, RejectReason.BadId));
        Give(part, 1, "a", 1, 0, 0, 1);
        Give(part, 2, "a", 1, 0, 0, 1);
        var aggregate = part.Finish();
        Assert.Empty(aggregate.Rejected);
        Assert.Equal((1, 1), (aggregate.Rejects[RejectReason.BadId], aggregate.Rejects[RejectReason.Superseded]));
    }

    [Fact]
    public void Finishing_changes_nothing()
    {
        var part = New();
        Give(part, 0, "a", 1, 0, 0, 1);
        var first = part.Finish();
        Give(part, 1, "b", 2, 0, 0, 1);
        Assert.Equal(new RegionSum("11", new(1, 1)), first.Rectangle.Regions[0]);
        Assert.Equal(new RegionSum("11", new(3, 2)), part.Finish().Rectangle.Regions[0]);
    }

    [Fact]
    public void A_batch_that_was_cleared_or_taken_holds_nothing()
    {
        var part = New();
        var batch = part.Create();
        for (var round = 0; round < 2; round++)
        {
            batch.Usable(Reading(round, "a", 1, 0, 0, 1));
            batch.Reject(new(7, RejectReason.BadId));
            if (round == 0) batch.Clear();
            else part.Take(batch, 0);
            part.Take(batch, 0);
        }

        var aggregate = part.Finish();
        Assert.Equal((2, 1), (aggregate.Read, aggregate.Usable));
        Assert.Equal([new(7, RejectReason.BadId)], aggregate.Rejected);
    }

    [Fact]
    public void Positions_of_a_batch_count_from_where_it_begins()
    {
        var part = New();
        var batch = part.Create();
        batch.Usable(Reading(0, "a", 1, 0, 0, 1));
        batch.Reject(new(1, RejectReason.BadId));
        part.Take(batch, 70);
        Give(part, 69, "a", 1, 0, 0, 1);
        Give(part, 90, "a", 1, 0, 0, 1);
        Assert.Equal(
            [new(69, RejectReason.Superseded), new(70, RejectReason.Superseded), new(71, RejectReason.BadId)],
            part.Finish().Rejected);
    }

    [Fact]
    public void Two_readings_of_an_id_at_one_position_are_a_defect()
    {
        var part = New();
        Give(part, 3, "a", 1, 0, 0, 1);
        var defect = Assert.Throws<InvalidOperationException>(() => Give(part, 3, "a", 1, 0, 0, 1));
        Assert.Contains("position 3", defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_regions_than_can_be_told_apart_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new PartAccumulator([.. Enumerable.Repeat("11", 16_385)], FakePlaces.Locate, true));

    [Fact]
    public void The_last_of_many_regions_is_told_from_the_ambiguous_mark()
    {
        var part = new PartAccumulator([.. Enumerable.Repeat("11", 16_384)], FakePlaces.Locate, true);
        Give(part, 0, "a", 1, 16_383, 16_383, 2);
        Give(part, 1, "b", 1, 16_383, 16_383, 1);
        Give(part, 2, "a", 1, 0, 0, 1);
        var aggregate = part.Finish();
        Assert.Equal(0, aggregate.Ambiguous);
        Assert.Equal(1, aggregate.Rectangle.Regions[^1].Sum.Count);
        Assert.Equal(1, aggregate.Polygon.Regions[^1].Sum.Count);
    }

    private static PartAccumulator New(bool keepRejected = true) => new(Codes, FakePlaces.Locate, keepRejected);

    private static void Give(
        PartAccumulator part, long position, string id, long nanoCelsius, int rectangle, int polygon, int rectangles)
    {
        var batch = part.Create();
        batch.Usable(Reading(position, id, nanoCelsius, rectangle, polygon, rectangles));
        part.Take(batch, 0);
    }

    private static void Reject(PartAccumulator part, RejectedReading rejected)
    {
        var batch = part.Create();
        batch.Reject(rejected);
        part.Take(batch, 0);
    }

    private static Reading Reading(
        long position, string id, long nanoCelsius, int rectangle, int polygon, int rectangles) => new()
        {
            Position = position,
            Latitude = FakePlaces.Latitude(rectangle, polygon, rectangles),
            Longitude = 0,
            Temperature = new Temperature(nanoCelsius),
            Id = Encoding.UTF8.GetBytes(id),
            Timestamp = default,
        };
}
