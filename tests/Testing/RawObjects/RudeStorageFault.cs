namespace Isotherm.Testing.RawObjects;

/// <summary>How <see cref="RudeStorage"/> treats one request.</summary>
public sealed record RudeStorageFault
{
    private RudeStorageFault(RudeStorageFaultKind kind) => Kind = kind;

    public RudeStorageFaultKind Kind { get; }

    /// <summary>The status to answer.</summary>
    public int StatusCode { get; private init; }

    /// <summary>The header Retry-After.</summary>
    public string? RetryAfter { get; private init; }

    /// <summary>The message of the error, or the whole answer.</summary>
    public string Text { get; private init; } = "rude";

    /// <summary>The byte at which it strikes.</summary>
    public int At { get; private init; }

    /// <summary>The request is treated well.</summary>
    public static RudeStorageFault None { get; } = new(RudeStorageFaultKind.None);

    /// <summary>The last chunk is kept, but the upload is not finished.</summary>
    public static RudeStorageFault KeepAllButFinish { get; } = new(RudeStorageFaultKind.KeepAllButFinish);

    /// <summary>The connection is reset before anything was done.</summary>
    public static RudeStorageFault ResetBefore { get; } = new(RudeStorageFaultKind.ResetBefore);

    /// <summary>It is done, and the connection is reset in place of an answer.</summary>
    public static RudeStorageFault ResetAfter { get; } = new(RudeStorageFaultKind.ResetAfter);

    /// <summary>Nothing is done, and there is never an answer.</summary>
    public static RudeStorageFault Silence { get; } = new(RudeStorageFaultKind.Silence);

    /// <summary>It is done, but answered with another checksum than the right one.</summary>
    public static RudeStorageFault WrongChecksum { get; } = new(RudeStorageFaultKind.WrongChecksum);

    /// <summary>The bytes of a download are not those that are stored.</summary>
    public static RudeStorageFault CorruptBytes { get; } = new(RudeStorageFaultKind.CorruptBytes);

    /// <summary>A download says that it is of another generation.</summary>
    public static RudeStorageFault WrongGeneration { get; } = new(RudeStorageFaultKind.WrongGeneration);

    /// <summary>A download ignores the range that was asked for.</summary>
    public static RudeStorageFault IgnoreRange { get; } = new(RudeStorageFaultKind.IgnoreRange);

    /// <summary>What is stored compressed is sent plain, whatever the client accepts.</summary>
    public static RudeStorageFault Decompress { get; } = new(RudeStorageFaultKind.Decompress);

    /// <summary>A download comes without the headers of Cloud Storage, an upload is answered without figures.</summary>
    public static RudeStorageFault Taciturn { get; } = new(RudeStorageFaultKind.Taciturn);

    /// <summary>A status, done nothing.</summary>
    public static RudeStorageFault Status(int code, string? retryAfter = null, string text = "rude") =>
        new(RudeStorageFaultKind.Status) { StatusCode = code, RetryAfter = retryAfter, Text = text };

    /// <summary>A status with a body that need not be JSON, done nothing.</summary>
    public static RudeStorageFault Plain(int code, string body) =>
        new(RudeStorageFaultKind.Plain) { StatusCode = code, Text = body };

    /// <summary>It is done, and answered with a status as if it had failed.</summary>
    public static RudeStorageFault StatusAfter(int code) =>
        new(RudeStorageFaultKind.StatusAfter) { StatusCode = code };

    /// <summary>It is done, and answered 200 with a text that is none of this API.</summary>
    public static RudeStorageFault Answer(string text) => new(RudeStorageFaultKind.Answer) { Text = text };

    /// <summary>A download is reset after so many bytes.</summary>
    public static RudeStorageFault CutDownload(int at) => new(RudeStorageFaultKind.CutDownload) { At = at };

    /// <summary>A download ends in good order after so many bytes.</summary>
    public static RudeStorageFault EndDownload(int at) => new(RudeStorageFaultKind.EndDownload) { At = at };

    /// <summary>A download stands still after so many bytes.</summary>
    public static RudeStorageFault StallDownload(int at) => new(RudeStorageFaultKind.StallDownload) { At = at };

    /// <summary>An upload is reset after so many bytes; whole quanta of a resumable one are kept.</summary>
    public static RudeStorageFault CutUpload(int at) => new(RudeStorageFaultKind.CutUpload) { At = at };

    /// <summary>Of a chunk only so many bytes are kept.</summary>
    public static RudeStorageFault KeepOnly(int bytes) => new(RudeStorageFaultKind.KeepOnly) { At = bytes };

    /// <summary>The session claims to have kept so many bytes in all.</summary>
    public static RudeStorageFault ClaimKept(string range) => new(RudeStorageFaultKind.ClaimKept) { Text = range };

    /// <summary>It is done, and its answer is reset after so many bytes.</summary>
    public static RudeStorageFault CutAnswer(int at) => new(RudeStorageFaultKind.CutAnswer) { At = at };

    /// <summary>It is done, and its answer ends in good order after so many bytes.</summary>
    public static RudeStorageFault EndAnswer(int at) => new(RudeStorageFaultKind.EndAnswer) { At = at };

    /// <summary>
    /// A range is answered with status 200 and its Content-Range, as the official test bench does in its broken
    /// streams, and reset after so many bytes.
    /// </summary>
    public static RudeStorageFault PartAsWhole(int at = int.MaxValue) =>
        new(RudeStorageFaultKind.PartAsWhole) { At = at };

    /// <summary>Of a chunk so many bytes are kept, and it is answered with a status as if it had failed.</summary>
    public static RudeStorageFault KeepThenStatus(int bytes, int code) =>
        new(RudeStorageFaultKind.KeepThenStatus) { At = bytes, StatusCode = code };

    /// <summary>An upload is read no further after so many bytes; whole quanta of a resumable one are kept.</summary>
    public static RudeStorageFault StallUpload(int at) => new(RudeStorageFaultKind.StallUpload) { At = at };
}
