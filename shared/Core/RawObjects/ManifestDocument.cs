namespace Isotherm.Core.RawObjects;

/// <summary>
/// The JSON form of a manifest. Everything may be missing here, so that the codec can say in its own words what is.
/// </summary>
internal sealed record ManifestDocument
{
    public int? SchemaVersion { get; init; }

    public string? Run { get; init; }

    public string? Slot { get; init; }

    public string? Hour { get; init; }

    public string? StartedAt { get; init; }

    public string? Source { get; init; }

    public IReadOnlyList<ManifestPartDocument?>? Parts { get; init; }
}
