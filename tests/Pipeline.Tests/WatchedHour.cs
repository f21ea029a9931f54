namespace Isotherm.Pipeline.Tests;

/// <summary>
/// A reader that asks for the rows of an hour again and again, and notes each time which of the whole states it saw.
/// </summary>
internal sealed class WatchedHour : IAsyncDisposable
{
    /// <summary>Leaves the machine to the writers now and then.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly Func<Task<string[]>> _ask;
    private readonly string[][] _whole;
    private readonly List<int> _seen = [];
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Task _watching;
    private volatile bool _isEnough;

    /// <param name="ask">Asks once.</param>
    /// <param name="whole">The states that may be seen, in the order in which they may follow each other.</param>
    public WatchedHour(Func<Task<string[]>> ask, params string[][] whole)
    {
        (_ask, _whole) = (ask, whole);
        _watching = WatchAsync();
    }

    /// <summary>The states seen up to now, by their number, as they followed each other.</summary>
    public async Task<int[]> SeenAsync()
    {
        if (_watching.IsFaulted) await _watching;
        await LookAsync();
        lock (_seen) return [.. _seen];
    }

    public async ValueTask DisposeAsync()
    {
        _isEnough = true;
        await _watching;
        _turn.Dispose();
    }

    private async Task WatchAsync()
    {
        await Task.Yield();
        while (!_isEnough)
        {
            await LookAsync();
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task LookAsync()
    {
        await _turn.WaitAsync();
        try
        {
            var rows = await _ask();
            var state = Array.FindIndex(_whole, whole => whole.SequenceEqual(rows));
            Assert.True(state >= 0, "Half of something was seen:\n" + string.Join('\n', rows));
            lock (_seen)
            {
                if (_seen.Count == 0 || _seen[^1] != state) _seen.Add(state);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
