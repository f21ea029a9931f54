using System.Text.Json.Serialization;

namespace Isotherm.Core.RawObjects;

/// <summary>The JSON form of one part in a manifest.</summary>
internal sealed record ManifestPartDocument
{
    public required string Object { get; init; }

    public required long Generation { get; init; }

    public required long Size { get; init; }

    [JsonPropertyName("crc32c")]
    public required string Crc32C { get; init; }

    public required long Records { get; init; }

    public required string Message { get; init; }
}
