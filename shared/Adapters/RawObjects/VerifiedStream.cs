using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// The bytes of a stored object, forwards only. Size and checksum are compared before the last byte is handed out, so a
/// reader that has all bytes has the right ones; else the read fails with <see cref="TransientException"/>.
/// </summary>
public sealed class VerifiedStream(Stream inner, StoredObject stored) : Stream
{
    private Crc32C _crc;
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => stored.Size;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Verify(buffer, inner.Read(buffer));
        }
        catch (IOException e)
        {
            throw Unreadable(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            return Verify(buffer.Span, count);
        }
        catch (IOException e)
        {
            throw Unreadable(e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private int Verify(Span<byte> buffer, int count)
    {
        if (count == 0 && buffer.Length > 0 && _read < stored.Size)
            throw Wrong($"it ends after {_read} of {stored.Size} bytes");
        _crc.Append(buffer[..count]);
        _read += count;
        if (_read > stored.Size) throw Wrong($"it is longer than its {stored.Size} bytes");
        if (_read == stored.Size && _crc.ToBase64() != stored.Crc32C)
            throw Wrong($"its checksum is {_crc.ToBase64()} and should be {stored.Crc32C}");
        return count;
    }

    private TransientException Wrong(string what) =>
        new($"Object '{stored.Name}' (generation {stored.Generation}) was read wrongly: {what}.");

    private TransientException Unreadable(IOException cause) =>
        new($"Object '{stored.Name}' (generation {stored.Generation}) cannot be read: {cause.Message}", cause);
}
