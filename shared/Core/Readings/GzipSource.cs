using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Isotherm.Core.Readings;

/// <summary>
/// The compressed bytes of a document and, after them, one more gzip member of our own. GZipStream ends quietly where
/// its input ends or where anything but a member follows; only when everything before was whole members does it give
/// the content of that last one.
/// </summary>
internal sealed class GzipSource : Stream
{
    public const string Damaged = "The gzip data is damaged.";
    public const string Cut = "The gzip data ends too early.";
    public const string Followed = "Something follows the gzip data.";

    private static readonly byte[] EndMember = Compress("end"u8);

    [SuppressMessage("Usage", "CA2213", Justification = "The stream is the caller's, who closes it.")]
    private readonly Stream _stream;

    private readonly byte[] _first;
    private bool _firstRead;
    private int _endRead;

    public GzipSource(Stream stream, ReadOnlySpan<byte> first)
    {
        _stream = stream;
        _first = first.ToArray();
    }

    /// <summary>All compressed bytes were given: what is decompressed from now on is not the document's.</summary>
    public bool EndReached { get; private set; }

    /// <summary>The stream itself threw.</summary>
    public bool Failed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>True when a document that begins so is gzip: no JSON begins with these two bytes.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> first) => first.StartsWith<byte>([0x1F, 0x8B]);

    /// <summary>
    /// True when what was decompressed after <see cref="EndReached"/> is the content of the last member.
    /// </summary>
    public static bool IsEnd(ReadOnlySpan<byte> decompressed) => decompressed.SequenceEqual("end"u8);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_firstRead)
        {
            _firstRead = true;
            _first.CopyTo(buffer);
            return _first.Length;
        }
        var count = EndReached ? 0 : await ReadStreamAsync(buffer, cancellationToken);
        if (count > 0) return count;
        EndReached = true;
        var end = EndMember.AsMemory(_endRead);
        end = end[..Math.Min(end.Length, buffer.Length)];
        end.CopyTo(buffer);
        _endRead += end.Length;
        return end.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<int> ReadStreamAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await _stream.ReadAsync(buffer, cancellation);
        }
        catch
        {
            Failed = true;
            throw;
        }
    }

    private static byte[] Compress(ReadOnlySpan<byte> content)
    {
        var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest)) gzip.Write(content);
        return member.ToArray();
    }
}
