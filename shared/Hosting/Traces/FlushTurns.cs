namespace Isotherm.Hosting.Traces;

/// <summary>
/// Lets many requests share flushes: one runs at a time, and everybody who comes while it runs shares the next one,
/// which begins after they have measured. So a collector that hangs holds one thread, not one for each request.
/// </summary>
internal sealed class FlushTurns(Func<Task> flush)
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Ends when a flush has ended that began after this call.</summary>
    public Task TakeAsync()
    {
        lock (_lock)
        {
            if (_running.IsCompleted) return _running = flush();
            return _next ??= AfterAsync(_running);
        }
    }

    private async Task AfterAsync(Task running)
    {
        await running;
        Task mine;
        lock (_lock)
        {
            _next = null;
            mine = _running = flush();
        }

        await mine;
    }
}
