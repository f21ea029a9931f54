using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Simulation.Faults;

namespace Isotherm.Simulation.Tables;

/// <summary>
/// A server with rows, row locks with queues, deadlock victims, limits on waiting, and READ COMMITTED. It knows no
/// rule of the product: only tables and keys.
/// </summary>
internal sealed class Database(Wire wire)
{
    private static readonly TimeSpan LockWaitLimit = TimeSpan.FromSeconds(8);

    private int _transactions;
    private long _evaluations;

    public Table<string, Setting> Settings { get; } = new("settings");

    public Table<Hour, HourShown> Hours { get; } = new("hours");

    public Table<ShapesActivation, ActivationRow> Activations { get; } = new("shapes_activations");

    public Table<RunKey, RunRow> Runs { get; } = new("runs");

    public Table<(RunKey, DateTimeOffset), FailureRow> Failures { get; } = new("run_failures");

    public Table<(RunKey Run, string Shapes, int Rules), EvaluationRow> Evaluations { get; } = new("evaluations");

    public Table<(long Evaluation, int Part), PartRow> Parts { get; } = new("evaluation_parts");

    public Table<(Hour Hour, int Changeover), Changeover> History { get; } = new("hour_history");

    public Table<(Hour Hour, string Region), RegionTemperature> Shown { get; } = new("region_temperature");

    public Table<(long Evaluation, int Part, AggregationVersion Aggregation), AggregatedRows> Aggregated { get; } =
        new("aggregation_parts");

    public Table<(Hour Hour, string Aggregation), AggregationHourRow> AggregationHours { get; } =
        new("aggregation_hours");

    /// <summary>What each aggregation shows, all rows of an hour together.</summary>
    public Table<(Hour Hour, string Aggregation), AggregatedRows> AggregationRows { get; } =
        new("shown by aggregations");

    /// <summary>Called after each COMMIT: the state that everybody sees has changed.</summary>
    public Action<DatabaseTransaction>? Committed { get; set; }

    /// <summary>Transactions that are open on the server.</summary>
    public int Open { get; private set; }

    public DatabaseTransaction Begin()
    {
        Open++;
        return new DatabaseTransaction(++_transactions);
    }

    /// <summary>AUTO_INCREMENT: numbers of rolled back rows are not used again.</summary>
    public long NextEvaluation() => ++_evaluations;

    /// <summary>Runs a statement when it has its locks, taken in order.</summary>
    public void Execute<T>(
        DatabaseTransaction transaction,
        IReadOnlyList<(Cell Cell, bool Exclusive)> locks,
        Func<T> statement,
        Action<Outcome<T>> answer)
    {
        Next(0);

        void Next(int index)
        {
            for (; index < locks.Count; index++)
            {
                var next = index + 1;
                var (cell, exclusive) = locks[index];
                if (transaction.IsOver) break;
                if (cell.TryLock(transaction, exclusive)) continue;
                Wait(new LockWait(transaction, cell, exclusive, Resume));
                return;

                void Resume(DatabaseFault? fault)
                {
                    if (fault is not null) answer(Outcome<T>.Failed(fault));
                    else Next(next);
                }
            }

            answer(transaction.IsOver ? Outcome<T>.Failed(DatabaseFault.Gone()) : Outcome<T>.Of(statement));
        }
    }

    public void Commit(DatabaseTransaction transaction)
    {
        if (transaction.IsOver) throw DatabaseFault.Gone();
        foreach (var cell in transaction.Locked) cell.Commit();
        End(transaction);
        Committed?.Invoke(transaction);
    }

    public void RollBack(DatabaseTransaction transaction)
    {
        if (transaction.IsOver) return;
        foreach (var cell in transaction.Locked) cell.RollBack();
        End(transaction);
    }

    private void End(DatabaseTransaction transaction)
    {
        transaction.IsOver = true;
        Open--;
        if (transaction.Wait is { } wait) Give(wait, DatabaseFault.Gone());
        foreach (var cell in transaction.Locked) cell.Unlock(transaction);
        foreach (var cell in transaction.Locked) Grant(cell);
        transaction.Locked.Clear();
    }

    private void Wait(LockWait wait)
    {
        wait.Transaction.Wait = wait;
        wait.Cell.Waits.AddLast(wait);
        wire.Loop.Trace.Add(wire.Loop.Now, "lock wait", wait.Cell.Name, wait.Transaction.ToString());
        if (FindCycle(wait.Transaction) is { } cycle)
        {
            var victim = wire.Faults.Details.Of(cycle);
            wire.Loop.Trace.Add(wire.Loop.Now, "deadlock", wait.Cell.Name, victim.ToString());
            Give(victim.Wait!, DatabaseFault.Deadlock());
            RollBack(victim);
            return;
        }

        wire.Loop.AddAt(wire.Loop.World, LockWaitLimit, _ => TimeOut(wait), null);
    }

    private void TimeOut(LockWait wait)
    {
        if (wait.Transaction.Wait == wait) Give(wait, DatabaseFault.LockWaitTimeout());
    }

    private void Give(LockWait wait, DatabaseFault? fault)
    {
        wait.Transaction.Wait = null;
        wait.Cell.Waits.Remove(wait);
        wire.Loop.Add(wire.Loop.World, _ => wait.Go(fault), null);
        if (fault is not null) Grant(wait.Cell);
    }

    private void Grant(Cell cell)
    {
        while (cell.Waits.First is { } first && cell.TryLock(first.Value.Transaction, first.Value.Exclusive))
            Give(first.Value, fault: null);
    }

    /// <summary>The transactions that wait for each other in a circle through this one.</summary>
    private static List<DatabaseTransaction>? FindCycle(DatabaseTransaction start)
    {
        var path = new List<DatabaseTransaction>();
        var seen = new HashSet<DatabaseTransaction>();
        return Visit(start) ? path : null;

        bool Visit(DatabaseTransaction at)
        {
            if (at.Wait is not { } wait || !seen.Add(at)) return false;
            path.Add(at);
            foreach (var blocker in wait.Cell.Blockers(at))
            {
                if (blocker == start || Visit(blocker)) return true;
            }

            path.RemoveAt(path.Count - 1);
            return false;
        }
    }
}
