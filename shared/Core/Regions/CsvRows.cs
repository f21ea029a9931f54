namespace Isotherm.Core.Regions;

/// <summary>
/// Cuts ';' CSV (RFC 4180 but for the separator) into rows: a field may stand in quotes, then holds separators, line
/// breaks and quotes written twice. A row ends with LF, CR LF or CR; empty lines are no rows.
/// </summary>
internal ref struct CsvRows(ReadOnlySpan<byte> document)
{
    private readonly ReadOnlySpan<byte> _document = document;
    private int _at;

    /// <summary>What keeps the row from being read, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads the next row into the list. False at the end of the document, or at a fault.</summary>
    public bool Read(List<CsvField> row)
    {
        row.Clear();
        while (_at < _document.Length && IsLineEnd(_document[_at])) _at++;
        if (_at == _document.Length) return false;
        do row.Add(_at < _document.Length && _document[_at] == (byte)'"' ? ReadQuoted() : ReadPlain());
        while (Fault is null && TakeSeparator());
        return Fault is null;
    }

    private CsvField ReadPlain()
    {
        var length = _document[_at..].IndexOfAny(";\r\n"u8);
        if (length < 0) length = _document.Length - _at;
        var field = new CsvField(_at, length, HasQuotes: false);
        _at += length;
        return field;
    }

    private CsvField ReadQuoted()
    {
        var start = _at + 1;
        var hasQuotes = false;
        for (var end = start; ; end += 2, hasQuotes = true)
        {
            var quote = _document[end..].IndexOf((byte)'"');
            if (quote < 0)
            {
                Fault = "a quote is opened and never closed; is the file cut short?";
                return default;
            }

            end += quote;
            var isDoubled = end + 1 < _document.Length && _document[end + 1] == (byte)'"';
            if (isDoubled) continue;
            _at = end + 1;
            if (_at < _document.Length && _document[_at] != (byte)';' && !IsLineEnd(_document[_at]))
            {
                Fault = "something follows a closing quote; a quote inside a field is written twice";
            }

            return new CsvField(start, end - start, hasQuotes);
        }
    }

    private bool TakeSeparator()
    {
        if (_at == _document.Length || _document[_at] != (byte)';') return false;
        _at++;
        return true;
    }

    private static bool IsLineEnd(byte character) => character is (byte)'\r' or (byte)'\n';
}
