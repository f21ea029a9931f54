using System.IO.Compression;
using Isotherm.Cli.Invocation;

namespace Isotherm.Cli.Inputs;

/// <summary>Reads a document that has to be in memory whole, plain or gzip, up to a limit.</summary>
internal static class WholeDocument
{
    /// <summary>Several times the official file as it is printed widest.</summary>
    public const int MaxBytes = 256 * 1024 * 1024;

    private const int BufferBytes = 128 * 1024;

    /// <summary>The bytes, unpacked when they begin as gzip does; refused when there are too many of them.</summary>
    /// <param name="source">Read from where it stands; left open.</param>
    /// <param name="name">What a refusal calls it.</param>
    /// <param name="maxBytes">The limit, for the bytes as they come and after they are unpacked.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<Answer<byte[]>> ReadAsync(
        Stream source, string name, int maxBytes, CancellationToken cancellation)
    {
        try
        {
            var bytes = await ReadToEndAsync(source, maxBytes, cancellation);
            if (bytes is not [0x1F, 0x8B, ..]) return bytes is null ? TooLong(name, maxBytes) : bytes;
            using var packed = new MemoryStream(bytes, writable: false);
            await using var inflater = new GZipStream(packed, CompressionMode.Decompress);
            var unpacked = await ReadToEndAsync(inflater, maxBytes, cancellation);
            return unpacked is null ? TooLong(name, maxBytes) : unpacked;
        }
        catch (InvalidDataException)
        {
            return $"{name} begins as gzip and is damaged or cut short: get it again.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{name} cannot be read: {e.Message}";
        }
    }

    private static string TooLong(string name, int maxBytes) =>
        $"{name} is longer than {maxBytes} bytes after decompression: this is no file of region shapes.";

    private static async Task<byte[]?> ReadToEndAsync(Stream source, int maxBytes, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferBytes];
        for (; ; )
        {
            var count = await source.ReadAsync(buffer, cancellation);
            if (count == 0) return bytes.ToArray();
            if (bytes.Length + count > maxBytes) return null;
            await bytes.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }
    }
}
