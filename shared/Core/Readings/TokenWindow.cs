namespace Isotherm.Core.Readings;

/// <summary>
/// Lays the bytes of a document before the parser so that every token is whole at some time. Bytes are parsed where
/// they lie; only an unfinished token is copied. Long unfinished tokens are tried again only when they have doubled, so
/// the work stays linear however small the pieces are.
/// </summary>
internal sealed class TokenWindow(DocumentParser parser)
{
    private const int SmallToken = 4096;
    private const int FirstPiece = 512;

    private byte[] _kept = new byte[FirstPiece];
    private int _length;
    private int _tryAt;

    public bool HasFault => parser.Fault is not null;

    public DocumentParser Parser => parser;

    /// <summary>The parser has used all bytes taken.</summary>
    public bool IsEmpty => _length == 0;

    private ReadOnlySpan<byte> Kept => _kept.AsSpan(0, _length);

    /// <summary>Takes the next bytes of the document.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !HasFault)
        {
            if (_length == 0)
            {
                bytes = bytes[parser.Parse(bytes)..];
                if (HasFault) return;
                Keep(bytes);
                PlanNextTry();
                return;
            }
            var before = _length;
            var piece = Math.Min(bytes.Length, Math.Max(FirstPiece, before));
            Keep(bytes[..piece]);
            if (_length < _tryAt)
            {
                bytes = bytes[piece..];
                continue;
            }
            var used = parser.Parse(Kept);
            // Once all that was kept before is used, the rest can be parsed where it lies.
            bytes = bytes[(used < before ? piece : used - before)..];
            Drop(used < before ? used : _length);
        }
    }

    /// <summary>
    /// Makes the document unreadable after all bytes taken, unless it is already for an earlier byte.
    /// </summary>
    /// <param name="reason">One sentence.</param>
    /// <param name="further">Bytes after those taken that are not to blame.</param>
    public void Fail(string reason, int further = 0)
    {
        ParseKept();
        parser.Fail(parser.Position + _length + further, reason);
    }

    /// <summary>The document has ended after the bytes taken.</summary>
    public ReadingsResult Complete()
    {
        ParseKept();
        parser.Complete(Kept);
        _length = 0;
        return new ReadingsResult(parser.Read, parser.Fault);
    }

    private void ParseKept()
    {
        if (!HasFault) Drop(parser.Parse(Kept));
    }

    private void Drop(int used)
    {
        Kept[used..].CopyTo(_kept);
        _length -= used;
        PlanNextTry();
    }

    private void PlanNextTry() =>
        _tryAt = _length > SmallToken ? Math.Min(_length * 2, ReadingsReader.MaxTokenBytes) : 0;

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_kept.Length < _length + bytes.Length)
            Array.Resize(ref _kept, Math.Max(_length + bytes.Length, _kept.Length * 2));
        bytes.CopyTo(_kept.AsSpan(_length));
        _length += bytes.Length;
    }
}
