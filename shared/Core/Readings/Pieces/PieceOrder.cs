namespace Isotherm.Core.Readings.Pieces;

/// <summary>
/// Says of each piece, in the order of the document, what its readings count for. One reader goes through the document
/// from its first byte to its last; it passes over a piece that was read elsewhere exactly when it stands where that
/// reading began, between two elements, and reads any other itself. So the answer is the one of that reader alone.
/// </summary>
internal sealed class PieceOrder<TBatch>
    where TBatch : class, IReadingBatch
{
    /// <summary>So many guesses more than good ones may fail before no more are made.</summary>
    private const int MostFailed = 8;

    private readonly Lock _lock = new();
    private readonly Queue<DocumentPiece<TBatch>> _pieces = [];
    private readonly TargetSink<TBatch> _target = new();
    private readonly ReadingsReader _reader;
    private byte[] _boundary = [];
    private int _failed;
    private volatile bool _isFaulty;

    public PieceOrder(ReadingsForm form, ReadingRules rules) => _reader = new ReadingsReader(form, rules, _target);

    /// <summary>The document is unreadable, further pieces are useless.</summary>
    public bool IsFaulty => _isFaulty;

    /// <summary>The document is made of lines, as far as one knows.</summary>
    public bool IsLines => _reader.IsLines;

    /// <summary>With what records begin; empty when it is of no use.</summary>
    public ReadOnlyMemory<byte> Boundary => Volatile.Read(ref _boundary);

    /// <summary>The next piece of the document, on which somebody works now.</summary>
    public void Add(DocumentPiece<TBatch> piece)
    {
        lock (_lock) _pieces.Enqueue(piece);
    }

    /// <summary>Nobody works on the piece any more; gives those whose turn has come.</summary>
    /// <param name="ready">A piece that was added.</param>
    /// <param name="settled">Takes pieces whose batches hold what counts.</param>
    public void Settle(DocumentPiece<TBatch> ready, Action<DocumentPiece<TBatch>> settled)
    {
        lock (_lock)
        {
            ready.IsReady = true;
            while (_pieces.TryPeek(out var piece) && piece.IsReady)
            {
                _pieces.Dequeue();
                Settle(piece);
                settled(piece);
            }
        }
    }

    /// <summary>The document has ended, or its rest cannot be had.</summary>
    /// <param name="refusal">Why not; null when it has ended.</param>
    /// <param name="batch">Takes what is found only now.</param>
    public ReadingsResult Complete(string? refusal, TBatch batch)
    {
        _target.Batch = batch;
        return refusal is null ? _reader.Complete() : _reader.GiveUp(refusal);
    }

    private void Settle(DocumentPiece<TBatch> piece)
    {
        piece.First = _reader.Read;
        if (!_isFaulty && piece.Elements is { } elements && _reader.TrySkip(piece.Length, elements))
        {
            if (_failed > 0) _failed--;
            return;
        }

        piece.Batch.Clear();
        piece.First = 0;
        if (_isFaulty) return;
        _target.Batch = piece.Batch;
        _isFaulty = !_reader.Feed(piece.Bytes);
        if (piece.IsWhole) _failed++;
        var boundary = _failed < MostFailed ? _reader.Boundary : default;
        if (!boundary.SequenceEqual(_boundary)) Volatile.Write(ref _boundary, boundary.ToArray());
    }
}
