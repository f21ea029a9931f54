using Isotherm.Core.Readings.Fast;

namespace Isotherm.Core.Readings;

/// <summary>
/// The form of a document of readings: what may come before, between and after its elements, and where a fault lies.
/// Takes well-formed UTF-8 in windows that continue each other; see <see cref="TokenWindow"/>.
/// </summary>
internal sealed class DocumentParser
{
    private readonly ElementReader _elements;
    private readonly TokenReader _tokens;
    private readonly ReadingsForm _form;
    private readonly Func<bool, FastReader>? _fastReader;
    private FastReader? _fast;
    private Phase _phase;

    /// <param name="form">Which documents are taken.</param>
    /// <param name="rules">The limits of a temperature.</param>
    /// <param name="sink">Takes the elements.</param>
    /// <param name="bounds">Takes where they lie.</param>
    /// <param name="isFast">Whether records that look like those before take the fast path.</param>
    public DocumentParser(
        ReadingsForm form, ReadingRules rules, IReadingSink sink, ReadingBounds? bounds, bool isFast)
    {
        _form = form;
        if (isFast) _fastReader = isLines => new FastReader(rules, sink, bounds, isLines);
        _elements = new ElementReader(rules, sink);
        _tokens = new TokenReader(_elements, bounds);
    }

    private enum Phase
    {
        Start,
        AfterMark,
        Array,
        AfterArray,
        Lines,
    }

    /// <summary>Bytes of the document that were used.</summary>
    public long Position { get; private set; }

    /// <summary>Elements handed to the sink.</summary>
    public long Read => _elements.Read;

    /// <summary>The first fault, or null while there is none.</summary>
    public UnreadableDocument? Fault { get; private set; }

    /// <summary>The document is made of lines, as far as one knows.</summary>
    public bool IsLines => _phase == Phase.Lines;

    /// <summary>
    /// All bytes so far were used, the last one by an element, so that what was used of the document decides nothing
    /// about the bytes behind it but that they follow an element.
    /// </summary>
    public bool IsBetween => Fault is null && _tokens.IsBetween && _tokens.TokenEnd == Position;

    /// <summary>With what records that look like the last ones begin, from the end of another one on.</summary>
    public ReadOnlySpan<byte> Boundary => _fast is null ? default : _fast.Boundary;

    /// <summary>Begins at byte 0 and element 0 of what follows an element of a document.</summary>
    /// <param name="isLines">Whether that document is made of lines; always the same for one parser.</param>
    public void BeginBetween(bool isLines)
    {
        _phase = isLines ? Phase.Lines : Phase.Array;
        _fast ??= _fastReader?.Invoke(isLines);
        (Position, Fault, _elements.Read) = (0, null, 0);
        _tokens.BeginBetween(isLines);
    }

    /// <summary>
    /// Passes over whole elements that another parser has read, which began after an element and ended with one; false
    /// when this one is at another place.
    /// </summary>
    public bool TrySkip(int bytes, long elements)
    {
        if (!IsBetween) return false;
        Skip(bytes, _elements.Read + elements, isAfterElement: true);
        return true;
    }

    /// <summary>
    /// Passes over whole elements of the next bytes, of ASCII and like those before, and says how many bytes they have;
    /// after an element only. Nobody has to know of the bytes whether they are well-formed.
    /// </summary>
    public int ParseAscii(ReadOnlySpan<byte> bytes)
    {
        if (!IsBetween || _fast is not { Wait: 1 }) return 0;
        var read = _elements.Read;
        var used = _fast.ReadAscii(bytes, Position, ref read);
        Skip(used, read, isAfterElement: true);
        return used;
    }

    /// <summary>Uses what it can of the bytes from <see cref="Position"/> on, and says how many it used.</summary>
    public int Parse(ReadOnlySpan<byte> window)
    {
        var start = Position;
        var end = start + window.Length;
        while (Fault is null && Step(window[(int)(Position - start)..]))
        {
        }
        if (end - _tokens.TokenEnd > ReadingsReader.MaxTokenBytes) Fail(end, UnreadableReasons.TooLong);
        return (int)(Position - start);
    }

    /// <summary>
    /// The document ends after <paramref name="rest"/>, which was parsed before and could not be used.
    /// </summary>
    public void Complete(ReadOnlySpan<byte> rest)
    {
        if (Fault is not null || _phase == Phase.AfterArray) return;
        var end = Position + rest.Length;
        if (_phase != Phase.Lines)
        {
            Fail(end, _phase == Phase.Array ? UnreadableReasons.CutArray : UnreadableReasons.Empty);
            return;
        }
        Parse([.. rest, (byte)'\n']);
        if (Fault?.Offset == end) Fault = new UnreadableDocument(end, UnreadableReasons.CutValue);
    }

    /// <summary>Makes the document unreadable, unless it is already.</summary>
    public void Fail(long offset, string reason) =>
        Fault ??= offset - _tokens.TokenEnd > ReadingsReader.MaxTokenBytes
            ? new UnreadableDocument(_tokens.TokenEnd, UnreadableReasons.TooLong)
            : new UnreadableDocument(offset, reason);

    /// <summary>One phase's turn; false when it needs more bytes.</summary>
    private bool Step(ReadOnlySpan<byte> bytes) => _phase switch
    {
        Phase.Start => SkipMark(bytes),
        Phase.AfterMark => Begin(bytes),
        Phase.Array => ReadArray(bytes),
        Phase.AfterArray => OnlyWhiteSpace(bytes, UnreadableReasons.AfterArray),
        _ => ReadLine(bytes),
    };

    private bool SkipMark(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return false;
        // The gate lets whole UTF-8 sequences through, so the mark is never cut.
        if (bytes.StartsWith("\uFEFF"u8)) Position += 3;
        _tokens.TokenEnd = Position;
        _phase = Phase.AfterMark;
        return true;
    }

    private bool Begin(ReadOnlySpan<byte> bytes)
    {
        var blank = WhiteSpaceLength(bytes);
        Position += blank;
        if (blank == bytes.Length) return false;
        if (bytes[blank] == '[') _phase = Phase.Array;
        else if (_form == ReadingsForm.ArrayOrLines) _phase = Phase.Lines;
        else Fail(Position, UnreadableReasons.NoArray);
        _fast = _fastReader?.Invoke(_phase == Phase.Lines);
        _tokens.Begin(Position, _phase == Phase.Array ? 1 : 0);
        return true;
    }

    private bool ReadArray(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[ReadFast(bytes)..];
        ReadTokens(bytes);
        if (_tokens.IsAfterElement) return true;
        if (!_tokens.Ended) return false;
        _phase = Phase.AfterArray;
        return true;
    }

    /// <summary>Reads to the end of a line, or what is there of it.</summary>
    private bool ReadLine(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[ReadFast(bytes)..];
        var start = Position;
        var feed = bytes.IndexOf((byte)'\n');
        var line = feed < 0 ? bytes : bytes[..(feed + 1)];
        if (!_tokens.Ended) ReadTokens(line);
        if (_tokens.IsAfterElement && _fast is not null && Fault is null) return true;
        if (_tokens.Ended) OnlyWhiteSpace(line[(int)(Position - start)..], UnreadableReasons.AfterValue);
        if (feed < 0 || Fault is not null) return false;
        // Without a token, a line is used to its end only when it is blank.
        var blank = !_tokens.Started && Position == start + line.Length;
        if (!_tokens.Ended && !blank) Fail(start + feed, UnreadableReasons.CutLine);
        _tokens.Begin(Position, 0);
        return true;
    }

    /// <summary>After an element, reads on in the fast way as far as it leads.</summary>
    private int ReadFast(ReadOnlySpan<byte> bytes)
    {
        if (_fast is null || !_tokens.IsAfterElement) return 0;
        var read = _elements.Read;
        var used = _fast.Read(bytes, Position, ref read);
        Skip(used, read, isAfterElement: false);
        return used;
    }

    private void Skip(int bytes, long read, bool isAfterElement)
    {
        _elements.Read = read;
        Position += bytes;
        _tokens.Skip(bytes, Position, isAfterElement);
    }

    private void ReadTokens(ReadOnlySpan<byte> bytes)
    {
        Position += _tokens.Read(bytes, Position, _fast?.Wait ?? int.MaxValue);
        if (_tokens.Fault is { } fault) Fail(fault.Offset, fault.Reason);
    }

    private bool OnlyWhiteSpace(ReadOnlySpan<byte> bytes, string refusal)
    {
        var blank = WhiteSpaceLength(bytes);
        Position += blank;
        if (blank < bytes.Length) Fail(Position, refusal);
        return false;
    }

    private static int WhiteSpaceLength(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        return length < 0 ? bytes.Length : length;
    }
}
