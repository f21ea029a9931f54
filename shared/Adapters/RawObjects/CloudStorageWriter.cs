using System.Net;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// An object on its way to Cloud Storage. Up to one chunk is held in memory: what fits into it goes in one request,
/// what does not in a resumable upload. Either way it becomes visible with the last request, whole.
/// </summary>
internal sealed class CloudStorageWriter(
    CloudStorageObjects objects, string name, CloudStorageDescription description, long expectedGeneration)
    : IObjectWriter
{
    private const int FirstBuffer = 64 * 1024;

    private readonly CloudStorageOperation _operation = expectedGeneration == 0
        ? objects.Operation("create", name, CloudStorageObjects.CreateRight)
        : objects.Operation("replace", name, CloudStorageObjects.ReplaceRight);

    private CloudStorageSession? _session;
    private byte[] _buffer = [];
    private int _count;
    private long _size;
    private Crc32C _crc;
    private bool _isPreceded;
    private bool _isBroken;
    private bool _isEnded;

    private CloudStorageConnection Connection => objects.Connection;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        RequireOpen();
        _isBroken = true;
        cancellation.ThrowIfCancellationRequested();
        while (!bytes.IsEmpty && !_isPreceded)
        {
            if (_count == Connection.Options.ChunkBytes) await SendChunkAsync(cancellation);
            MakeRoom(bytes.Length);
            var taken = Math.Min(bytes.Length, _buffer.Length - _count);
            bytes.Span[..taken].CopyTo(_buffer.AsSpan(_count));
            _crc.Append(bytes.Span[..taken]);
            _count += taken;
            _size += taken;
            bytes = bytes[taken..];
        }

        _isBroken = false;
    }

    public async Task<WriteResult> CommitAsync(CancellationToken cancellation)
    {
        RequireOpen();
        cancellation.ThrowIfCancellationRequested();
        _isEnded = true;
        if (_isPreceded) return default;
        var budget = Connection.NewBudget();
        var answer = _session is null
            ? await SendWholeAsync(budget, cancellation)
            : await _session.FinishAsync(_buffer.AsMemory(0, _count), _crc.ToBase64(), budget, cancellation);
        if (answer?.Resource is { } resource)
        {
            _session = null;
            return new WriteResult(await AcceptAsync(resource, cancellation));
        }

        return await SettleAsync(answer, answer is null || budget.Failures > 0, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _isEnded = true;
        _buffer = [];
        var session = _session;
        _session = null;
        if (session is not null) await session.CancelAsync();
    }

    private async Task SendChunkAsync(CancellationToken cancellation)
    {
        _session ??= new CloudStorageSession(
            Connection, _operation, objects.Names.Upload("resumable", name, expectedGeneration), description);
        var (kept, refusal) = await _session.SendAsync(_buffer.AsMemory(0, _count), cancellation);
        if (refusal is not null)
        {
            // Nothing of ours was finished, so whatever is there is another's: the rest need not be sent.
            await SettleAsync(refusal, isOwnRetry: false, cancellation);
            _isPreceded = true;
        }

        _buffer.AsSpan(kept, _count - kept).CopyTo(_buffer);
        _count -= kept;
    }

    private Task<CloudStorageAnswer?> SendWholeAsync(CloudStorageBudget budget, CancellationToken cancellation)
    {
        var address = objects.Names.Upload("multipart", name, expectedGeneration);
        var resource = CloudStorageObject.Of(description) with { Name = name, Crc32c = _crc.ToBase64() };
        return Connection.SendAsync(
            _operation,
            () => new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new CloudStorageMultipart(resource, _buffer.AsMemory(0, _count)),
            },
            async (response, limit) =>
            {
                var answer = await CloudStorageAnswer.ReadAsync(response, limit);
                if (answer.Resource is not null || answer.IsRefused) return answer;
                throw _operation.Refused(answer.Status, answer.Detail);
            },
            budget,
            cancellation)!;
    }

    /// <summary>The object as the service reports it, if that is what was sent.</summary>
    private async Task<StoredObject> AcceptAsync(CloudStorageObject answer, CancellationToken cancellation)
    {
        var told = answer.ToStored(name);
        var stored = told ?? await objects.FindAsync(name, generation: null, cancellation)
            ?? throw _operation.Failed("it was written, and then was not there");
        if (IsOurs(stored)) return stored;
        if (told is not null) await objects.TryDeleteAsync(name, told.Generation, cancellation);
        throw _operation.Failed(
            $"{_size} bytes with the checksum {_crc.ToBase64()} were sent, the service reports {stored.Size} with "
            + $"{stored.Crc32C}; write it again");
    }

    /// <summary>What a refused or lost write came to, by what lies there now.</summary>
    private async Task<WriteResult> SettleAsync(
        CloudStorageAnswer? refusal, bool isOwnRetry, CancellationToken cancellation)
    {
        if (refusal is { Status: HttpStatusCode.PreconditionFailed } && !isOwnRetry) return default;
        if (refusal is { Status: HttpStatusCode.Forbidden } && expectedGeneration > 0) throw Refused(refusal);
        var live = await FindAsync(refusal, cancellation);
        if (live is not null && isOwnRetry && IsOurs(live)) return new WriteResult(live);
        if (refusal is { Status: HttpStatusCode.Forbidden } && live is null) throw Refused(refusal);
        if (refusal is null) throw _operation.Failed("the upload session was lost at its end; write it again");
        if (live is null && expectedGeneration == 0)
            throw _operation.Failed("another object stood in the way and is gone; write it again");
        return default;
    }

    private async Task<StoredObject?> FindAsync(CloudStorageAnswer? refusal, CancellationToken cancellation)
    {
        try
        {
            return await objects.FindAsync(name, generation: null, cancellation);
        }
        catch (TransientException) when (refusal is { Status: HttpStatusCode.Forbidden })
        {
            throw Refused(refusal);
        }
    }

    private TransientException Refused(CloudStorageAnswer refusal) =>
        _operation.Refused(refusal.Status, refusal.Detail);

    private bool IsOurs(StoredObject stored) => stored.Size == _size && stored.Crc32C == _crc.ToBase64();

    private void MakeRoom(int wanted)
    {
        var most = Connection.Options.ChunkBytes;
        var needed = (int)Math.Min((long)_count + wanted, most);
        if (needed <= _buffer.Length) return;
        var length = (int)Math.Min(Math.Max(Math.Max(2L * _buffer.Length, FirstBuffer), needed), most);
        Array.Resize(ref _buffer, length);
    }

    private void RequireOpen()
    {
        if (_isEnded) throw new InvalidOperationException($"The writing of {name} has ended.");
        if (_isBroken) throw _operation.Failed("an earlier write of it failed; write it again");
    }
}
