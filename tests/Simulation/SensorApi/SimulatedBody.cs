using Isotherm.Simulation.Loop;

namespace Isotherm.Simulation.SensorApi;

/// <summary>A body that comes in a few pieces, with pauses, and may not come to its end.</summary>
internal sealed class SimulatedBody(SimulationLoop loop, byte[] bytes, BodyEnding ending, int brokenAt) : Stream
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly int _piece = Math.Max(1, (bytes.Length / 2) + 1);
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var end = ending == BodyEnding.Whole ? bytes.Length : brokenAt;
        if (_at >= end && ending == BodyEnding.Cut) throw new IOException("The connection was reset.");
        if (_at >= end && ending == BodyEnding.Stall) await StallAsync(cancellationToken);
        else await loop.WaitAsync(Pause);
        var count = Math.Min(Math.Min(_piece, buffer.Length), end - _at);
        bytes.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static Task StallAsync(CancellationToken cancellation)
    {
        var never = new TaskCompletionSource();
        cancellation.UnsafeRegister(
            static (stall, token) => ((TaskCompletionSource)stall!).TrySetCanceled(token), never);
        return never.Task;
    }
}
