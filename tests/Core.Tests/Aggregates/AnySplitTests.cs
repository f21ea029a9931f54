using System.Text;
using CsCheck;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.Aggregates;

/// <summary>Any order and any split of a part give one result, which a plain program with LINQ gives too.</summary>
public sealed class AnySplitTests
{
    private static readonly string[] Codes = ["11", "24", "27", "94"];

    private static readonly string[] Ids =
    [
        "a", "A", "b", "é", "e\u0301", "0b16b092-e8e8-490b-a9be-0db1580fb164", "0B16B092-E8E8-490B-A9BE-0DB1580FB164",
        "0b16b092e8e8490ba9be0db1580fb164", "1b16b092-e8e8-490b-a9be-0db1580fb164", new('x', 300), new('x', 301),
    ];

    private static readonly Gen<Piece> AnyPiece = Gen.Select(
        Gen.Int[0, 12], Gen.Int[0, Ids.Length - 1], Gen.Long[-100_000_000_000, 100_000_000_000],
        Gen.Int[-1, 3], Gen.Int[-1, 3], Gen.Int[1, 3],
        (kind, id, nano, rectangle, polygon, rectangles) => new Piece(
            kind < RejectReasonNames.All.Count - 1 && kind % 2 == 0 ? RejectReasonNames.All[kind] : null,
            Ids[id], nano, rectangle, polygon, rectangle < 0 ? 0 : rectangles));

    private sealed record Piece(RejectReason? Reject, string Id, long Nano, int Rectangle, int Polygon, int Rectangles);

    [Fact]
    public void Any_order_and_any_split_of_a_part_give_the_result_of_brute_force() =>
        Gen.Select(AnyPiece.Array[0, 60], Gen.Int[1, 6], Gen.Int, Gen.Bool).Sample(
            (pieces, workers, seed, keep) =>
            {
                var expected = BruteForce(pieces, keep);
                Assert.Equal(expected, Describe(Split(pieces, 1, new Random(0), keep, shuffle: false)));
                Assert.Equal(expected, Describe(Split(pieces, workers, new Random(seed), keep, shuffle: true)));
            },
            iter: 3000);

    /// <summary>Some batches are taken before others are full, the last ones by several threads at once.</summary>
    private static PartAggregate Split(Piece[] pieces, int workers, Random random, bool keep, bool shuffle)
    {
        var part = new PartAccumulator(Codes, FakePlaces.Locate, keep);
        var batches = Enumerable.Range(0, workers).Select(_ => (Batch: part.Create(), First: random.Next(9))).ToArray();
        var order = Enumerable.Range(0, pieces.Length).ToArray();
        if (shuffle) random.Shuffle(order);
        foreach (var i in order)
        {
            var (batch, first) = batches[random.Next(workers)];
            Give(batch, i - first, pieces[i]);
            if (random.Next(10) == 0) part.Take(batch, first);
        }
        Parallel.ForEach(batches, taken => part.Take(taken.Batch, taken.First));
        return part.Finish();
    }

    private static void Give(ReadingBatch batch, int position, Piece piece)
    {
        if (piece.Reject is { } reason) batch.Reject(new RejectedReading(position, reason));
        else
            batch.Usable(new Reading
            {
                Position = position,
                Latitude = FakePlaces.Latitude(piece.Rectangle, piece.Polygon, piece.Rectangles),
                Longitude = 0,
                Temperature = new Temperature(piece.Nano),
                Id = Encoding.UTF8.GetBytes(piece.Id),
                Timestamp = default,
            });
    }

    private static string BruteForce(Piece[] pieces, bool keep)
    {
        var numbered = pieces.Select((piece, position) => (piece, position)).ToArray();
        var candidates = numbered.Where(n => n.piece.Reject is null).ToArray();
        var last = candidates.GroupBy(n => n.piece.Id, StringComparer.Ordinal).Select(group => group.Last()).ToArray();
        var superseded = candidates.Except(last).Select(n => (n.position, Reason: RejectReason.Superseded));
        var rejects = numbered.Where(n => n.piece.Reject is not null)
            .Select(n => (n.position, Reason: n.piece.Reject!.Value))
            .Concat(superseded).OrderBy(r => r.position).ToArray();
        var text = new StringBuilder();
        text.AppendLine($"{pieces.Length} {last.Length} {last.Count(n => n.piece.Rectangles > 1)}");
        foreach (var reason in RejectReasonNames.All) text.Append($"{rejects.Count(r => r.Reason == reason)} ");
        foreach (var pick in new Func<Piece, int>[] { piece => piece.Rectangle, piece => piece.Polygon })
        {
            text.AppendLine().Append(last.Count(n => pick(n.piece) == -1));
            for (var region = 0; region < Codes.Length; region++)
            {
                var inside = last.Where(n => pick(n.piece) == region).ToArray();
                text.Append($" {Codes[region]}:{inside.Sum(n => n.piece.Nano)}/{inside.Length}");
            }
        }
        foreach (var (position, reason) in rejects)
            if (keep && reason != RejectReason.Foreign) text.Append($" {position}:{reason}");
        return text.ToString();
    }

    private static string Describe(PartAggregate part)
    {
        var text = new StringBuilder();
        text.AppendLine($"{part.Read} {part.Usable} {part.Ambiguous}");
        foreach (var reason in RejectReasonNames.All) text.Append($"{part.Rejects[reason]} ");
        foreach (var method in new[] { part.Rectangle, part.Polygon })
        {
            text.AppendLine().Append(method.OutsideEveryRegion);
            foreach (var region in method.Regions)
                text.Append($" {region.Code}:{region.Sum.NanoCelsius}/{region.Sum.Count}");
        }
        foreach (var rejected in part.Rejected) text.Append($" {rejected.Position}:{rejected.Reason}");
        return text.ToString();
    }
}
