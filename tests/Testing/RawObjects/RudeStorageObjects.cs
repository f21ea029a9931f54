using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace Isotherm.Testing.RawObjects;

/// <summary>The objects of <see cref="RudeStorage"/>: strongly consistent, one live generation a name.</summary>
public sealed class RudeStorageObjects(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RudeStorageObject> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lastGeneration = new(StringComparer.Ordinal);

    /// <summary>By name, in the order of the service: by the bytes of UTF-8.</summary>
    public IReadOnlyList<RudeStorageObject> All
    {
        get
        {
            lock (_lock)
                return [.. _live.Values.OrderBy(kept => Convert.ToHexString(Encoding.UTF8.GetBytes(kept.Name)))];
        }
    }

    /// <summary>The live object of that generation (null: whichever is live), or null.</summary>
    public RudeStorageObject? Find(string name, long? generation = null)
    {
        lock (_lock)
            return _live.GetValueOrDefault(name) is { } kept && (generation ?? kept.Generation) == kept.Generation
                ? kept
                : null;
    }

    /// <summary>The new object, or null when the precondition failed.</summary>
    public RudeStorageObject? Put(string name, ReadOnlySpan<byte> bytes, long? expectedGeneration, JsonObject resource)
    {
        lock (_lock)
        {
            var live = _live.TryGetValue(name, out var now) ? now.Generation : 0;
            if (expectedGeneration is { } expected && live != expected) return null;
            var micros = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            var generation = Math.Max(micros, _lastGeneration.GetValueOrDefault(name) + 1);
            _lastGeneration[name] = generation;
            return _live[name] = new RudeStorageObject(name, generation, [.. bytes], resource);
        }
    }

    /// <summary>Puts an object as some other client would.</summary>
    public RudeStorageObject Put(string name, ReadOnlySpan<byte> bytes, string? contentEncoding = null) =>
        Put(name, bytes, null, contentEncoding is null ? [] : new() { ["contentEncoding"] = contentEncoding })!;

    public bool Delete(string name, long? generation = null)
    {
        lock (_lock) return Find(name, generation) is not null && _live.Remove(name);
    }
}
