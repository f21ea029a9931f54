using System.Globalization;
using Isotherm.Core.Runs;

namespace Isotherm.Core.RawObjects;

/// <summary>
/// The name of one part of a run:
/// <c>raw/v1/{yyyy}/{MM}/{dd}/{HH}/{run}/{attempt}/part-00000.json</c>, with <c>{HHmm}</c> for slots under an hour.
/// Total both ways: whatever parses is written again to the same text.
/// </summary>
public sealed record RawObjectName
{
    /// <summary>Everything kept of runs lies below this prefix.</summary>
    public const string Prefix = "raw/v1/";

    private const int MaxPart = 99_999;

    /// <summary>The prefix, date and time, two ids, the part, and the slashes between them.</summary>
    private const int MaxLength = 7 + 15 + (2 * IdText.MaxLength) + 15 + 3;

    private RawObjectName(RunKey key, bool isHourly, AttemptId attempt, int part)
    {
        Key = key;
        IsHourly = isHourly;
        Attempt = attempt;
        Part = part;
    }

    public RunKey Key { get; }

    public bool IsHourly { get; }

    public AttemptId Attempt { get; }

    /// <summary>Counts from 0.</summary>
    public int Part { get; }

    /// <exception cref="ArgumentOutOfRangeException">More than 100,000 parts.</exception>
    public static RawObjectName Of(RunKey key, SlotLength length, AttemptId attempt, int part)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, MaxPart);
        return new RawObjectName(key, length.IsHourly, attempt, part);
    }

    /// <summary>The object whose creation commits the run of this part.</summary>
    public string ManifestOfRun => RunFolder(Key, IsHourly) + "manifest.json";

    /// <summary>The folder of a run, ending in a slash.</summary>
    public static string RunFolder(RunKey key, SlotLength length) => RunFolder(key, length.IsHourly);

    /// <summary>The name of the object whose creation commits the run.</summary>
    public static string Manifest(RunKey key, SlotLength length) => RunFolder(key, length) + "manifest.json";

    /// <summary>The object of rejects of this part under one evaluation.</summary>
    public string Rejects(long generation, string shapesHash, int rulesVersion) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"rejects/v1/{ToString()[Prefix.Length..]}.{generation}.{shapesHash}.{rulesVersion}.ndjson");

    public static bool TryParse(string? text, out RawObjectName? name)
    {
        name = null;
        if (text is not { Length: <= MaxLength } || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var pieces = text[Prefix.Length..].Split('/');
        if (pieces.Length != 7
            || !TryParseSlot(pieces.AsSpan(0, 4), out var slot, out var isHourly)
            || !RunId.TryParse(pieces[4], out var run)
            || !AttemptId.TryParse(pieces[5], out var attempt)
            || !TryParsePart(pieces[6], out var part)) return false;
        name = new RawObjectName(new RunKey(slot, run), isHourly, attempt, part);
        return true;
    }

    /// <summary>Reads the name of a manifest, and nothing else.</summary>
    public static bool TryParseManifest(string? text, out RunKey key)
    {
        const string ending = "manifest.json";
        key = default;
        if (text?.EndsWith("/" + ending, StringComparison.Ordinal) != true) return false;
        if (!TryParse(text[..^ending.Length] + "a/part-00000.json", out var part)) return false;
        key = part!.Key;
        return true;
    }

    /// <summary>The folder of everything that is kept of a day (UTC), ending in a slash.</summary>
    public static string FolderOfDay(DateOnly day) =>
        Prefix + day.ToString("yyyy'/'MM'/'dd'/'", CultureInfo.InvariantCulture);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{RunFolder(Key, IsHourly)}{Attempt}/part-{Part:00000}.json");

    private static string RunFolder(RunKey key, bool isHourly)
    {
        var format = isHourly ? "yyyy'/'MM'/'dd'/'HH" : "yyyy'/'MM'/'dd'/'HHmm";
        return $"{Prefix}{key.Slot.Start.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)}/{key.Run}/";
    }

    private static bool TryParseSlot(ReadOnlySpan<string> pieces, out Slot slot, out bool isHourly)
    {
        isHourly = pieces[3].Length == 2;
        var minutes = isHourly ? "00" : pieces[3].Length == 4 ? pieces[3][2..] : "";
        var hours = pieces[3].Length >= 2 ? pieces[3][..2] : "";
        return Slot.TryParse($"{pieces[0]}-{pieces[1]}-{pieces[2]}T{hours}:{minutes}:00Z", out slot);
    }

    private static bool TryParsePart(string text, out int part)
    {
        part = 0;
        return text.Length == "part-00000.json".Length
            && text.StartsWith("part-", StringComparison.Ordinal)
            && text.EndsWith(".json", StringComparison.Ordinal)
            && !text.AsSpan(5, 5).ContainsAnyExceptInRange('0', '9') // a number may end in NUL for TryParse
            && int.TryParse(text.AsSpan(5, 5), NumberStyles.None, CultureInfo.InvariantCulture, out part);
    }
}
