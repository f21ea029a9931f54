using System.Globalization;
using System.Net;

namespace Isotherm.Adapters.RawObjects;

/// <summary>What an upload was answered.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Resource">The object, when it is finished.</param>
/// <param name="Persisted">Bytes the service has kept, when the upload goes on (308).</param>
/// <param name="Detail">What the service says of a refusal.</param>
internal sealed record CloudStorageAnswer(
    HttpStatusCode Status, CloudStorageObject? Resource, long Persisted, string? Detail)
{
    private const string FromStart = "bytes=0-";

    /// <summary>"Resume Incomplete" in the words of this API.</summary>
    public bool IsIncomplete => Status == HttpStatusCode.PermanentRedirect;

    /// <summary>The session is known no more: gone, expired or cancelled.</summary>
    public bool IsLost => Status is HttpStatusCode.NotFound or HttpStatusCode.Gone or (HttpStatusCode)499;

    /// <summary>A precondition failed, or the right to replace what is there is missing.</summary>
    public bool IsRefused => Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.Forbidden;

    public static async Task<CloudStorageAnswer> ReadAsync(
        HttpResponseMessage response, CancellationToken cancellation)
    {
        using (response)
        {
            if (response.StatusCode == HttpStatusCode.PermanentRedirect)
                return new(response.StatusCode, null, Kept(response), null);
            if (!response.IsSuccessStatusCode)
            {
                var detail = await CloudStorageConnection.ReadErrorAsync(response, cancellation);
                return new(response.StatusCode, null, 0, detail);
            }

            var resource = await CloudStorageConnection.ReadJsonAsync(
                response, CloudStorageJson.Default.CloudStorageObject, cancellation);
            return new(response.StatusCode, resource, 0, null);
        }
    }

    /// <summary>Of <c>Range: bytes=0-LAST</c>; without that header nothing was kept.</summary>
    private static long Kept(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Range", out var values)) return 0;
        var range = string.Join(',', values);
        return range.StartsWith(FromStart, StringComparison.Ordinal)
            && long.TryParse(
                range.AsSpan(FromStart.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && last < long.MaxValue
                ? last + 1
                : throw new IOException($"an upload that goes on after '{range}'");
    }
}
