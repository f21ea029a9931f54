using System.Buffers;
using Isotherm.Core.Readings.Pieces;

namespace Isotherm.Core.Readings;

/// <summary>Reads one document of readings from a stream, plain or gzip, by one thread or several.</summary>
public static class ReadingsDocument
{
    /// <summary>
    /// Reads to the end of the stream or to the first fault. gzip (RFC 1952, any number of members) is recognised by
    /// its first two bytes; one that is damaged, cut short or followed by anything else is unreadable at the offset up
    /// to which it gave bytes. A document of more than <paramref name="maxBytes"/> after decompression is unreadable at
    /// that offset, and no more of it is decompressed. Memory is constant for a number of threads. The result and the
    /// readings taken, with their positions, depend on the bytes only, never on the threads.
    /// </summary>
    /// <param name="stream">Read from where it stands, by one thread at a time; left open. What it throws itself passes
    /// through, unless the bytes before hold a fault.</param>
    /// <param name="form">Which documents are taken.</param>
    /// <param name="rules">The limits of a temperature.</param>
    /// <param name="batches">Takes readings and rejects, also those before a fault; not one after another thread's call
    /// has thrown.</param>
    /// <param name="maxBytes">The longest document, after decompression.</param>
    /// <param name="threads">How many may work at once; at least one.</param>
    /// <param name="cancellation">Stops the reading with an <see cref="OperationCanceledException"/>.</param>
    public static Task<ReadingsResult> ReadAsync<TBatch>(
        Stream stream,
        ReadingsForm form,
        ReadingRules rules,
        IReadingBatches<TBatch> batches,
        long maxBytes,
        int threads,
        CancellationToken cancellation)
        where TBatch : class, IReadingBatch =>
        ReadAsync(stream, form, rules, batches, maxBytes, threads, PieceBytes.Usual, cancellation);

    /// <summary>The same, in pieces of other sizes.</summary>
    internal static async Task<ReadingsResult> ReadAsync<TBatch>(
        Stream stream,
        ReadingsForm form,
        ReadingRules rules,
        IReadingBatches<TBatch> batches,
        long maxBytes,
        int threads,
        PieceBytes sizes,
        CancellationToken cancellation)
        where TBatch : class, IReadingBatch
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        await using var source = await DocumentSource.OpenAsync(stream, maxBytes, cancellation);
        var order = new PieceOrder<TBatch>(form, rules);
        var pieces = NewPieces(batches, threads, sizes.Most);
        try
        {
            var feeder = new PieceFeeder(source, sizes);
            using var work = new PieceWork<TBatch>(feeder, order, rules, batches, pieces, cancellation);
            await work.RunAsync(threads);
            var last = pieces[0].Batch;
            var result = order.Complete(source.Refusal, last);
            batches.Take(last, 0);
            return result;
        }
        finally
        {
            foreach (var piece in pieces) ArrayPool<byte>.Shared.Return(piece.Room);
        }
    }

    /// <summary>One more for each thread than it works on, so that it need not wait for the turn of that one.</summary>
    private static DocumentPiece<TBatch>[] NewPieces<TBatch>(IReadingBatches<TBatch> batches, int threads, int bytes)
        where TBatch : class, IReadingBatch
    {
        var pieces = new DocumentPiece<TBatch>[threads == 1 ? 1 : 2 * threads];
        for (var i = 0; i < pieces.Length; i++)
            pieces[i] = new(ArrayPool<byte>.Shared.Rent(bytes), batches.Create());
        return pieces;
    }
}
