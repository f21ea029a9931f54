using Isotherm.Core.Failures;
using Isotherm.Core.Tables;
using Isotherm.Simulation.Checks;
using Isotherm.Simulation.Faults;
using Isotherm.Simulation.Loop;
using Isotherm.Simulation.Processes;

namespace Isotherm.Simulation.Tables;

/// <summary>The tables as one process reaches them: connections, and the retries of the real adapter.</summary>
internal sealed class SimulatedTables(Database database, Wire wire, TimeProvider clock, Verdict verdict) : ITables
{
    private const int Tries = 6;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public async Task<ITablesTransaction> BeginAsync(CancellationToken cancellation)
    {
        var process = Process.Current;
        if (RequestScope.Current is { } request)
        {
            verdict.Require(
                ++request.Transactions <= Tries,
                Invariant.IsBounded,
                $"A request of {process.Name} began {request.Transactions} transactions.");
        }

        DatabaseTransaction? opened = null;
        var isGivenUp = false;
        try
        {
            await wire.CallAsync(
                Site.Connect,
                process.Name,
                () =>
                {
                    opened = BeginFor(process);
                    if (isGivenUp) Abandon(opened);
                    return true;
                },
                cancellation);
        }
        catch
        {
            isGivenUp = true;
            if (opened is not null) Abandon(opened);
            throw;
        }

        return new SimulatedTransaction(database, opened!, wire);
    }

    public async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> transaction, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await transaction(cancellation);
            }
            catch (TransientException) when (tries < Tries)
            {
                var pause = Math.Min(FirstPause.TotalSeconds * (1 << tries), LongestPause.TotalSeconds);
                await Task.Delay(wire.Faults.Details.Time(TimeSpan.FromSeconds(pause)), clock, cancellation);
            }
        }
    }

    private DatabaseTransaction BeginFor(Process process)
    {
        if (wire.Faults.Happens(Mishap.DatabaseDown)) throw new TransientException("Too many connections.");
        var transaction = database.Begin();
        if (process.IsAlive) process.Died += () => Abandon(transaction);
        else Abandon(transaction);
        return transaction;
    }

    /// <summary>The server rolls back when it notices that the client is gone, which may take a while.</summary>
    private void Abandon(DatabaseTransaction transaction) => wire.Loop.AddAt(
        wire.Loop.World, wire.Faults.Details.Time(TimeSpan.FromSeconds(20)), _ => database.RollBack(transaction), null);
}
