using System.Text.Json.Serialization;

namespace Isotherm.Core.RawObjects;

/// <summary>The JSON form of one part in a manifest.</summary>
internal sealed record ManifestPartDocument
{
    public string? Object { get; init; }

    public long? Generation { get; init; }

    public long? Size { get; init; }

    [JsonPropertyName("crc32c")]
    public string? Crc32C { get; init; }

    public long? Records { get; init; }

    public string? Message { get; init; }
}
