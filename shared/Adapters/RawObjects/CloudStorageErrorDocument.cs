using System.Text.Json;

namespace Isotherm.Adapters.RawObjects;

/// <summary>The error body of the JSON API.</summary>
internal sealed record CloudStorageErrorDocument
{
    public Detail? Error { get; init; }

    /// <summary>Where the official test bench puts its words: text, or a document of its own.</summary>
    public JsonElement? Message { get; init; }

    /// <summary>What is said, or null.</summary>
    public string? Words => Error?.Message ?? Message?.ToString();

    internal sealed record Detail
    {
        public string? Message { get; init; }
    }
}
