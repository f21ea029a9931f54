using System.Buffers;
using System.Text;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// Which names of objects a bucket takes: what Cloud Storage takes, less what a folder on Linux, macOS or Windows
/// cannot keep or would understand as something else. Segments are divided by <c>/</c>; a name can never lead out of
/// the folder.
/// </summary>
public static class ObjectNames
{
    /// <summary>Bytes of UTF-8 in a name, as in Cloud Storage.</summary>
    public const int MaxBytes = 1024;

    /// <summary>Bytes of UTF-8 in one segment: file systems take 255.</summary>
    public const int MaxSegmentBytes = 200;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), .. "\u007f\\:*?\"<>|"]);

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <exception cref="ArgumentException">The name is refused; the message says why.</exception>
    public static void Check(string name)
    {
        if (Refusal(name) is { } refusal)
            throw new ArgumentException($"'{Printable(name)}' is no name of an object: {refusal}.", nameof(name));
    }

    /// <summary>Checks a prefix of names: its whole segments must be good ones, its rest may be anything.</summary>
    /// <exception cref="ArgumentException">No name can start like this; the message says why.</exception>
    public static void CheckPrefix(string prefix)
    {
        var folders = prefix[..(prefix.LastIndexOf('/') + 1)];
        if (folders.Length > 0 && Refusal(folders[..^1]) is { } refusal)
            throw new ArgumentException($"'{Printable(prefix)}' starts no name: {refusal}.", nameof(prefix));
    }

    /// <summary>Why one segment is refused, or null when it is good.</summary>
    internal static string? SegmentRefusal(string segment)
    {
        if (segment.Length == 0) return "it has an empty segment";
        if (segment[0] == '.') return "a segment starts with a dot";
        if (segment[^1] is '.' or ' ') return "a segment ends in a dot or a space";
        if (segment.AsSpan().ContainsAny(Forbidden)) return "it has a control character or one of \\ : * ? \" < > |";
        if (!TryCountBytes(segment, out var bytes)) return "it is not valid Unicode";
        if (bytes > MaxSegmentBytes) return $"a segment is longer than {MaxSegmentBytes} bytes";
        var stem = segment.Split('.', 2)[0].TrimEnd(' ');
        return Devices.Contains(stem) ? $"'{stem}' is a device on Windows" : null;
    }

    private static string? Refusal(string name)
    {
        if (name.Length > MaxBytes) return $"it is longer than {MaxBytes} bytes";
        foreach (var segment in name.Split('/'))
        {
            if (SegmentRefusal(segment) is { } refusal) return refusal;
        }

        return Strict.GetByteCount(name) > MaxBytes ? $"it is longer than {MaxBytes} bytes" : null;
    }

    private static bool TryCountBytes(string text, out int count)
    {
        try
        {
            count = Strict.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            count = 0;
            return false;
        }
    }

    private static string Printable(string name)
    {
        var shown = name.Length > 100 ? name[..100] + "..." : name;
        return string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }
}
