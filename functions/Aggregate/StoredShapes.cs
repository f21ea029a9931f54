using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using Microsoft.Extensions.Logging;

namespace Isotherm.Aggregate;

/// <summary>
/// Reads a generation of the shapes: from their compact form if there is a right one, else from the GeoJSON.
/// </summary>
internal sealed class StoredShapes(IBucket bucket, string name, ILogger log)
{
    /// <summary>The official file has about 10 MB; what is far beyond that is no file of shapes.</summary>
    private const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>The shapes, or the reason why they are refused.</summary>
    public async Task<ShapesResult> ReadAsync(StoredObject found, CancellationToken cancellation)
    {
        if (found.Size > MaxBytes) return new(null, $"{found.Size} bytes are no file of shapes.");
        if (CompactShapes.AreWorthwhile(found) && await ReadCompactAsync(found, cancellation) is { } compact)
            return compact;
        await using var opened = await bucket.OpenAsync(name, found.Generation, cancellation)
            ?? throw new TransientException($"generation {found.Generation} of {name} was replaced just now.");
        return ShapesReader.Read((await BytesAsync(opened, cancellation)).Span);
    }

    /// <summary>Null when the GeoJSON has to be read, whatever the reason: it tells the same.</summary>
    private async Task<ShapesResult?> ReadCompactAsync(StoredObject source, CancellationToken cancellation)
    {
        var beside = CompactShapes.NameBeside(name);
        try
        {
            await using var opened = await bucket.OpenAsync(beside, generation: null, cancellation);
            var read = opened switch
            {
                null => new(null, "It is not in the bucket."),
                { Stored.Size: > MaxBytes } => new(null, $"It has {opened.Stored.Size} bytes."),
                _ => CompactShapes.Read((await BytesAsync(opened, cancellation)).Span, source),
            };
            if (read.Shapes is not null) return read;
            log.CompactShapesIgnored(beside, read.Refusal!);
        }
        catch (TransientException failure)
        {
            log.CompactShapesIgnored(beside, failure.Message);
        }

        return null;
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(ObjectContent opened, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream((int)opened.Stored.Size);
        await opened.Content.CopyToAsync(bytes, cancellation);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
