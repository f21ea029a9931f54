using Isotherm.Core.Failures;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>
/// Changes the method that the tables show. Everything was computed and kept by both methods, so nothing is aggregated
/// again: every hour is written again from the kept sums, all in one transaction, so nobody ever reads a mix.
/// </summary>
public sealed class MethodSwitch(ITables tables, TimeProvider clock)
{
    /// <summary>Hours in memory at a time; about a hundred such batches make ten years.</summary>
    private const int Batch = 1_000;

    /// <summary>
    /// Shows every hour by this method. Parts that arrive meanwhile wait, and are then shown by it too. Nothing
    /// happens when it is the method already.
    /// </summary>
    /// <param name="method">The method to show from now on.</param>
    /// <param name="progress">Told how many hours are written so far; starts again when the work is retried.</param>
    /// <param name="cancellation">Leaves everything as it was.</param>
    /// <exception cref="TransientException">The database cannot take it now.</exception>
    public Task<MethodChange> SwitchAsync(
        Method method, IProgress<int>? progress, CancellationToken cancellation) =>
        tables.RetryAsync(retried => SwitchOnceAsync(method, progress, retried), cancellation);

    private async Task<MethodChange> SwitchOnceAsync(
        Method method, IProgress<int>? progress, CancellationToken cancellation)
    {
        await using var transaction = await tables.BeginAsync(cancellation);
        var before = await transaction.LockMethodAsync(cancellation);
        if (before == method) return new MethodChange(before, method, 0);
        var now = UtcText.Truncate(clock.GetUtcNow());
        await transaction.SetMethodAsync(method, now, cancellation);
        var display = new HourDisplay(transaction);
        var written = 0;
        Hour? last = null;
        while (true)
        {
            var hours = await transaction.ReadShownHoursAsync(last, Batch, cancellation);
            if (hours.Count == 0) break;
            HourShown[] changed = [.. hours.Select(hour => hour.Next(method, hour.Slots, now))];
            await display.ChangeOverAsync(changed, method, cancellation);
            written += hours.Count;
            last = hours[^1].Hour;
            progress?.Report(written);
        }

        await transaction.CommitAsync(cancellation);
        return new MethodChange(before, method, written);
    }
}
