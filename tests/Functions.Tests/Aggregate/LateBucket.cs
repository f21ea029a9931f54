using Isotherm.Core.RawObjects;

namespace Isotherm.Functions.Tests.Aggregate;

/// <summary>A bucket that has looked an object up, and tells it late when a test holds it back.</summary>
internal sealed class LateBucket(IBucket bucket) : IBucket
{
    private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource? _held;

    public string Name => bucket.Name;

    /// <summary>Ends when a look is held back.</summary>
    public Task Found => _found.Task;

    /// <summary>The next look is held back.</summary>
    public void Hold() => _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _held!.SetResult();

    public async Task<StoredObject?> FindAsync(string name, CancellationToken cancellation)
    {
        var found = await bucket.FindAsync(name, cancellation);
        if (_held is not { } held) return found;
        _found.TrySetResult();
        await held.Task.WaitAsync(cancellation);
        return found;
    }

    public Task<IObjectWriter> CreateAsync(string name, CancellationToken cancellation) =>
        bucket.CreateAsync(name, cancellation);

    public Task<WriteResult> ReplaceAsync(
        string name, ReadOnlyMemory<byte> content, long expectedGeneration, CancellationToken cancellation) =>
        bucket.ReplaceAsync(name, content, expectedGeneration, cancellation);

    public Task<ObjectContent?> OpenAsync(string name, long? generation, CancellationToken cancellation) =>
        bucket.OpenAsync(name, generation, cancellation);

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation) =>
        bucket.ListAsync(prefix, cancellation);

    public Task<DateTimeOffset?> FindCreationAsync(string name, long generation, CancellationToken cancellation) =>
        bucket.FindCreationAsync(name, generation, cancellation);

    public Task<bool> DeleteAsync(string name, long generation, CancellationToken cancellation) =>
        bucket.DeleteAsync(name, generation, cancellation);
}
