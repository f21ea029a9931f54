using CsCheck;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;

namespace Isotherm.Adapters.Tests.RawObjects;

public sealed class VerifiedStreamTests
{
    private static CancellationToken Cancellation => Patience.Cancellation;

    [Fact]
    public void Right_bytes_are_handed_out_however_they_are_read() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Int[1, 40], Gen.Bool).Sample(
            (bytes, step, isSync) => Read(bytes, Stored(bytes), step, isSync).AsSpan().SequenceEqual(bytes),
            iter: 500);

    [Fact]
    public void A_wrong_byte_or_a_wrong_end_is_never_handed_out_as_the_whole() =>
        Gen.Select(Gen.Byte.Array[1, 100], Gen.Int[1, 40], Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 99]).Sample(
            (bytes, step, isSync, how, at) =>
            {
                byte[] wrong = how switch { 0 => [.. bytes], 1 => bytes[..^1], _ => [.. bytes, 0] };
                if (how == 0) wrong[at % wrong.Length] ^= 1;
                Assert.Throws<TransientException>(() => Read(wrong, Stored(bytes), step, isSync));
            },
            iter: 500);

    [Fact]
    public void A_read_of_nothing_decides_nothing()
    {
        using var stream = new VerifiedStream(new MemoryStream([1, 2]), Stored([1, 2]));

        Assert.Equal(0, stream.Read([], 0, 0));
        Assert.Equal(2, stream.Read(new byte[5], 0, 5));
        Assert.Equal((2, 2), (stream.Position, stream.Length));
    }

    [Fact]
    public async Task A_source_that_fails_is_a_transient_failure()
    {
        await using var stream = new VerifiedStream(new BrokenStream(), Stored([1]));

        var sync = Assert.Throws<TransientException>(() => stream.ReadByte());
        var async = await Assert.ThrowsAsync<TransientException>(
            () => stream.ReadAsync(new byte[1], 0, 1, Cancellation));
        Assert.Contains("gone", sync.Message, StringComparison.Ordinal);
        Assert.Contains("'a'", async.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_read_forwards_and_nothing_else()
    {
        using var stream = new VerifiedStream(new MemoryStream([1]), Stored([1]));

        Assert.Equal((true, false, false), (stream.CanRead, stream.CanSeek, stream.CanWrite));
        Assert.Throws<NotSupportedException>(() => stream.Position = 0);
        Assert.Throws<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => stream.SetLength(1));
        Assert.Throws<NotSupportedException>(() => stream.Write([1], 0, 1));
        stream.Flush();
    }

    private static byte[] Read(byte[] content, StoredObject stored, int step, bool isSync)
    {
        using var stream = new VerifiedStream(new MemoryStream(content), stored);
        using var read = new MemoryStream();
        var buffer = new byte[step];
        while (true)
        {
            var count = isSync
                ? stream.Read(buffer, 0, step)
                : stream.ReadAsync(buffer, default).AsTask().GetAwaiter().GetResult();
            if (count == 0) return read.ToArray();
            read.Write(buffer, 0, count);
        }
    }

    private static StoredObject Stored(byte[] bytes) => new("a", 1, bytes.Length, Crc32C.Of(bytes));

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("gone");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("gone");
    }
}
