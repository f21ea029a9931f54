using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Isotherm.Core.Readings;

/// <summary>
/// The bytes of a document from a stream, plain or gzip. gzip (RFC 1952, any number of members) is recognised by its
/// first two bytes.
/// </summary>
internal sealed class DocumentSource : IAsyncDisposable
{
    /// <summary>Room that a read must have.</summary>
    public const int LeastRoom = 4096;

    [SuppressMessage("Usage", "CA2213", Justification = "The stream is the caller's, who closes it.")]
    private readonly Stream _stream;
    private readonly GzipSource? _gzip;
    private readonly GZipStream? _inflater;
    private readonly long _maxBytes;
    private ReadOnlyMemory<byte> _first;
    private long _left;

    private DocumentSource(Stream stream, ReadOnlyMemory<byte> first, long maxBytes)
    {
        _stream = stream;
        _first = first;
        _left = _maxBytes = maxBytes;
        if (!GzipSource.IsGzip(first.Span)) return;
        _gzip = new GzipSource(stream, first.Span);
        _inflater = new GZipStream(_gzip, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>Once there are no more bytes: why the rest cannot be had; null when the document has ended.</summary>
    public string? Refusal { get; private set; }

    /// <param name="stream">Read from where it stands; left open.</param>
    /// <param name="maxBytes">The longest document, after decompression.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<DocumentSource> OpenAsync(
        Stream stream, long maxBytes, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        var first = new byte[2];
        var count = await stream.ReadAtLeastAsync(first, first.Length, false, cancellation);
        return new DocumentSource(stream, first.AsMemory(0, count), maxBytes);
    }

    /// <summary>Reads the next bytes; 0 when there are no more. What the stream throws passes through.</summary>
    /// <param name="room">At least <see cref="LeastRoom"/> bytes.</param>
    /// <param name="cancellation">Stops it with an <see cref="OperationCanceledException"/>.</param>
    public async ValueTask<int> ReadAsync(Memory<byte> room, CancellationToken cancellation)
    {
        if (Refusal is not null) return 0;
        var count = _inflater is null
            ? await ReadPlainAsync(room, cancellation) : await InflateAsync(_inflater, _gzip!, room, cancellation);
        if (count > _left) Refusal = $"The document is longer than {_maxBytes} bytes.";
        count = (int)Math.Min(count, _left);
        _left -= count;
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        if (_inflater is not null) await _inflater.DisposeAsync();
        if (_gzip is not null) await _gzip.DisposeAsync();
    }

    private async ValueTask<int> ReadPlainAsync(Memory<byte> room, CancellationToken cancellation)
    {
        if (_first.IsEmpty) return await _stream.ReadAsync(room, cancellation);
        var count = _first.Length;
        _first.CopyTo(room);
        _first = default;
        return count;
    }

    private async ValueTask<int> InflateAsync(
        GZipStream inflater, GzipSource source, Memory<byte> room, CancellationToken cancellation)
    {
        try
        {
            var count = await inflater.ReadAsync(room, cancellation);
            if (count > 0 && !source.EndReached) return count;
            var isEnd = count > 0 && GzipSource.IsEnd(room.Span[..count]);
            if (!isEnd) Refusal = source.EndReached ? GzipSource.Cut : GzipSource.Followed;
        }
        catch (InvalidDataException) when (!source.Failed)
        {
            Refusal = source.EndReached ? GzipSource.Cut : GzipSource.Damaged;
        }

        return 0;
    }
}
