using Isotherm.Core.RawObjects;

namespace Isotherm.Simulation.Storage;

/// <summary>What a bucket holds: strongly consistent, each write of a name with a greater generation.</summary>
internal sealed class SimulatedStore(string name)
{
    private readonly SortedDictionary<string, (StoredObject Stored, byte[] Bytes)> _live = new(StringComparer.Ordinal);
    private long _lastGeneration = 1_000;

    public string Name => name;

    /// <summary>Every object that ever was live, also those that were replaced.</summary>
    public List<(StoredObject Stored, byte[] Bytes)> Ever { get; } = [];

    /// <summary>Called after each write: what everybody sees has changed.</summary>
    public Action<StoredObject, byte[]>? Written { get; set; }

    public (StoredObject Stored, byte[] Bytes)? Find(string name) =>
        _live.TryGetValue(name, out var found) ? found : null;

    public IEnumerable<(StoredObject Stored, byte[] Bytes)> List(string prefix) =>
        _live.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => pair.Value);

    public WriteResult Put(string name, byte[] bytes, long expectedGeneration)
    {
        var live = Find(name)?.Stored.Generation ?? 0;
        return live == expectedGeneration ? new WriteResult(PutNew(name, bytes)) : default;
    }

    /// <summary>A generation that nobody else gets.</summary>
    public StoredObject Reserve(string name, byte[] bytes) => Describe(name, bytes, Reserve());

    public StoredObject Put(StoredObject reserved, byte[] bytes)
    {
        _live[reserved.Name] = (reserved, bytes);
        Ever.Add((reserved, bytes));
        Written?.Invoke(reserved, bytes);
        return reserved;
    }

    private StoredObject PutNew(string name, byte[] bytes) => Put(Reserve(name, bytes), bytes);

    private static StoredObject Describe(string name, byte[] bytes, long generation) =>
        new(name, generation, bytes.Length, Crc32C.Of(bytes));

    private long Reserve() => ++_lastGeneration;
}
