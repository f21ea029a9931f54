using System.Globalization;
using System.Text;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Readings.Pieces;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings.Pieces;

public sealed class PieceTests
{
    private static readonly PieceBytes Sizes = new(DocumentSource.LeastRoom + 1500, DocumentSource.LeastRoom + 2000);

    [Theory]
    [InlineData(",")]
    [InlineData(",\n  ")]
    [InlineData("\n")]
    public async Task Pieces_read_before_their_turn_count_when_they_fit(string between)
    {
        var isLines = between == "\n";
        var records = string.Join(between, Enumerable.Repeat(Good, 200));
        var all = await CutAsync(isLines ? records : $"[{records}]");
        Assert.InRange(all.Pieces.Count(piece => piece.Elements > 0), all.Pieces.Count / 2, all.Pieces.Count);
        foreach (var piece in Enumerable.Reverse(all.Pieces)) all.Order.Settle(piece, _ => { });

        // Those passed over begin at the position that the one before ended at; the others hold positions themselves.
        var batches = new RecordingBatches();
        Assert.All(all.Pieces.Where(piece => piece.Elements > 0), piece => Assert.True(piece.First > 0));
        foreach (var piece in all.Pieces) batches.Take(piece.Batch, piece.First);
        var last = batches.Create();
        Assert.Equal(new ReadingsResult(200, null), all.Order.Complete(null, last));
        batches.Take(last, 0);
        Assert.Equal(Enumerable.Range(0, 200), batches.Lines.Select(line =>
            int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_piece_that_follows_no_element_does_not_count_though_it_holds_whole_records()
    {
        var records = string.Join(',', Enumerable.Repeat(Good, 100));
        var all = await CutAsync($"[{records},[{records},{records}],{records}]");
        foreach (var piece in all.Pieces) all.Order.Settle(piece, _ => { });
        Assert.Contains(all.Pieces, piece => piece.Elements > 0 && piece.First == 0);
        Assert.Equal(new ReadingsResult(201, null), all.Order.Complete(null, new RecordingBatches().Create()));
    }

    /// <summary>Between 2,000 and 22,000 readings of the same ids nothing is allocated but for their pieces.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_allocated_per_reading(bool guess)
    {
        const int BytesOfPiece = 1000;
        var part = new PartAccumulator(["11"], (_, _) => default, keepRejected: false);
        var (few, many) = (Records(2_000), Records(22_000));
        var (batch, position) = (part.Create(), 0L);
        for (var round = 0; round < 2; round++) await FoldAsync(many);
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var (before, first) = (GC.GetAllocatedBytesForCurrentThread(), await FoldAsync(few));
            var (between, second) = (GC.GetAllocatedBytesForCurrentThread(), await FoldAsync(many));
            var more = GC.GetAllocatedBytesForCurrentThread() - between - (between - before);
            least = Math.Min(least, more - ((second - first) * BytesOfPiece));
        }

        Assert.InRange(least, long.MinValue, 0);

        async Task<int> FoldAsync(byte[] document)
        {
            await using var source = await DocumentSource.OpenAsync(new MemoryStream(document), long.MaxValue, default);
            var feeder = new PieceFeeder(source, PieceBytes.Usual);
            var order = new PieceOrder<ReadingBatch>(ReadingsForm.Array, ReadingRules.Default);
            var guesser = new PieceGuesser<ReadingBatch>(ReadingRules.Default, isLines: false);
            var piece = new DocumentPiece<ReadingBatch>(new byte[PieceBytes.Usual.Most], batch);
            var pieces = 0;
            for (; await feeder.FillAsync(piece, order.Boundary, default); pieces++)
            {
                order.Add(piece);
                if (guess && piece.IsWhole) guesser.Read(piece);
                order.Settle(piece, _ => { });
                part.Take(batch, piece.First + (position += 1_000_000));
            }

            Assert.True(order.Complete(null, batch).IsComplete);
            return pieces;
        }
    }

    private static byte[] Records(int count) => Encoding.UTF8.GetBytes(
        "[" + string.Join(',', Enumerable.Range(0, count).Select(i => With("id", $"\"{i % 500}\""))) + "]");

    private static async Task<CutDocument> CutAsync(string text)
    {
        var document = new ChunkStream(Encoding.UTF8.GetBytes(text), 300);
        await using var source = await DocumentSource.OpenAsync(document, long.MaxValue, default);
        var feeder = new PieceFeeder(source, Sizes);
        var order = new PieceOrder<RecordingBatches.Batch>(ReadingsForm.ArrayOrLines, ReadingRules.Default);
        var pieces = new List<DocumentPiece<RecordingBatches.Batch>>();
        PieceGuesser<RecordingBatches.Batch>? guesser = null;
        for (var piece = New(); await feeder.FillAsync(piece, order.Boundary, default); piece = New())
        {
            order.Add(piece);
            pieces.Add(piece);
            if (pieces.Count == 1) order.Settle(piece, _ => { });
            guesser ??= new(ReadingRules.Default, order.IsLines);
            if (piece.IsWhole) guesser.Read(piece);
        }

        return new CutDocument(order, pieces);

        static DocumentPiece<RecordingBatches.Batch> New() => new(new byte[Sizes.Most], new());
    }

    private sealed record CutDocument(
        PieceOrder<RecordingBatches.Batch> Order, List<DocumentPiece<RecordingBatches.Batch>> Pieces);
}
