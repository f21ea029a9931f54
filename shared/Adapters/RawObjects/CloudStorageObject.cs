using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>The object resource of the JSON API, as far as it is used.</summary>
internal sealed record CloudStorageObject
{
    public string? Name { get; init; }

    public long? Generation { get; init; }

    public long? Size { get; init; }

    public string? Crc32c { get; init; }

    public DateTimeOffset? TimeCreated { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The resource that an upload begins with.</summary>
    public static CloudStorageObject Of(CloudStorageDescription description) => new()
    {
        ContentType = description.ContentType,
        ContentEncoding = description.ContentEncoding,
        Metadata = description.Metadata.IsEmpty ? null : description.Metadata,
    };

    /// <summary>What is stored, or null when the answer does not tell it all.</summary>
    public StoredObject? ToStored(string name) =>
        Generation is { } generation && Size is { } size && Crc32c is { Length: > 0 } crc32C
            ? new StoredObject(name, generation, size, crc32C)
            : null;
}
