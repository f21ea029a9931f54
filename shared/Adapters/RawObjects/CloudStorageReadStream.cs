using System.Net.Http.Headers;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// The bytes of one generation. A download that breaks or stands still is resumed where it stopped, of the same
/// generation; the last bytes are handed out only when the checksum of all is right.
/// </summary>
internal sealed class CloudStorageReadStream : Stream
{
    private const int EnoughToRenewPatience = 16 * 1024;

    private readonly CloudStorageDownload _download;
    private CancellationTokenSource _stall;
    private CloudStorageBudget? _budget;
    private HttpResponseMessage? _response;
    private Stream? _body;
    private Crc32C _crc;
    private long _offset;
    private long _lastBreak;
    private bool _disposed;

    public CloudStorageReadStream(CloudStorageDownload download, StoredObject stored, HttpResponseMessage response)
    {
        _download = download;
        Stored = stored;
        _response = response;
        _stall = NewStall();
    }

    public StoredObject Stored { get; }

    private CloudStorageBudget Budget => _budget ??= _download.Connection.NewBudget();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _offset;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (buffer.IsEmpty) return 0;
        while (_offset < Stored.Size)
        {
            var wanted = buffer[..(int)Math.Min(buffer.Length, Stored.Size - _offset)];
            var (read, fault) = await TryReadAsync(wanted, cancellationToken);
            if (fault is null) return Take(wanted.Span[..read]);
            LetGo();
            await RestAsync(fault, cancellationToken);
        }

        Verify();
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("What comes over the network is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            LetGo();
            _stall.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<CloudStorageTry<int>> TryReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (_response is null && await TryResumeAsync(cancellation) is { } refused) return new(0, refused);
        if (_stall.IsCancellationRequested)
        {
            _stall.Dispose();
            _stall = NewStall();
        }

        await using var registration = cancellation.UnsafeRegister(
            static stall => ((CancellationTokenSource)stall!).Cancel(), _stall);
        _stall.CancelAfter(_download.Connection.Options.StallTimeout);
        try
        {
            _body ??= await OpenBodyAsync(_response!, _stall.Token);
            var read = await _body.ReadAsync(buffer, _stall.Token);
            return new(read, read > 0 ? null : Fault("the download ended too early", null));
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(0, Fault(e is OperationCanceledException ? "the download stood still" : e.Message, e));
        }
        finally
        {
            _stall.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Asks for what is missing, of the same generation.</summary>
    private async Task<CloudStorageFault?> TryResumeAsync(CancellationToken cancellation)
    {
        var range = new RangeHeaderValue(_offset, null);
        var tried = await _download.TryRequestAsync(Stored.Generation, range, Budget, cancellation);
        if (tried.Fault is not null) return tried.Fault;
        _response = tried.Value ?? throw _download.Operation.Failed("it was deleted while it was read");
        if (CloudStorageDownload.Generation(_response) is { } generation && generation != Stored.Generation)
            throw _download.Operation.Failed($"it went on with generation {generation}, not {Stored.Generation}");
        return null;
    }

    private async Task<Stream> OpenBodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellation);
        await _download.SkipAsync(body, _offset - _download.Start(response), cancellation);
        return body;
    }

    /// <summary>Waits before the download goes on. Patience starts again when the last try brought something.</summary>
    private async Task RestAsync(CloudStorageFault fault, CancellationToken cancellation)
    {
        if (_offset - _lastBreak >= EnoughToRenewPatience) _budget = null;
        _lastBreak = _offset;
        if (!await Budget.TryWaitAsync(fault, cancellation))
            throw _download.Operation.GaveUp(fault, Budget.Failures);
    }

    private int Take(ReadOnlySpan<byte> bytes)
    {
        _crc.Append(bytes);
        _offset += bytes.Length;
        if (_offset == Stored.Size) Verify();
        return bytes.Length;
    }

    private void Verify()
    {
        var crc32C = _crc.ToBase64();
        if (crc32C != Stored.Crc32C)
            throw _download.Operation.Failed(
                $"the bytes have the checksum {crc32C}, generation {Stored.Generation} has {Stored.Crc32C}");
    }

    private void LetGo()
    {
        _response?.Dispose();
        _response = null;
        _body = null;
    }

    private CloudStorageFault Fault(string reason, Exception? cause) =>
        new($"{reason.TrimEnd('.')} ({_offset} of {Stored.Size} bytes)", null, cause);

    private CancellationTokenSource NewStall() => new(Timeout.InfiniteTimeSpan, _download.Connection.Clock);
}
