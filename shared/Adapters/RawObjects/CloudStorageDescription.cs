using System.Collections.Immutable;

namespace Isotherm.Adapters.RawObjects;

/// <summary>What is told of an object beside its bytes. It changes neither bytes nor checksum.</summary>
public sealed record CloudStorageDescription
{
    /// <summary>The media type.</summary>
    public required string ContentType { get; init; }

    /// <summary><c>gzip</c> when the bytes are compressed and browsers shall see them plain; else null.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>Custom metadata.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Plain bytes, with the media type that the ending of the name tells.</summary>
    public static CloudStorageDescription Of(string name) => new()
    {
        ContentType = Path.GetExtension(name) switch
        {
            ".json" => "application/json",
            ".geojson" => "application/geo+json",
            ".ndjson" => "application/x-ndjson",
            ".csv" => "text/csv",
            _ => "application/octet-stream",
        },
    };

    /// <summary>What the resource of an object tells.</summary>
    internal static CloudStorageDescription Of(CloudStorageObject found) => new()
    {
        ContentType = found.ContentType ?? "application/octet-stream",
        ContentEncoding = found.ContentEncoding,
        Metadata = found.Metadata?.ToImmutableSortedDictionary(StringComparer.Ordinal)
            ?? ImmutableSortedDictionary<string, string>.Empty,
    };
}
