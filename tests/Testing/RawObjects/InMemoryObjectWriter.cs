using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Testing.RawObjects;

/// <summary>An object on its way into an <see cref="InMemoryBucket"/>.</summary>
internal sealed class InMemoryObjectWriter(InMemoryBucket bucket, string name) : IObjectWriter
{
    private readonly MemoryStream _bytes = new();
    private bool _isDone;
    private bool _isBroken;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Begin();
        cancellation.ThrowIfCancellationRequested();
        bucket.Faults.Around("write", name, () =>
        {
            _bytes.Write(bytes.Span);
            return true;
        });
        _isBroken = false;
        return ValueTask.CompletedTask;
    }

    public Task<WriteResult> CommitAsync(CancellationToken cancellation)
    {
        Begin();
        cancellation.ThrowIfCancellationRequested();
        var result = bucket.Faults.Around("commit", name, () => bucket.Put(name, _bytes.ToArray(), 0));
        _isDone = true;
        return Task.FromResult(result);
    }

    public ValueTask DisposeAsync()
    {
        _isDone = true;
        return ValueTask.CompletedTask;
    }

    private void Begin()
    {
        if (_isDone) throw new InvalidOperationException($"'{name}' is written or given up.");
        if (_isBroken) throw new TransientException($"An earlier write of '{name}' was not finished.");
        _isBroken = true;
    }
}
