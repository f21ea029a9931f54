namespace Isotherm.Core.Readings;

/// <summary>
/// Reads one document of readings (RFC 8259 JSON in UTF-8, a byte order mark allowed) from bytes as they come, cut
/// anywhere: the calls to the sink and the result depend on the bytes only. No bytes, whatever they are, make it throw.
/// Memory is constant: what it holds at most is one token (<see cref="MaxTokenBytes"/>), one id and one timestamp; per
/// reading nothing is allocated. Not for use by several threads at once.
/// </summary>
/// <remarks>
/// The document is unreadable at the first of: a byte that begins no well-formed UTF-8 sequence, a byte that JSON or
/// the form does not allow there, the bracket that goes deeper than <see cref="MaxDepth"/>, the end of the token before
/// one that is too long, the end of the document. Elements before it have then been handed to the sink, and their
/// bounds told. An exception of either passes through and ends the use of the reader.
/// </remarks>
public sealed class ReadingsReader
{
    /// <summary>Arrays and objects may be nested this deep, the outermost array included.</summary>
    public const int MaxDepth = 64;

    /// <summary>No token may be longer, white space before it included.</summary>
    public const int MaxTokenBytes = 16 * 1024 * 1024;

    private const int LongestRest = 4096;

    private readonly Utf8Gate _gate = new();
    private readonly TokenWindow _window;
    private ReadingsResult? _result;

    public ReadingsReader(ReadingsForm form, ReadingRules rules, IReadingSink sink, ReadingBounds? bounds = null)
        : this(form, rules, sink, bounds, isFast: true)
    {
    }

    private ReadingsReader(
        ReadingsForm form, ReadingRules rules, IReadingSink sink, ReadingBounds? bounds, bool isFast) =>
        _window = new TokenWindow(new DocumentParser(form, rules, sink, bounds, isFast));

    /// <summary>
    /// One that reads every byte through a general JSON reader, however much the records look alike: the same calls and
    /// results, slower. What tests and benchmarks hold the other one against.
    /// </summary>
    public static ReadingsReader General(
        ReadingsForm form, ReadingRules rules, IReadingSink sink, ReadingBounds? bounds = null) =>
        new(form, rules, sink, bounds, isFast: false);

    /// <summary>
    /// Takes the next bytes of the document; false when it is unreadable and more bytes are useless. (A fault inside a
    /// long token may show only some calls later, or in <see cref="Complete"/>.)
    /// </summary>
    /// <exception cref="InvalidOperationException">The document was said to have ended.</exception>
    public bool Feed(ReadOnlySpan<byte> bytes)
    {
        if (_result is not null) throw new InvalidOperationException("The document has ended; nothing can follow.");
        bytes = bytes[FeedAscii(bytes)..];
        FeedAny(bytes);
        return !_window.HasFault;
    }

    /// <summary>
    /// Takes from the front of the bytes what looks like the records before and is of ASCII, so that nobody has to
    /// check first whether it is well-formed.
    /// </summary>
    private int FeedAscii(ReadOnlySpan<byte> bytes)
    {
        var rest = 0;
        if (!_window.IsEmpty && !Boundary.IsEmpty)
        {
            // The record of which a part is kept ends, as it seems, where the next one begins.
            rest = Math.Max(bytes[..Math.Min(bytes.Length, LongestRest)].IndexOf(Boundary), 0);
            FeedAny(bytes[..rest]);
        }

        var isAtHand = _gate.Held == 0 && _window.IsEmpty && !_window.HasFault;
        return isAtHand ? rest + _window.Parser.ParseAscii(bytes[rest..]) : rest;
    }

    private void FeedAny(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !_window.HasFault)
        {
            var good = _gate.Pass(ref bytes, out var passed);
            _window.Append(passed);
            if (!good) _window.Fail(UnreadableReasons.NotUtf8);
        }
    }

    /// <summary>Elements handed to the sink or passed over.</summary>
    internal long Read => _window.Parser.Read;

    /// <summary>The document is made of lines, as far as one knows.</summary>
    internal bool IsLines => _window.Parser.IsLines;

    /// <summary>With what records that look like the last ones begin, from the end of another one on.</summary>
    internal ReadOnlySpan<byte> Boundary => _window.Parser.Boundary;

    /// <summary>
    /// Passes over the next bytes of the document, in which another reader has found so many elements and nothing else;
    /// it began as if after an element and ended with one. False when this one is not after an element: then what the
    /// other one found means nothing.
    /// </summary>
    internal bool TrySkip(int bytes, long elements) =>
        _result is null && _gate.Held == 0 && _window.IsEmpty && _window.Parser.TrySkip(bytes, elements);

    /// <summary>Says that the document has ended and how the reading ended. Further calls give the same.</summary>
    public ReadingsResult Complete()
    {
        if (_result is null && _gate.Held > 0) _window.Fail(UnreadableReasons.CutSequence);
        return _result ??= _window.Complete();
    }

    /// <summary>
    /// Says that the rest of the document cannot be had: it is unreadable after the bytes fed, for that reason, unless
    /// these hold a fault already.
    /// </summary>
    /// <param name="reason">One sentence.</param>
    public ReadingsResult GiveUp(string reason)
    {
        if (_result is null) _window.Fail(reason, _gate.Held);
        return _result ??= _window.Complete();
    }
}
