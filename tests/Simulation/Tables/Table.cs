using System.Diagnostics.CodeAnalysis;

namespace Isotherm.Simulation.Tables;

/// <summary>
/// Rows by key. A transaction sees what it wrote itself and else what is committed at the moment of each statement
/// (READ COMMITTED): never anything that another transaction has not committed.
/// </summary>
internal sealed class Table<TKey, TRow>(string name)
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, RowCell> _cells = [];

    /// <summary>What everybody sees.</summary>
    public IEnumerable<KeyValuePair<TKey, TRow>> Committed =>
        from pair in _cells
        where pair.Value.Shown is not null
        select KeyValuePair.Create(pair.Key, pair.Value.Shown!);

    public Cell At(TKey key) => CellAt(key);

    public TRow? Find(TKey key, DatabaseTransaction? reader) =>
        _cells.TryGetValue(key, out var cell) ? cell.SeenBy(reader) : null;

    public IEnumerable<KeyValuePair<TKey, TRow>> All(DatabaseTransaction? reader)
    {
        foreach (var (key, cell) in _cells)
        {
            if (cell.SeenBy(reader) is { } row) yield return KeyValuePair.Create(key, row);
        }
    }

    /// <summary>Writes, or deletes by null, a row that the transaction has locked.</summary>
    [SuppressMessage("Usage", "CA2201", Justification = "A statement that forgot its lock is a defect of this fake.")]
    public void Put(TKey key, TRow? row, DatabaseTransaction writer)
    {
        var cell = CellAt(key);
        if (cell.Owner != writer) throw new InvalidOperationException($"{cell.Name} is written without its lock.");
        cell.Write(row);
    }

    /// <summary>A plain INSERT.</summary>
    public void Insert(TKey key, TRow row, DatabaseTransaction writer)
    {
        if (Find(key, writer) is not null) throw DatabaseFault.Duplicate($"{name} {key}");
        Put(key, row, writer);
    }

    private RowCell CellAt(TKey key)
    {
        if (_cells.TryGetValue(key, out var cell)) return cell;
        cell = new RowCell($"{name} {key}");
        _cells.Add(key, cell);
        return cell;
    }

    private sealed class RowCell(string name) : Cell(name)
    {
        private TRow? _written;
        private bool _isWritten;

        public TRow? Shown { get; private set; }

        public TRow? SeenBy(DatabaseTransaction? reader) =>
            _isWritten && reader is not null && Owner == reader ? _written : Shown;

        public void Write(TRow? row)
        {
            _written = row;
            _isWritten = true;
        }

        public override void Commit()
        {
            if (_isWritten) Shown = _written;
            RollBack();
        }

        public override void RollBack()
        {
            _written = null;
            _isWritten = false;
        }
    }
}
