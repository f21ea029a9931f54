using System.Net.Http.Headers;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// A bucket of Cloud Storage over the JSON API (v1). Writes carry a precondition on the generation and their CRC-32C;
/// a precondition that fails after a try of our own whose answer was lost is settled by comparing size and checksum
/// with what lies there. Reads name a generation, are resumed where they broke, and are checked at their end.
/// </summary>
/// <remarks>
/// Sources: "Retry strategy", "Uploads and downloads", "Perform resumable uploads", "Data validation",
/// "Transcoding" and "Request preconditions" of the Cloud Storage documentation.
/// </remarks>
public sealed class CloudStorageBucket : IBucket
{
    /// <summary>What the location of a bucket begins with.</summary>
    private const string Scheme = "gs://";

    private const int MaxRange = 16 * 1024 * 1024;

    private readonly CloudStorageObjects _objects;

    /// <exception cref="ArgumentException">The name breaks the naming rules of buckets.</exception>
    public CloudStorageBucket(string name, CloudStorageConnection connection)
    {
        if (!IsName(name)) throw new ArgumentException($"'{name}' cannot name a bucket.", nameof(name));
        _objects = new CloudStorageObjects(name, connection);
    }

    public string Name => _objects.Bucket;

    /// <summary>True for a text that can be a bucket's name.</summary>
    public static bool IsName(string text) => CloudStorageNames.IsBucket(text);

    /// <summary>The name in <c>gs://NAME</c> (a slash may follow); null when the text is no such location.</summary>
    public static string? NameOf(string location)
    {
        if (!location.StartsWith(Scheme, StringComparison.Ordinal)) return null;
        var name = location[Scheme.Length..];
        if (name.EndsWith('/')) name = name[..^1];
        return IsName(name) ? name : null;
    }

    public Task<IObjectWriter> CreateAsync(string name, CancellationToken cancellation) =>
        CreateAsync(name, CloudStorageDescription.Of(name), cancellation);

    /// <summary>As the other, with a media type, content encoding and custom metadata of one's own.</summary>
    public Task<IObjectWriter> CreateAsync(
        string name, CloudStorageDescription description, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        if (!MediaTypeHeaderValue.TryParse(description.ContentType, out _))
            throw new ArgumentException($"'{description.ContentType}' is no media type.", nameof(description));
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<IObjectWriter>(new CloudStorageWriter(_objects, name, description, 0));
    }

    public async Task<WriteResult> ReplaceAsync(
        string name, ReadOnlyMemory<byte> content, long expectedGeneration, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedGeneration);
        await using var writer = new CloudStorageWriter(
            _objects, name, CloudStorageDescription.Of(name), expectedGeneration);
        await writer.WriteAsync(content, cancellation);
        return await writer.CommitAsync(cancellation);
    }

    public Task<StoredObject?> FindAsync(string name, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        return _objects.FindAsync(name, generation: null, cancellation);
    }

    /// <summary>What is told of the live object beside its bytes, or null when there is none.</summary>
    public async Task<CloudStorageDescription?> DescribeAsync(string name, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        var found = await _objects.GetAsync(name, generation: null, cancellation);
        return found is null ? null : CloudStorageDescription.Of(found);
    }

    public async Task<ObjectContent?> OpenAsync(string name, long? generation, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        var stream = await new CloudStorageDownload(_objects, name).OpenAsync(generation, cancellation);
        return stream is null ? null : new ObjectContent(stream.Stored, stream);
    }

    /// <summary>
    /// Some bytes of one generation (null: the live one): fewer than asked for where the object ends, null when there
    /// is no such object. A part has no checksum of its own, so these are not checked.
    /// </summary>
    public Task<byte[]?> ReadRangeAsync(
        string name, long? generation, long offset, int length, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxRange);
        return new CloudStorageDownload(_objects, name).ReadRangeAsync(generation, offset, length, cancellation);
    }

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation)
    {
        ObjectNames.CheckPrefix(prefix);
        return new CloudStorageListing(_objects, prefix).ReadAsync(cancellation);
    }

    public async Task<DateTimeOffset?> FindCreationAsync(
        string name, long generation, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        if (await _objects.GetAsync(name, generation: null, cancellation) is not { } found) return null;
        if (found.Generation != generation) return null;
        return found.TimeCreated ?? throw _objects.Operation("read", name, CloudStorageObjects.ReadRight)
            .Failed("its metadata lack timeCreated");
    }

    public Task<bool> DeleteAsync(string name, long generation, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        return _objects.DeleteAsync(name, generation, cancellation);
    }
}
