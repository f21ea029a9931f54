namespace Isotherm.Core.RawObjects;

/// <summary>Whole small objects (manifests, records, shapes) in one call.</summary>
public static class BucketExtensions
{
    /// <summary>
    /// Creates an object from bytes in memory; the precondition fails when there is one of that name.
    /// </summary>
    public static async Task<WriteResult> CreateAsync(
        this IBucket bucket, string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        await using var writer = await bucket.CreateAsync(name, cancellation);
        await writer.WriteAsync(content, cancellation);
        return await writer.CommitAsync(cancellation);
    }

    /// <summary>Reads the live object of that name whole, or null when there is none.</summary>
    public static async Task<(StoredObject Stored, byte[] Bytes)?> ReadAsync(
        this IBucket bucket, string name, CancellationToken cancellation)
    {
        var opened = await bucket.OpenAsync(name, generation: null, cancellation);
        if (opened is null) return null;
        await using (opened)
        {
            using var bytes = new MemoryStream();
            await opened.Content.CopyToAsync(bytes, cancellation);
            return (opened.Stored, bytes.ToArray());
        }
    }
}
