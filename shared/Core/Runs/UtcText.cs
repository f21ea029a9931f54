using System.Globalization;

namespace Isotherm.Core.Runs;

/// <summary>
/// The two text forms in which instants are written: to the second and to the microsecond, always UTC.
/// </summary>
public static class UtcText
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Microseconds = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>
    /// What a person or a scheduler may write; without a zone it is UTC, as every time in this system.
    /// </summary>
    private static readonly string[] Accepted =
    [
        "yyyy-MM-dd'T'HH", "yyyy-MM-dd'T'HH'Z'",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Writes an instant to the second, for example <c>2019-02-19T14:00:00Z</c>.</summary>
    public static string ToSeconds(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture);

    /// <summary>Writes an instant to the microsecond, for example <c>2019-02-19T14:00:03.141592Z</c>.</summary>
    public static string ToMicroseconds(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Microseconds, CultureInfo.InvariantCulture);

    /// <summary>Reads exactly what <see cref="ToSeconds"/> writes, nothing else.</summary>
    public static bool TryParseSeconds(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Seconds, CultureInfo.InvariantCulture, Utc, out instant);

    /// <summary>Reads exactly what <see cref="ToMicroseconds"/> writes, nothing else.</summary>
    public static bool TryParseMicroseconds(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Microseconds, CultureInfo.InvariantCulture, Utc, out instant);

    /// <summary>
    /// Reads an ISO 8601 instant as people and schedulers write it, to 100 ns (further digits are cut).
    /// </summary>
    public static bool TryParse(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(CutToTicks(text), Accepted, CultureInfo.InvariantCulture, Utc, out instant);

    /// <summary>Cuts what a microsecond column cannot keep, so that an instant is equal wherever it is kept.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static string? CutToTicks(string? text)
    {
        var point = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (point < 0) return text;
        var end = point + 1;
        while (end < text!.Length && char.IsAsciiDigit(text[end])) end++;
        return end - point > 8 ? string.Concat(text.AsSpan(0, point + 8), text.AsSpan(end)) : text;
    }
}
