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
internal sealed class FastReader(ReadingRules rules, IReadingSink sink, ReadingBounds? bounds, bool isLines)
{
    private const int MostLayouts = 4;
    private const int None = -1;

    private readonly RecordScanner _scanner = new();
    private readonly ReadingEmitter _emitter = new(rules, sink);
    private readonly RecordLayout[] _layouts = new RecordLayout[MostLayouts];
    private readonly FastPace _pace = new();
    private RecordLayout _spare = new();
    private int _count;
    private int _oldest;
    private int _current = None;

    /// <summary>How many elements the reference path should read before this is tried again; at least one.</summary>
    public int Wait => _pace.Wait;

    /// <summary>The first literal bytes of the current layout; empty without one, or when they tell little.</summary>
    public ReadOnlySpan<byte> Boundary
    {
        get
        {
            if (_current == None) return default;
            var layout = _layouts[_current];
            var length = layout.Steps[0].Length;
            return length > layout.Gap + 1 ? layout.Text[..length] : default;
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
            if (TryOthers(bytes, used)) continue;
            if (!_pace.MayLearn() || !TryLearn(bytes[used..])) break;
            if (!TryOthers(bytes, used)) break;
        }
        _pace.Miss();
        return used;
    }

    /// <summary>Reads records of the current layout up to one that is not.</summary>
    private int ReadAll(ReadOnlySpan<byte> bytes, ref int used, long offset, ref long read)
    {
        var layout = _layouts[_current];
        for (; ; )
        {
            var end = _scanner.Scan(bytes, used, layout);
            if (end < 0) return end;
            _emitter.Emit(bytes, _scanner.Slots, read);
            read++;
            bounds?.Invoke(offset + used + layout.Gap, offset + end);
            used = end;
        }
    }

    /// <summary>Makes another layout the current one when the next record has it.</summary>
    private bool TryOthers(ReadOnlySpan<byte> bytes, int used)
    {
        var before = _current;
        for (var i = 0; i < _count; i++)
        {
            if (i == before) continue;
            _scanner.Clear();
            if (_scanner.Scan(bytes, used, _layouts[i]) < 0) continue;
            _current = i;
            return true;
        }
        _scanner.Clear();
        return false;
    }

    /// <summary>Learns the layout of the next record; false when there is nothing new in it.</summary>
    private bool TryLearn(ReadOnlySpan<byte> bytes)
    {
        if (!LayoutLearner.TryLearn(bytes, isLines, _spare)) return false;
        foreach (var known in _layouts.AsSpan(0, _count))
        {
            if (known.IsSame(_spare)) return false;
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
