namespace Isotherm.Testing.RawObjects;

/// <summary>The bytes of an object in memory; every read of them can be struck.</summary>
internal sealed class InMemoryContent(string name, byte[] bytes, Faults faults) : MemoryStream(bytes, writable: false)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override int Read(Span<byte> buffer)
    {
        var read = new byte[buffer.Length];
        var count = faults.Around("read", name, () => Read(read, 0, read.Length));
        read.AsSpan(0, count).CopyTo(buffer);
        return count;
    }
}
