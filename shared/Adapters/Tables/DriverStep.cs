namespace Isotherm.Adapters.Tables;

/// <summary>
/// Bounds the wait for one step of a database driver. A cancelled step first asks the server to end the statement; when
/// the server is silent the driver waits on, longer than a process has that was asked to stop.
/// </summary>
internal static class DriverStep
{
    /// <summary>
    /// What a cancelled step may still take: to end the statement and to be told so takes milliseconds.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The result of a step; or, a while after the cancellation, an end of the wait: the step then still runs.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<T> WaitAsync<T>(Task<T> step, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, TimeProvider.System);
        await using var begin = cancellation.UnsafeRegister(
            source => ((CancellationTokenSource)source!).CancelAfter(Grace), patience);
        return await step.WaitAsync(patience.Token);
    }

    /// <summary>
    /// Ends what a step worked with: at once, or when a step that is not waited for any more has come to its end.
    /// </summary>
    public static async ValueTask EndAsync(Task step, Func<ValueTask> end)
    {
        if (step.IsCompleted) await end();
        else _ = EndLaterAsync(step, end);
    }

    private static async Task EndLaterAsync(Task step, Func<ValueTask> end)
    {
        await step.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await end();
    }
}
