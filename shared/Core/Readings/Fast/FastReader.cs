namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// Reads records that look like those before them. It stands where a record has ended, and reads on as long as whole
/// records of a layout it has learnt follow; whatever surprises it is left, whole, to the reference path, which reads
/// every document to its end alone. So it decides nothing about the form of a document: it only goes over bytes of
/// which it knows what the reference path would make of them.
/// </summary>
/// <remarks>
/// The idea to learn the layout and to check it afterwards, in place of parsing, follows Y. Li et al., "Mison: A Fast
/// JSON Parser for Data Analytics" (VLDB 2017); nothing is speculated on here, every byte is compared.
/// </remarks>
internal sealed class FastReader
{
    private const int MostLayouts = 4;
    private const int None = -1;
    private const int LongestBoundary = 32;

    private readonly RecordScanner _scanner = new();
    private readonly ReadingEmitter _emitter;
    private readonly ReadingBounds? _bounds;
    private readonly bool _isLines;
    private readonly RecordLayout[] _layouts = new RecordLayout[MostLayouts];
    private readonly FastPace _pace = new();
    private RecordLayout _spare = new();
    private int _count;
    private int _oldest;
    private int _current = None;

    /// <param name="rules">The limits of a temperature.</param>
    /// <param name="sink">Takes the readings.</param>
    /// <param name="bounds">Takes where their elements lie.</param>
    /// <param name="isLines">A line feed separates records, not a comma.</param>
    public FastReader(ReadingRules rules, IReadingSink sink, ReadingBounds? bounds, bool isLines)
    {
        _emitter = new ReadingEmitter(rules, sink);
        (_bounds, _isLines) = (bounds, isLines);
    }

    /// <summary>How many elements the reference path should read before this is tried again; at least one.</summary>
    public int Wait => _pace.Wait;

    /// <summary>The first literal bytes of the current layout; empty without one, or when they tell little.</summary>
    public ReadOnlySpan<byte> Boundary
    {
        get
        {
            if (_current == None) return default;
            var layout = _layouts[_current];
            var literal = layout.FirstLiteral;
            literal = literal[..Math.Min(literal.Length, LongestBoundary)];
            return literal.Length > layout.Gap + 1 ? literal : default;
        }
    }

    /// <summary>Reads what it can of the records after another and says how many bytes they have.</summary>
    /// <param name="bytes">They begin where an element has ended; well-formed UTF-8.</param>
    /// <param name="offset">Bytes of the document before them.</param>
    /// <param name="read">Elements handed to the sink so far; counted on.</param>
    public int Read(ReadOnlySpan<byte> bytes, long offset, ref long read)
    {
        var used = 0;
        for (; ; )
        {
            var before = read;
            var outcome = _current == None ? RecordScanner.Other : ReadAll(bytes, ref used, offset, ref read);
            _pace.Hit(read - before);
            if (outcome == RecordScanner.Short) return used;
            if (TryOthers(bytes, ref used, offset, ref read, _current)) continue;
            if (!_pace.MayLearn() || !TryLearn(bytes[used..])) break;
            if (!TryOthers(bytes, ref used, offset, ref read, None)) break;
        }
        _pace.Miss();
        return used;
    }

    /// <summary>
    /// Reads of the records after another those that are of ASCII and look like the last ones, and says how many bytes
    /// they have.
    /// </summary>
    /// <param name="bytes">They begin where an element has ended; of any form.</param>
    /// <param name="offset">Bytes of the document before them.</param>
    /// <param name="read">Elements handed to the sink so far; counted on.</param>
    public int ReadAscii(ReadOnlySpan<byte> bytes, long offset, ref long read)
    {
        var used = 0;
        var before = read;
        if (_current == None) return 0;
        int outcome;
        do
        {
            outcome = _scanner.ScanAscii(bytes, used, _layouts[_current].Plan, Boundary);
            Emit(bytes, ref used, offset, ref read);
        }
        while (outcome == 0);
        _pace.Hit(read - before);
        return used;
    }

    /// <summary>Reads records of the current layout up to one that is not.</summary>
    private int ReadAll(ReadOnlySpan<byte> bytes, ref int used, long offset, ref long read)
    {
        int outcome;
        do
        {
            outcome = _scanner.Scan(bytes, used, _layouts[_current].Plan, Boundary);
            Emit(bytes, ref used, offset, ref read);
        }
        while (outcome == 0);
        return outcome;
    }

    /// <summary>Hands the records scanned last to the sink.</summary>
    private void Emit(ReadOnlySpan<byte> bytes, ref int used, long offset, ref long read)
    {
        var layout = _layouts[_current];
        for (var record = 0; record < _scanner.Count; record++)
        {
            _emitter.Emit(bytes, layout.Plan, _scanner.Marks(layout.Plan, record), read);
            read++;
            var end = _scanner.Marks(layout.Plan, record + 1)[0].Place;
            _bounds?.Invoke(offset + used + layout.Gap, offset + end);
            used = end;
        }
    }

    /// <summary>
    /// Makes the layout that the next record has the current one, and reads on; false when none of them fits.
    /// </summary>
    private bool TryOthers(ReadOnlySpan<byte> bytes, ref int used, long offset, ref long read, int except)
    {
        for (var i = 0; i < _count; i++)
        {
            if (i == except) continue;
            _scanner.Scan(bytes, used, _layouts[i].Plan, default);
            if (_scanner.Count == 0) continue;
            _current = i;
            _pace.Hit(_scanner.Count);
            Emit(bytes, ref used, offset, ref read);
            return true;
        }

        return false;
    }

    /// <summary>Learns the layout of the next record; false when there is nothing new in it.</summary>
    private bool TryLearn(ReadOnlySpan<byte> bytes)
    {
        if (!LayoutLearner.TryLearn(bytes, _isLines, _spare)) return false;
        foreach (var known in _layouts.AsSpan(0, _count))
        {
            if (known.IsSame(_spare)) return known.TryWiden(_spare);
        }
        if (_count < MostLayouts)
        {
            _layouts[_count++] = _spare;
            _spare = new RecordLayout();
            return true;
        }
        (_layouts[_oldest], _spare) = (_spare, _layouts[_oldest]);
        if (_oldest == _current) _current = None;
        _oldest = (_oldest + 1) % MostLayouts;
        return true;
    }
}
