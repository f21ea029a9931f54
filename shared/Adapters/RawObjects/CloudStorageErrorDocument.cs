namespace Isotherm.Adapters.RawObjects;

/// <summary>The error body of the JSON API.</summary>
internal sealed record CloudStorageErrorDocument
{
    public Detail? Error { get; init; }

    internal sealed record Detail
    {
        public string? Message { get; init; }
    }
}
