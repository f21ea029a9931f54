using System.Buffers;
using System.IO.Compression;

namespace Isotherm.Core.Readings;

/// <summary>Reads one document of readings from a stream, plain or gzip.</summary>
public static class ReadingsDocument
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>
    /// Reads to the end of the stream or to the first fault. gzip (RFC 1952, any number of members) is recognised by
    /// its first two bytes; one that is damaged, cut short or followed by anything else is unreadable at the offset up
    /// to which it gave bytes. A document of more than <paramref name="maxBytes"/> after decompression is unreadable at
    /// that offset, and no more of it is decompressed. Memory is constant.
    /// </summary>
    /// <param name="stream">Read from where it stands; left open. What it throws itself passes through.</param>
    /// <param name="form">Which documents are taken.</param>
    /// <param name="rules">The limits of a temperature.</param>
    /// <param name="sink">Takes readings and rejects as they are found, also those before a fault.</param>
    /// <param name="maxBytes">The longest document, after decompression.</param>
    /// <param name="cancellation">Stops the reading with an <see cref="OperationCanceledException"/>.</param>
    public static async Task<ReadingsResult> ReadAsync(
        Stream stream,
        ReadingsForm form,
        ReadingRules rules,
        IReadingSink sink,
        long maxBytes,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        var reader = new ReadingsReader(form, rules, sink);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var first = await stream.ReadAtLeastAsync(buffer.AsMemory(0, 2), 2, false, cancellation);
            if (!GzipSource.IsGzip(buffer.AsSpan(0, first)))
                return await ReadPlainAsync(stream, reader, buffer, first, maxBytes, cancellation);
            await using var source = new GzipSource(stream, buffer.AsSpan(0, first));
            await using var inflater = new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
            return await ReadGzipAsync(source, inflater, reader, buffer, maxBytes, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<ReadingsResult> ReadPlainAsync(
        Stream stream, ReadingsReader reader, byte[] buffer, int first, long maxBytes, CancellationToken cancellation)
    {
        var left = maxBytes;
        for (var count = first; count > 0; count = await stream.ReadAsync(buffer, cancellation))
        {
            if (!Feed(reader, buffer.AsSpan(0, count), ref left, maxBytes, out var result)) return result;
        }
        return reader.Complete();
    }

    private static async Task<ReadingsResult> ReadGzipAsync(
        GzipSource source,
        GZipStream inflater,
        ReadingsReader reader,
        byte[] buffer,
        long maxBytes,
        CancellationToken cancellation)
    {
        var left = maxBytes;
        try
        {
            for (; ; )
            {
                var count = await inflater.ReadAsync(buffer, cancellation);
                if (count == 0) return reader.GiveUp(source.EndReached ? GzipSource.Cut : GzipSource.Followed);
                if (source.EndReached && GzipSource.IsEnd(buffer.AsSpan(0, count))) return reader.Complete();
                if (source.EndReached) return reader.GiveUp(GzipSource.Cut);
                if (!Feed(reader, buffer.AsSpan(0, count), ref left, maxBytes, out var result)) return result;
            }
        }
        catch (InvalidDataException) when (!source.Failed)
        {
            return reader.GiveUp(source.EndReached ? GzipSource.Cut : GzipSource.Damaged);
        }
    }

    private static bool Feed(
        ReadingsReader reader, ReadOnlySpan<byte> bytes, ref long left, long maxBytes, out ReadingsResult result)
    {
        var allowed = (int)Math.Min(bytes.Length, left);
        left -= allowed;
        result = default;
        if (reader.Feed(bytes[..allowed]) && allowed == bytes.Length) return true;
        result = reader.GiveUp($"The document is longer than {maxBytes} bytes.");
        return false;
    }
}
