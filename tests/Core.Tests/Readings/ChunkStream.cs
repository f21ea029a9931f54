namespace Isotherm.Core.Tests.Readings;

/// <summary>Gives its bytes in chunks of at most a given size, then ends or fails.</summary>
internal sealed class ChunkStream(byte[] bytes, int chunk) : MemoryStream(bytes)
{
    public Exception? Failure { get; init; }

    public Action? OnRead { get; init; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        OnRead?.Invoke();
        if (Failure is not null && Position == Length) throw Failure;
        return base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }
}
