using Isotherm.Core.Failures;

namespace Isotherm.Core.Tables;

/// <summary>A database that keeps the tables. Every call of it, and of its transactions, is a place to fail.</summary>
public interface ITables
{
    /// <summary>Begins a transaction in which a read sees what others have committed by then.</summary>
    /// <exception cref="TransientException">The database cannot be reached or is busy.</exception>
    Task<ITablesTransaction> BeginAsync(CancellationToken cancellation);

    /// <summary>
    /// Runs a whole transaction, from begin to commit, and again when it failed in a way that another try may cure
    /// (deadlock, lock wait, lost connection, busy), a bounded number of times with jittered pauses. The outcome of a
    /// commit may be unknown, so running the transaction again after it did commit must change nothing.
    /// </summary>
    /// <exception cref="TransientException">It failed at every try, or in a way that a pause does not cure.</exception>
    Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> transaction, CancellationToken cancellation);
}
