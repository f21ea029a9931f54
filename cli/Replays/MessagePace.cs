namespace Isotherm.Cli.Replays;

/// <summary>Keeps publishing to so many messages a second, counted from the first one.</summary>
/// <param name="perSecond">0 is as fast as it goes.</param>
/// <param name="clock">Measures and waits.</param>
internal sealed class MessagePace(int perSecond, TimeProvider clock)
{
    private const int MostAtOnce = 64;

    private readonly long _start = clock.GetTimestamp();
    private long _published;

    /// <summary>Messages that may go together, so that a slow pace does not go in bursts.</summary>
    public int Batch => perSecond == 0 ? MostAtOnce : Math.Min(perSecond, MostAtOnce);

    /// <summary>Waits until that many more messages may have gone.</summary>
    public async Task WaitAsync(int published, CancellationToken cancellation)
    {
        _published += published;
        if (perSecond == 0) return;
        var due = TimeSpan.FromSeconds(_published / (double)perSecond) - clock.GetElapsedTime(_start);
        if (due > TimeSpan.Zero) await Task.Delay(due, clock, cancellation);
    }
}
