using System.Globalization;
using System.Text.RegularExpressions;

namespace Isotherm.Adapters.RawObjects;

/// <summary>The names and addresses of the JSON API.</summary>
internal sealed partial class CloudStorageNames(Uri endpoint, string bucket)
{
    private readonly string _endpoint = endpoint.AbsoluteUri.TrimEnd('/');

    /// <summary>The naming rules of buckets, as far as a mistake in them can be told from the text.</summary>
    public static bool IsBucket(string text) =>
        BucketForm().IsMatch(text) && text.Length <= 222 && text.Split('.').All(label => label.Length is > 0 and <= 63);

    public Uri Upload(string type, string name, long expectedGeneration) =>
        Verbatim(
            $"{_endpoint}/upload/storage/v1/b/{bucket}/o?uploadType={type}&name={Uri.EscapeDataString(name)}"
            + $"&ifGenerationMatch={Text(expectedGeneration)}");

    public Uri Object(string name, long? generation, bool media)
    {
        var query = new[]
        {
            media ? "alt=media" : null,
            generation is { } asked ? "generation=" + Text(asked) : null,
        };
        var asks = string.Join('&', query.Where(part => part is not null));
        return Verbatim(
            $"{_endpoint}/storage/v1/b/{bucket}/o/{Uri.EscapeDataString(name)}{(asks.Length == 0 ? "" : "?" + asks)}");
    }

    public Uri List(string prefix, int size, string? pageToken) =>
        Verbatim(
            $"{_endpoint}/storage/v1/b/{bucket}/o?maxResults={Text(size)}&prefix={Uri.EscapeDataString(prefix)}"
            + (pageToken is null ? "" : "&pageToken=" + Uri.EscapeDataString(pageToken)));

    /// <summary>An escaped slash or dot in a name must arrive escaped.</summary>
    private static Uri Verbatim(string address) =>
        new(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]\\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketForm();
}
