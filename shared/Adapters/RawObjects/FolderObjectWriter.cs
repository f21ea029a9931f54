using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>An object on its way into a <see cref="FolderBucket"/>: a hidden file until it is committed.</summary>
internal sealed class FolderObjectWriter(FolderBucket bucket, string name, long expectedGeneration, string path)
    : IObjectWriter
{
    /// <summary>
    /// Sharing deletion lets the file be renamed while it is open; being open is what tells it from a leftover.
    /// </summary>
    private readonly FileStream _pending =
        new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0);

    private Crc32C _crc;
    private long _size;
    private State _state;

    private enum State
    {
        Open,
        Writing,
        Done,
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Begin("written to");
        try
        {
            await _pending.WriteAsync(bytes, cancellation);
        }
        catch (Exception e) when (FolderBucket.IsFileFailure(e))
        {
            throw bucket.Unreachable($"'{name}' cannot be written", e);
        }

        _crc.Append(bytes.Span);
        _size += bytes.Length;
        _state = State.Open;
    }

    public async Task<WriteResult> CommitAsync(CancellationToken cancellation)
    {
        Begin("committed");
        var written = new FolderPending(_pending, _size, _crc.ToBase64());
        var result = await bucket.CommitAsync(name, expectedGeneration, written, cancellation);
        _state = State.Done;
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        _state = State.Done;
        try
        {
            await _pending.DisposeAsync();
            File.Delete(path);
        }
        catch (Exception e) when (FolderBucket.IsFileFailure(e))
        {
            // A leftover is invisible, and the next writer but a few sweeps it away.
        }
    }

    /// <summary>A write that failed or was cancelled left an unknown part of its bytes: never commit those.</summary>
    private void Begin(string what)
    {
        if (_state == State.Done) throw new InvalidOperationException($"'{name}' can no longer be {what}.");
        if (_state == State.Writing)
            throw new TransientException($"'{name}' cannot be {what}: an earlier write was not finished.");
        _state = State.Writing;
    }
}
