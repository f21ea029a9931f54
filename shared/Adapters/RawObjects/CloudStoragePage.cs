namespace Isotherm.Adapters.RawObjects;

/// <summary>One page of a listing in the JSON API.</summary>
internal sealed record CloudStoragePage
{
    public IReadOnlyList<CloudStorageObject>? Items { get; init; }

    public string? NextPageToken { get; init; }
}
