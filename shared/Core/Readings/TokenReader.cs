using System.Text.Json;

namespace Isotherm.Core.Readings;

/// <summary>
/// Reads the tokens of one JSON text after the other (the array, or a line each) from windows that continue each other,
/// passes those of elements on, and knows at which byte a fault lies.
/// </summary>
internal sealed class TokenReader(ElementReader elements, ReadingBounds? bounds)
{
    // One level more than allowed, so that the bracket that goes too deep is met as a token, at its offset.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ReadingsReader.MaxDepth + 1 };
    private static readonly JsonReaderState AfterFirst = StateAfter("[{}"u8);

    private JsonReaderState _state = new(Options);
    private int _elementDepth;
    private long _elementBegin;
    private long _lines;
    private long _lineStart;
    private int _untilStop;

    /// <summary>A token of this text was met.</summary>
    public bool Started { get; private set; }

    /// <summary>The text is complete; what follows is not looked at.</summary>
    public bool Ended { get; private set; }

    /// <summary>Where the last token ended, whichever text it belongs to.</summary>
    public long TokenEnd { get; set; }

    /// <summary>The first fault, or null while there is none.</summary>
    public UnreadableDocument? Fault { get; private set; }

    /// <summary>
    /// The last call stopped where an element has ended, because it was to stop after that one; nothing behind it was
    /// looked at.
    /// </summary>
    public bool IsAfterElement { get; private set; }

    /// <summary>The last token of all ended an element, which others may follow.</summary>
    public bool IsBetween { get; private set; }

    /// <summary>Begins a text.</summary>
    /// <param name="offset">Where it begins.</param>
    /// <param name="elementDepth">0 when it is an element itself, 1 when it is an array of them.</param>
    public void Begin(long offset, int elementDepth)
    {
        _state = new JsonReaderState(Options);
        _elementDepth = elementDepth;
        _lines = 0;
        _lineStart = offset;
        Started = Ended = IsAfterElement = IsBetween = false;
    }

    /// <summary>Begins at 0, where an element of a text has ended.</summary>
    /// <param name="isLines">The text is that element; otherwise it is an array.</param>
    public void BeginBetween(bool isLines)
    {
        Begin(0, isLines ? 0 : 1);
        if (!isLines) (_state, _lineStart) = (AfterFirst, -"[{}".Length);
        TokenEnd = 0;
        Fault = null;
        Ended = isLines;
        Started = IsAfterElement = IsBetween = true;
    }

    /// <summary>
    /// Passes over whole elements and what is between them, which others have read, after an element; maybe none.
    /// </summary>
    /// <param name="bytes">So many.</param>
    /// <param name="tokenEnd">Where the last one ends.</param>
    /// <param name="isAfterElement">Whether others may try the next ones, too.</param>
    public void Skip(int bytes, long tokenEnd, bool isAfterElement)
    {
        // The JSON reader counts the bytes of its line, and these it has not seen.
        _lineStart += bytes;
        TokenEnd = tokenEnd;
        IsAfterElement = isAfterElement;
    }

    /// <summary>
    /// Reads every whole token up to the end of the text, or of so many elements, and says how many bytes were used.
    /// </summary>
    /// <param name="bytes">Well-formed UTF-8.</param>
    /// <param name="position">Where they begin.</param>
    /// <param name="most">When so many elements have ended, it stops.</param>
    public int Read(ReadOnlySpan<byte> bytes, long position, int most)
    {
        _untilStop = most;
        IsAfterElement = false;
        var json = new Utf8JsonReader(bytes, isFinalBlock: false, _state);
        try
        {
            while (!Ended && !IsAfterElement && Fault is null && json.Read()) Take(ref json, position);
        }
        catch (JsonException exception) when (!elements.InSink)
        {
            Fault = FaultOf(exception, bytes, position);
        }
        _state = json.CurrentState;
        var used = (int)json.BytesConsumed;
        CountLines(bytes[..used], position);
        return used;
    }

    private void Take(ref Utf8JsonReader json, long position)
    {
        Started = true;
        IsBetween = false;
        var end = position + json.BytesConsumed;
        if (end - TokenEnd > ReadingsReader.MaxTokenBytes)
        {
            Fault = new UnreadableDocument(TokenEnd, UnreadableReasons.TooLong);
            return;
        }
        TokenEnd = end;
        var depth = json.CurrentDepth;
        if (depth >= ReadingsReader.MaxDepth && json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            Fault = new UnreadableDocument(position + json.TokenStartIndex, UnreadableReasons.TooDeep);
        else if (depth >= _elementDepth) TakeOfElement(ref json, depth - _elementDepth, position);
        else Ended = json.TokenType == JsonTokenType.EndArray;
    }

    private void TakeOfElement(ref Utf8JsonReader json, int depth, long position)
    {
        var isFirst = depth == 0 && json.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
        if (isFirst) _elementBegin = position + json.TokenStartIndex;
        if (!elements.Take(ref json, depth)) return;
        Ended = _elementDepth == 0;
        IsBetween = true;
        IsAfterElement = --_untilStop == 0;
        bounds?.Invoke(_elementBegin, TokenEnd);
    }

    private static JsonReaderState StateAfter(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(Options));
        while (json.Read())
        {
        }

        return json.CurrentState;
    }

    /// <summary>
    /// The exception names line and column. A line feed is legal between tokens only, so those before the fault are all
    /// there, uncounted ones in this window.
    /// </summary>
    private UnreadableDocument FaultOf(JsonException exception, ReadOnlySpan<byte> bytes, long position)
    {
        var lineStart = _lineStart;
        var searched = 0;
        for (var line = _lines; line < exception.LineNumber; line++)
        {
            searched += bytes[searched..].IndexOf((byte)'\n') + 1;
            lineStart = position + searched;
        }
        var offset = lineStart + exception.BytePositionInLine.GetValueOrDefault();
        return new UnreadableDocument(offset, UnreadableReasons.NotJson(bytes[(int)(offset - position)]));
    }

    private void CountLines(ReadOnlySpan<byte> used, long position)
    {
        var last = used.LastIndexOf((byte)'\n');
        if (last < 0) return;
        _lines += used.Count((byte)'\n');
        _lineStart = position + last + 1;
    }
}
