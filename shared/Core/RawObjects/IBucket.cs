using Isotherm.Core.Failures;

namespace Isotherm.Core.RawObjects;

/// <summary>
/// A bucket of Cloud Storage or its local twin. An object is visible whole or not at all; reads after writes are
/// consistent. Every method throws <see cref="TransientException"/> when the bucket cannot be reached, and only that.
/// </summary>
public interface IBucket
{
    /// <summary>The name that messages carry.</summary>
    string Name { get; }

    /// <summary>
    /// Begins an object that must not exist yet when it is committed (<c>ifGenerationMatch=0</c>). Nothing is visible
    /// before <see cref="IObjectWriter.CommitAsync"/>.
    /// </summary>
    Task<IObjectWriter> CreateAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Writes an object whose live generation must be <paramref name="expectedGeneration"/> (0: there is none).
    /// </summary>
    Task<WriteResult> ReplaceAsync(
        string name, ReadOnlyMemory<byte> content, long expectedGeneration, CancellationToken cancellation);

    /// <summary>The live object of that name, or null.</summary>
    Task<StoredObject?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Opens one generation (null: the live one) for reading, or null when there is no such object. The bytes are
    /// checked against their checksum at the end of the stream.
    /// </summary>
    Task<ObjectContent?> OpenAsync(string name, long? generation, CancellationToken cancellation);

    /// <summary>The live objects whose names start with <paramref name="prefix"/>, in ordinal order of names.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>When a generation was created; null when it is not the live one of that name (any more).</summary>
    Task<DateTimeOffset?> FindCreationAsync(string name, long generation, CancellationToken cancellation);

    /// <summary>
    /// Deletes an object if its live generation is the given one (<c>ifGenerationMatch</c>); false when it is gone, or
    /// is another one by now. A later object of that name has a greater generation all the same.
    /// </summary>
    Task<bool> DeleteAsync(string name, long generation, CancellationToken cancellation);
}
