using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Simulation.Faults;

namespace Isotherm.Simulation.Tables;

/// <summary>
/// The steps of a transaction as the statements of the real adapter: the same locks in the same order, each statement
/// a trip of its own over the wire.
/// </summary>
internal sealed partial class SimulatedTransaction(Database database, DatabaseTransaction transaction, Wire wire)
    : ITablesTransaction
{
    private static readonly (Cell, bool)[] NoLocks = [];

    private bool _isBroken;

    public Task<Method> ReadMethodAsync(CancellationToken cancellation) => MethodAsync(exclusive: false, cancellation);

    public Task<Method> LockMethodAsync(CancellationToken cancellation) => MethodAsync(exclusive: true, cancellation);

    public Task SetMethodAsync(Method method, DateTimeOffset at, CancellationToken cancellation) =>
        StatementAsync(
            "update settings",
            [(database.Settings.At("method"), true)],
            () => Done(() => database.Settings.Put("method", new Setting(method), transaction)),
            cancellation);

    public async Task<HourShown> LockHourAsync(Hour hour, CancellationToken cancellation)
    {
        await StatementAsync(
            "insert hours",
            [(database.Hours.At(hour), true)],
            () => Done(() =>
            {
                if (database.Hours.Find(hour, transaction) is null)
                    database.Hours.Put(hour, HourShown.Nothing(hour), transaction);
            }),
            cancellation);
        return await StatementAsync(
            "select hours", NoLocks, () => database.Hours.Find(hour, transaction)!, cancellation);
    }

    /// <summary>Not of the product: a look without a lock, for designs that are wrong.</summary>
    public Task<HourShown> PeekHourAsync(Hour hour, CancellationToken cancellation) =>
        StatementAsync(
            "peek hours",
            NoLocks,
            () => database.Hours.Find(hour, transaction) ?? HourShown.Nothing(hour),
            cancellation);

    public async Task ActivateShapesAsync(ShapesActivation shapes, DateTimeOffset at, CancellationToken cancellation)
    {
        var known = await StatementAsync(
            "select activations",
            NoLocks,
            () => database.Activations.Find(shapes, transaction) is not null,
            cancellation);
        if (known) return;
        await StatementAsync(
            "insert activations",
            [(database.Activations.At(shapes), true)],
            () => Done(() => database.Activations.Put(
                shapes, database.Activations.Find(shapes, transaction) ?? new ActivationRow(at), transaction)),
            cancellation);
    }

    public async Task<bool> AddFailureAsync(
        FailedRunMessage failure, DateTimeOffset at, CancellationToken cancellation)
    {
        var key = (failure.Key, failure.StartedAt);
        var known = await StatementAsync(
            "select failures", NoLocks, () => database.Failures.Find(key, transaction) is not null, cancellation);
        if (known) return false;
        await StatementAsync(
            "insert failures",
            [(database.Failures.At(key), true)],
            () => Done(() => database.Failures.Insert(key, new FailureRow(failure.Reason), transaction)),
            cancellation);
        return true;
    }

    public Task CommitAsync(CancellationToken cancellation) =>
        TranslatedAsync(wire.CallAsync(
            Site.Commit,
            transaction.ToString(),
            () => Done(() => database.Commit(transaction)),
            cancellation));

    /// <summary>
    /// Rolls back over a connection that is whole; on a broken one the server does so when it notices.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        if (transaction.IsOver) return ValueTask.CompletedTask;
        var lingers = _isBroken && wire.Faults.Happens(Mishap.ConnectionLingers);
        var after = lingers ? wire.Faults.Details.Time(TimeSpan.FromSeconds(20)) : TimeSpan.Zero;
        wire.Loop.AddAt(wire.Loop.World, after, _ => database.RollBack(transaction), null);
        return ValueTask.CompletedTask;
    }

    private Task<Method> MethodAsync(bool exclusive, CancellationToken cancellation) =>
        StatementAsync(
            "select method",
            [(database.Settings.At("method"), exclusive)],
            () => database.Settings.Find("method", transaction)!.Method,
            cancellation);

    private Task<T> StatementAsync<T>(
        string text, IReadOnlyList<(Cell, bool)> locks, Func<T> statement, CancellationToken cancellation) =>
        TranslatedAsync(wire.CallAsync<T>(
            Site.Statement,
            text,
            answer =>
            {
                if (wire.Faults.Happens(Mishap.LockWaitTimeout))
                    answer(Outcome<T>.Failed(DatabaseFault.LockWaitTimeout()));
                else database.Execute(transaction, locks, statement, answer);
            },
            cancellation));

    private async Task<T> TranslatedAsync<T>(Task<T> statement)
    {
        try
        {
            return await statement;
        }
        catch (DatabaseFault fault)
        {
            throw new TransientException($"The database failed ({fault.Number}): {fault.Message}", fault);
        }
        catch (TransientException)
        {
            _isBroken = true;
            throw;
        }
    }

    private static bool Done(Action statement)
    {
        statement();
        return true;
    }
}
