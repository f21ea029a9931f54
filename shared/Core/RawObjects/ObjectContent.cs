namespace Isotherm.Core.RawObjects;

/// <summary>An open object: what it is, and its bytes. Dispose it to close the stream.</summary>
public sealed class ObjectContent(StoredObject stored, Stream content) : IAsyncDisposable
{
    public StoredObject Stored { get; } = stored;

    public Stream Content { get; } = content;

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
