using System.Diagnostics.CodeAnalysis;

namespace Isotherm.Core.Readings.Pieces;

/// <summary>
/// Cuts a document into pieces as it is read; where it is known with what records begin, it cuts before one. For one
/// caller at a time.
/// </summary>
internal sealed class PieceFeeder(DocumentSource source, PieceBytes sizes)
{
    private const int LongestRest = 16 * 1024;

    private readonly byte[] _rest = new byte[LongestRest];
    private int _restLength;
    private bool _isAfterRecord;
    private int _bytes = sizes.First;

    /// <summary>So much came that more workers are worth their while.</summary>
    public bool IsLarge => _bytes == sizes.Most;

    /// <summary>There are no more pieces.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>What the source threw; the bytes before that come as pieces all the same.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Fills a piece; false when nothing is left.</summary>
    /// <param name="piece">One that nobody uses.</param>
    /// <param name="boundary">With what records begin, from the end of another one on; empty when unknown.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async ValueTask<bool> FillAsync<TBatch>(
        DocumentPiece<TBatch> piece, ReadOnlyMemory<byte> boundary, CancellationToken cancellation)
        where TBatch : class, IReadingBatch
    {
        _rest.AsSpan(0, _restLength).CopyTo(piece.Room);
        piece.Length = _restLength;
        piece.IsWhole = piece.IsReady = false;
        piece.Elements = null;
        var most = _bytes - DocumentSource.LeastRoom;
        while (!IsEnded && piece.Length <= most)
        {
            var count = await ReadAsync(piece.Room.AsMemory(piece.Length.._bytes), cancellation);
            piece.Length += count;
            IsEnded = count == 0;
        }

        _bytes = Math.Min(_bytes * 2, sizes.Most);
        Cut(piece, boundary.Span);
        return piece.Length > 0;
    }

    [SuppressMessage("Design", "CA1031", Justification = "A fault in the bytes before comes first, then this.")]
    private async ValueTask<int> ReadAsync(Memory<byte> room, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(room, cancellation);
        }
        catch (Exception e)
        {
            Failure = e;
            return 0;
        }
    }

    /// <summary>Keeps the bytes behind the last record, as it seems, for the next piece.</summary>
    private void Cut<TBatch>(DocumentPiece<TBatch> piece, ReadOnlySpan<byte> boundary)
        where TBatch : class, IReadingBatch
    {
        var begin = Math.Max(0, piece.Length - LongestRest);
        var last = boundary.IsEmpty || IsEnded ? -1 : piece.Bytes[begin..].LastIndexOf(boundary);
        var isCut = begin + last > 0 && last >= 0;
        _restLength = isCut ? piece.Length - begin - last : 0;
        piece.Length -= _restLength;
        piece.Room.AsSpan(piece.Length, _restLength).CopyTo(_rest);
        piece.IsWhole = _isAfterRecord && isCut;
        _isAfterRecord = isCut;
    }
}
