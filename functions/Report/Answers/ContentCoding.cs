using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Report.Answers;

/// <summary>Brotli or gzip, as the client prefers (RFC 9110, 12.5.3), and Brotli when it does not mind.</summary>
internal static class ContentCoding
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";
    private const string Any = "*";

    /// <summary>Smaller than gzip at its best, and as quick as gzip at its usual (measured on the page).</summary>
    private static readonly BrotliCompressionOptions BrotliOptions = new() { Quality = 5 };

    /// <summary>A shorter body hardly gets shorter, and fits one packet as it is.</summary>
    private const int LeastBytes = 1024;

    /// <summary>The coding for an answer; null: as it is.</summary>
    public static string? Choose(StringValues acceptEncoding, Answer answer)
    {
        if (!IsText(answer.ContentType) || answer.Length < LeastBytes) return null;
        if (!StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var accepted)) return null;
        var (brotli, gzip) = (Quality(accepted, Brotli), Quality(accepted, Gzip));
        var best = Math.Max(brotli, gzip);
        if (best == 0 || IdentityIsPreferred(accepted, best)) return null;
        return brotli == best ? Brotli : Gzip;
    }

    public static Stream Around(Stream output, string coding) => coding == Brotli
        ? new BrotliStream(output, BrotliOptions, leaveOpen: true)
        : new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);

    [SuppressMessage(
        "Globalization", "CA1310", Justification = "StringSegment compares ordinally when it is told to.")]
    private static bool IsText(string contentType) =>
        contentType.StartsWith("text/", StringComparison.Ordinal)
        || contentType.Contains("json", StringComparison.Ordinal)
        || contentType.Contains("xml", StringComparison.Ordinal)
        || contentType.Contains("javascript", StringComparison.Ordinal);

    private static double Quality(IList<StringWithQualityHeaderValue> accepted, string coding) =>
        Find(accepted, coding) ?? Find(accepted, Any) ?? 0;

    private static bool IdentityIsPreferred(IList<StringWithQualityHeaderValue> accepted, double best) =>
        Find(accepted, "identity") > best;

    private static double? Find(IList<StringWithQualityHeaderValue> accepted, string coding) => accepted
        .Where(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
        .Select(value => (double?)(value.Quality ?? 1)).FirstOrDefault();
}
