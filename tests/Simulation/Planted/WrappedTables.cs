using Isotherm.Core.Tables;

namespace Isotherm.Simulation.Planted;

/// <summary>Tables whose transactions are wrong in one way.</summary>
internal sealed class WrappedTables(ITables inner, Func<ITablesTransaction, ITablesTransaction> wrap) : ITables
{
    public async Task<ITablesTransaction> BeginAsync(CancellationToken cancellation) =>
        wrap(await inner.BeginAsync(cancellation));

    public Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> transaction, CancellationToken cancellation) =>
        inner.RetryAsync(transaction, cancellation);
}
