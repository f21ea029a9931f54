using System.Globalization;
using System.Text;
using CsCheck;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.Aggregates.Aggregations;

/// <summary>What aggregations are given of a part: the readings that count, whatever came before them.</summary>
public sealed class PartAggregationsTests
{
    private static readonly string[] Codes = ["11", "24", "53"];
    private static readonly string[] Ids = ["a", "b", "c", "0b16b092-e8e8-490b-a9be-0db1580fb164", "d", "e"];

    private static readonly Slot Two =
        Slot.TryParse("2019-02-19T14:00:00Z", out var slot) ? slot : throw new FormatException();

    private static readonly Gen<Piece> AnyPiece = Gen.Select(
        Gen.Int[0, Ids.Length - 1], Gen.Long[-99_000_000_000, 99_000_000_000], Gen.Int[-1, 2], Gen.Int[-1, 2],
        Gen.Int[0, 30],
        (id, nano, rectangle, polygon, hour) => new Piece(Ids[id], nano, rectangle, polygon, hour));

    private sealed record Piece(string Id, long Nano, int Rectangle, int Polygon, int Hour)
    {
        /// <summary>Of 24 and more there is no such hour.</summary>
        public string Timestamp => string.Create(CultureInfo.InvariantCulture, $"\"2019-02-19 {Hour:00}:02:10\"");
    }

    [Fact]
    public void Every_aggregation_is_of_the_last_reading_of_each_id_in_any_order() =>
        Gen.Select(AnyPiece.Array[0, 40], Gen.Int).Sample(
            (pieces, seed) =>
            {
                var last = pieces.Select((piece, position) => (piece, position))
                    .GroupBy(one => one.piece.Id, StringComparer.Ordinal).Select(group => group.Last());
                var expected = Describe(Aggregate([.. last]));
                var all = pieces.Select((piece, position) => (piece, position)).ToArray();
                Assert.Equal(expected, Describe(Aggregate(all)));
                new Random(seed).Shuffle(all);
                Assert.Equal(expected, Describe(Aggregate(all)));
            },
            iter: 500);

    [Fact]
    public void Keys_of_two_aggregations_do_not_touch_each_other()
    {
        var aggregate = Aggregate((new Piece("a", 7_000_000_000, 0, -1, 13), 0), (new Piece("b", 5, -1, 1, 24), 1));
        var rows = aggregate.Aggregations.ToDictionary(one => one.Aggregation.Name, one => one.Rows);

        Assert.Equal(
            ["2019-02-19 13:00:00|rectangle|11|7.000000000|1", "bad|polygon|24|0.000000005|1"],
            rows["event-time"].Select(row => row.ToString()));
        Assert.Equal(["16275|7.000000005|2"], rows["grid"].Select(row => row.ToString()));
        Assert.Equal(["polygon", "rectangle"], rows["statistics"].Select(row => row[0].Text));
    }

    [Fact]
    public void A_part_without_readings_has_no_rows_and_is_in_all_the_same()
    {
        var aggregate = Aggregate();

        Assert.Equal(
            RegisteredAggregations.All.Select(one => one.Name),
            aggregate.Aggregations.Select(one => one.Aggregation.Name));
        Assert.All(aggregate.Aggregations, one => Assert.Empty(one.Rows));
    }

    [Fact]
    public void Many_readings_are_handed_over_in_batches_each_once()
    {
        var pieces = Enumerable.Range(0, 5_000).Select(i => (new Piece($"id {i}", i, i % 3, -1, 14), i)).ToArray();

        var rows = Aggregate(pieces).Aggregations.Single(one => one.Aggregation.Name == "event-time").Rows;

        Assert.Equal(5_000, rows.Sum(row => row[4].Whole));
        Assert.Equal(Enumerable.Range(0, 5_000).Sum(), rows.Sum(row => (long)row[3].Units));
    }

    [Fact]
    public void There_is_room_for_two_keys_and_each_name_comes_once()
    {
        var grid = RegisteredAggregations.Find("grid")!;

        Assert.Throws<ArgumentException>(() => new PartAggregations([grid, grid, grid], Two));
        Assert.Throws<ArgumentException>(() => new PartAggregations([grid, grid], Two));
        Assert.Null(RegisteredAggregations.Find("mean"));
    }

    [Fact]
    public void Names_of_registered_aggregations_fit_their_column()
    {
        Assert.All(RegisteredAggregations.All, one => Assert.Matches("^[a-z][a-z-]{0,31}$", one.Name));
        Assert.All(RegisteredAggregations.All, one => Assert.True(one.Version > 0, one.Name));
        Assert.Distinct(RegisteredAggregations.All.Select(one => one.Name));
    }

    private static PartAggregate Aggregate(params (Piece Piece, int Position)[] pieces)
    {
        var part = new PartAccumulator(
            Codes, FakePlaces.Locate, keepRejected: false, new PartAggregations(RegisteredAggregations.All, Two));
        foreach (var (piece, position) in pieces)
        {
            var batch = part.Create();
            batch.Usable(new Reading
            {
                Position = position,
                Latitude = FakePlaces.Latitude(piece.Rectangle, piece.Polygon, 1),
                Longitude = 0,
                Temperature = new Temperature(piece.Nano),
                Id = Encoding.UTF8.GetBytes(piece.Id),
                Timestamp = Encoding.UTF8.GetBytes(piece.Timestamp),
            });
            part.Take(batch, 0);
        }

        return part.Finish();
    }

    private static IEnumerable<string> Describe(PartAggregate aggregate) =>
        aggregate.Aggregations.SelectMany(one => one.Rows.Select(row => $"{one.Aggregation.Name} {row}"));
}
