namespace Isotherm.Core.RawObjects;

/// <summary>An object being written. Disposing it without a commit leaves no trace.</summary>
public interface IObjectWriter : IAsyncDisposable
{
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Makes the object visible, whole, unless there is one of that name already.</summary>
    Task<WriteResult> CommitAsync(CancellationToken cancellation);
}
