using System.Text.Unicode;

namespace Isotherm.Core.Readings.Pieces;

/// <summary>
/// Reads pieces before it is known what they follow, as if it were an element. For use by one thread at a time.
/// </summary>
internal sealed class PieceGuesser<TBatch>(ReadingRules rules, bool isLines)
    where TBatch : class, IReadingBatch
{
    private readonly TargetSink<TBatch> _target = new();
    private DocumentParser? _parser;

    /// <summary>Hands the elements of the piece, from 0 on, to its batch, if they are all there is.</summary>
    public void Read(DocumentPiece<TBatch> piece)
    {
        _target.Batch = piece.Batch;
        _parser ??= new DocumentParser(ReadingsForm.ArrayOrLines, rules, _target, bounds: null, isFast: true);
        _parser.BeginBetween(isLines);
        var used = _parser.ParseAscii(piece.Bytes);
        if (Utf8.IsValid(piece.Bytes[used..])) used += _parser.Parse(piece.Bytes[used..]);
        if (used == piece.Length && _parser.IsBetween) piece.Elements = _parser.Read;
        else piece.Batch.Clear();
    }
}
