using System.Text.Json.Nodes;

namespace Isotherm.Testing.RawObjects;

/// <summary>A resumable upload at <see cref="RudeStorage"/>.</summary>
internal sealed record RudeStorageSession(string Name, long? ExpectedGeneration, JsonObject Resource)
{
    public MemoryStream Kept { get; } = new();

    public RudeStorageObject? Finished { get; set; }
}
