namespace Isotherm.Core.RawObjects;

/// <summary>The JSON form of a manifest.</summary>
internal sealed record ManifestDocument
{
    public required int SchemaVersion { get; init; }

    public required string Run { get; init; }

    public required string Slot { get; init; }

    public required string Hour { get; init; }

    public required string StartedAt { get; init; }

    public required string Source { get; init; }

    public required IReadOnlyList<ManifestPartDocument> Parts { get; init; }
}
