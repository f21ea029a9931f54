using Isotherm.Core.Readings;

namespace Isotherm.Core.RawObjects;

/// <summary>
/// Cuts an answer into parts while it streams by: each a JSON array whose readings are the received bytes, what lies
/// between two readings of a part too. An answer that fits one part is that part, not a byte changed. The parts depend
/// on the bytes only, never on how they were split. What it holds at most is one reading and what the reader has not
/// got through yet.
/// </summary>
/// <remarks>
/// Use: <see cref="Append"/>, then feed the same bytes to a readings reader that tells <see cref="Take(long, long)"/>
/// where each reading lies, then write what <see cref="Pieces"/> gives; at the end <see cref="Complete"/>. When the
/// bytes are not one document, <see cref="GiveUp"/>: the rest is given out as it comes, to be kept for a person.
/// </remarks>
public sealed class PartCutter
{
    /// <summary>So much is collected before it is given out: a small answer is one piece.</summary>
    private const int PieceBytes = 64 * 1024;

    /// <summary>White space before a reading, and what the reader has kept of a token to try it again.</summary>
    private const int MaxAhead = 2 * ReadingsReader.MaxTokenBytes;

    private static readonly byte[] Open = [(byte)'['];
    private static readonly byte[] Close = [(byte)']'];

    private readonly PartLimits _limits;
    private readonly List<PartPiece> _pieces = [];
    private readonly List<long> _readings = [0];
    private byte[] _kept = new byte[2 * PieceBytes];
    private long _origin;
    private int _length;
    private int _given;
    private int _decided;
    private long _partBytes;
    private bool _isGivenUp;

    public PartCutter(PartLimits limits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Bytes, Open.Length + Close.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Readings, 1);
        _limits = limits;
    }

    /// <summary>How many readings each part has, by part.</summary>
    public IReadOnlyList<long> Readings => _readings;

    /// <summary>Bytes before a reading that no part can hold; null while there is none.</summary>
    public long? TooLong { get; private set; }

    private int Part => _readings.Count - 1;

    /// <summary>Where in the answer that ends which is known to belong to a part.</summary>
    private long DecidedTo => _origin + _decided;

    /// <summary>Takes the next bytes of the answer.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_given > 0) _kept.AsSpan(_given.._length).CopyTo(_kept);
        (_origin, _length, _decided, _given) = (_origin + _given, _length - _given, _decided - _given, 0);
        EnsureRoom(_length + bytes.Length);
        bytes.CopyTo(_kept.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Takes where the next reading lies in the answer: a <see cref="ReadingBounds"/>.</summary>
    public void Take(long begin, long end)
    {
        if (_isGivenUp) return;
        var isRoom = _readings[^1] < _limits.Readings
            && _partBytes + (end - DecidedTo) + Close.Length <= _limits.Bytes;
        if (!isRoom && end - begin > _limits.Bytes - Open.Length - Close.Length)
        {
            Refuse(begin);
            return;
        }

        if (!isRoom) BeginPart(begin);
        Decide((int)(end - DecidedTo));
        _readings[^1]++;
    }

    /// <summary>The bytes come from no document, or from one that is refused: what follows is only kept.</summary>
    public void GiveUp() => _isGivenUp = true;

    /// <summary>What can be written by now.</summary>
    public IReadOnlyList<PartPiece> Pieces()
    {
        if (!_isGivenUp && _length - _decided > _limits.Bytes + MaxAhead) Refuse(DecidedTo);
        if (_isGivenUp) DecideRest();
        if (_decided - _given >= PieceBytes) Give();
        return TakePieces();
    }

    /// <summary>The answer has ended: what is left to be written.</summary>
    public IReadOnlyList<PartPiece> Complete()
    {
        var rest = _length - _decided;
        if (_isGivenUp)
        {
            DecideRest();
        }
        else if (_partBytes + rest <= _limits.Bytes)
        {
            Decide(rest);
        }
        else
        {
            // All that is left is a bracket and white space, and not all of it has room.
            Give();
            if (_readings[^1] == 0) Add(Open);
            Add(Close);
        }

        Give();
        return TakePieces();
    }

    /// <summary>What was received between the parts, a comma and white space, is left out.</summary>
    private void BeginPart(long begin)
    {
        Give();
        if (_readings[^1] > 0)
        {
            Add(Close);
            _readings.Add(0);
        }

        Add(Open);
        _partBytes = Open.Length;
        _given = _decided = (int)(begin - _origin);
    }

    private void Decide(int count)
    {
        _decided += count;
        _partBytes += count;
    }

    private void DecideRest()
    {
        while (_decided < _length)
        {
            var room = (int)(_limits.Bytes - _partBytes);
            Decide(Math.Min(room, _length - _decided));
            if (_decided == _length) return;
            Give();
            _readings.Add(0);
            _partBytes = 0;
        }
    }

    private void Refuse(long begin)
    {
        TooLong = begin;
        GiveUp();
    }

    private void Give()
    {
        if (_decided > _given) Add(_kept.AsMemory(_given.._decided));
        _given = _decided;
    }

    private void Add(ReadOnlyMemory<byte> bytes) => _pieces.Add(new PartPiece(Part, bytes));

    private PartPiece[] TakePieces()
    {
        PartPiece[] pieces = [.. _pieces];
        _pieces.Clear();
        return pieces;
    }

    private void EnsureRoom(int length)
    {
        if (length <= _kept.Length) return;
        var doubled = Math.Min(2L * _kept.Length, (long)_kept.Length + ReadingsReader.MaxTokenBytes);
        Array.Resize(ref _kept, (int)Math.Max(length, doubled));
    }
}
