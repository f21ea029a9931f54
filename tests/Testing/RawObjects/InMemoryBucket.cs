using System.Runtime.CompilerServices;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.RawObjects;

namespace Isotherm.Testing.RawObjects;

/// <summary>
/// A bucket in memory with the semantics of Cloud Storage, as rude as a test asks for. Operations that can be struck:
/// create, write, commit, replace, find, open, read, list, delete.
/// </summary>
public sealed class InMemoryBucket(TimeProvider clock, string name = "raw") : IBucket
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (StoredObject Stored, byte[] Bytes)> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lastGeneration = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public Faults Faults { get; } = new();

    public Task<IObjectWriter> CreateAsync(string name, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(
            Faults.Around("create", name, () => (IObjectWriter)new InMemoryObjectWriter(this, name)));
    }

    public Task<WriteResult> ReplaceAsync(
        string name, ReadOnlyMemory<byte> content, long expectedGeneration, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedGeneration);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Faults.Around("replace", name, () => Put(name, content.ToArray(), expectedGeneration)));
    }

    public Task<StoredObject?> FindAsync(string name, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Faults.Around("find", name, () => Get(name)?.Stored));
    }

    public Task<ObjectContent?> OpenAsync(string name, long? generation, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Faults.Around("open", name, () => Open(name, generation)));
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectNames.CheckPrefix(prefix);
        cancellation.ThrowIfCancellationRequested();
        var found = Faults.Around("list", prefix, () => Snapshot(prefix));
        foreach (var stored in found)
        {
            await Task.CompletedTask;
            yield return stored;
        }
    }

    public async Task<DateTimeOffset?> FindCreationAsync(
        string name, long generation, CancellationToken cancellation)
    {
        var live = await FindAsync(name, cancellation);
        return live?.Generation == generation ? DateTimeOffset.UnixEpoch.AddMicroseconds(generation) : null;
    }

    public Task<bool> DeleteAsync(string name, long generation, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Faults.Around("delete", name, () =>
        {
            lock (_lock) return Get(name)?.Stored.Generation == generation && _live.Remove(name);
        }));
    }

    /// <summary>Flips a bit of a stored object: its checksum no longer fits.</summary>
    public void Corrupt(string name) => Change(name, bytes => bytes[bytes.Length / 2] ^= 1);

    /// <summary>Cuts the second half of a stored object off: its size no longer fits.</summary>
    public void Truncate(string name)
    {
        lock (_lock)
        {
            var (stored, bytes) = _live[name];
            _live[name] = (stored, bytes[..(bytes.Length / 2)]);
        }
    }

    /// <summary>Removes the live object; a later one of that name has a greater generation all the same.</summary>
    public void Delete(string name)
    {
        lock (_lock) _live.Remove(name);
    }

    internal WriteResult Put(string name, byte[] bytes, long expectedGeneration)
    {
        lock (_lock)
        {
            var live = _live.TryGetValue(name, out var now) ? now.Stored.Generation : 0;
            if (live != expectedGeneration) return default;
            var micros = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            var generation = Math.Max(Math.Max(1, micros), _lastGeneration.GetValueOrDefault(name) + 1);
            var stored = new StoredObject(name, generation, bytes.Length, Crc32C.Of(bytes));
            _live[name] = (stored, bytes);
            _lastGeneration[name] = generation;
            return new WriteResult(stored);
        }
    }

    private (StoredObject Stored, byte[] Bytes)? Get(string name)
    {
        lock (_lock) return _live.TryGetValue(name, out var found) ? found : null;
    }

    private ObjectContent? Open(string name, long? generation)
    {
        if (Get(name) is not var (stored, bytes)) return null;
        if (generation is not null && generation != stored.Generation) return null;
        return new ObjectContent(stored, new VerifiedStream(new InMemoryContent(name, bytes, Faults), stored));
    }

    private StoredObject[] Snapshot(string prefix)
    {
        lock (_lock)
        {
            return [.. _live.Values.Select(pair => pair.Stored)
                .Where(stored => stored.Name.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(stored => stored.Name, StringComparer.Ordinal)];
        }
    }

    private void Change(string name, Action<byte[]> change)
    {
        lock (_lock)
        {
            var (stored, bytes) = _live[name];
            var changed = bytes.ToArray();
            change(changed);
            _live[name] = (stored, changed);
        }
    }
}
