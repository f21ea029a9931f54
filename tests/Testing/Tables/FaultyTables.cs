using Isotherm.Core.Failures;
using Isotherm.Core.Tables;

namespace Isotherm.Testing.Tables;

/// <summary>
/// Tables of which some call fails: the one with a given number, counted over all transactions, before or after it did
/// its work, once or from then on. Retries like the real ones, without pauses.
/// </summary>
public sealed class FaultyTables(ITables inner, int failing, bool after, bool forGood) : ITables
{
    private const int Tries = 3;

    /// <summary>Calls so far.</summary>
    public int Calls { get; private set; }

    public Task<ITablesTransaction> BeginAsync(CancellationToken cancellation) =>
        StepAsync<ITablesTransaction>(async () =>
            new FaultyTransaction(await inner.BeginAsync(cancellation), this));

    public async Task<T> RetryAsync<T>(
        Func<CancellationToken, Task<T>> transaction, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transaction(cancellation);
            }
            catch (TransientException) when (attempt < Tries)
            {
            }
        }
    }

    /// <summary>Takes one step, or fails instead of it, or after it.</summary>
    internal async Task<T> StepAsync<T>(Func<Task<T>> step)
    {
        Calls++;
        var fails = forGood ? Calls >= failing : Calls == failing;
        if (fails && !after) throw new TransientException($"Call {Calls} failed before it did its work.");
        var result = await step();
        if (!fails) return result;
        if (result is IAsyncDisposable opened) await opened.DisposeAsync();
        throw new TransientException($"Call {Calls} failed after it did its work.");
    }
}
