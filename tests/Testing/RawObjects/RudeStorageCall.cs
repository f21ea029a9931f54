using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Testing.RawObjects;

/// <summary>A request to <see cref="RudeStorage"/>, understood.</summary>
internal sealed record RudeStorageCall
{
    private const string Objects = "/storage/v1/b/";
    private const string Uploads = "/upload/storage/v1/b/";

    public required RudeStorageRequest Request { get; init; }

    public required string Bucket { get; init; }

    /// <summary>The object, when the path names one.</summary>
    public string Name { get; init; } = "";

    public long? Generation { get; init; }

    public string? SessionId { get; init; }

    public bool IsUpload =>
        Request is RudeStorageRequest.Insert or RudeStorageRequest.Start or RudeStorageRequest.Chunk
            or RudeStorageRequest.Ask or RudeStorageRequest.Cancel;

    /// <summary>From the raw target: a slash within a name is escaped until the name is cut out.</summary>
    public static RudeStorageCall? Parse(HttpContext context, string target)
    {
        var path = target.Split('?')[0];
        if (path.StartsWith(Uploads, StringComparison.Ordinal)) return Upload(context, path[Uploads.Length..]);
        if (!path.StartsWith(Objects, StringComparison.Ordinal)) return null;
        var pieces = path[Objects.Length..].Split('/');
        var query = context.Request.Query;
        if (pieces is [var listed, "o"])
            return new() { Request = RudeStorageRequest.List, Bucket = listed };
        if (pieces is not [var bucket, "o", var name]) return null;
        return new()
        {
            Request = HttpMethods.IsDelete(context.Request.Method) ? RudeStorageRequest.Delete
                : query["alt"] == "media" ? RudeStorageRequest.Media
                : RudeStorageRequest.Metadata,
            Bucket = bucket,
            Name = Uri.UnescapeDataString(name),
            Generation = long.TryParse(query["generation"], CultureInfo.InvariantCulture, out var asked) ? asked : null,
        };
    }

    private static RudeStorageCall? Upload(HttpContext context, string path)
    {
        var query = context.Request.Query;
        if (path.Split('/') is not [var bucket, "o"]) return null;
        var range = context.Request.Headers.ContentRange.ToString();
        return new()
        {
            Request = context.Request.Method switch
            {
                "DELETE" => RudeStorageRequest.Cancel,
                "PUT" when range.StartsWith("bytes */", StringComparison.Ordinal) => RudeStorageRequest.Ask,
                "PUT" => RudeStorageRequest.Chunk,
                _ when query["uploadType"] == "resumable" => RudeStorageRequest.Start,
                _ => RudeStorageRequest.Insert,
            },
            Bucket = bucket,
            Name = query["name"].ToString(),
            Generation = long.TryParse(query["ifGenerationMatch"], CultureInfo.InvariantCulture, out var expected)
                ? expected
                : null,
            SessionId = query["upload_id"].FirstOrDefault(),
        };
    }
}
