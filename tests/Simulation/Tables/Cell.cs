namespace Isotherm.Simulation.Tables;

/// <summary>
/// One row, or the place of one: who locks it and who waits. Rows are locked as InnoDB does under READ COMMITTED:
/// shared or exclusive, first come first served, until the transaction ends.
/// </summary>
internal abstract class Cell(string name)
{
    private readonly List<DatabaseTransaction> _sharers = [];

    public string Name => name;

    /// <summary>Who may change it.</summary>
    public DatabaseTransaction? Owner { get; private set; }

    public LinkedList<LockWait> Waits { get; } = [];

    /// <summary>Whether it is locked for the transaction now, or was already.</summary>
    public bool TryLock(DatabaseTransaction transaction, bool exclusive)
    {
        if (Owner == transaction) return true;
        if (Owner is not null) return false;
        var isSharer = _sharers.Contains(transaction);
        if (exclusive ? _sharers.Count > (isSharer ? 1 : 0) : isSharer) return !exclusive;
        if (!isSharer && Waits.First is { } first && first.Value.Transaction != transaction) return false;
        if (exclusive) Owner = transaction;
        else _sharers.Add(transaction);
        transaction.Locked.Add(this);
        return true;
    }

    /// <summary>Whom a transaction that waits here waits for: holders, and those who came before it.</summary>
    public IEnumerable<DatabaseTransaction> Blockers(DatabaseTransaction waiting)
    {
        if (Owner is { } owner && owner != waiting) yield return owner;
        foreach (var sharer in _sharers)
        {
            if (sharer != waiting) yield return sharer;
        }

        foreach (var wait in Waits)
        {
            if (wait.Transaction == waiting) yield break;
            yield return wait.Transaction;
        }
    }

    public void Unlock(DatabaseTransaction transaction)
    {
        if (Owner == transaction) Owner = null;
        _sharers.Remove(transaction);
    }

    public abstract void Commit();

    public abstract void RollBack();
}
