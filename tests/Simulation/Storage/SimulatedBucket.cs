using System.Runtime.CompilerServices;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.RawObjects;
using Isotherm.Simulation.Faults;

namespace Isotherm.Simulation.Storage;

/// <summary>
/// Cloud Storage as the product reaches it: create only if absent, 412 also on one's own retry, an object visible whole
/// or not at all, damaged and cut reads that the checksum of the real reading stream finds.
/// </summary>
internal sealed class SimulatedBucket(SimulatedStore store, Wire wire) : IBucket
{
    public string Name => store.Name;

    public Task<IObjectWriter> CreateAsync(string name, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        return wire.CallAsync(
            Site.RawBegin, name, () => (IObjectWriter)new SimulatedWriter(store, wire, name), cancellation);
    }

    public Task<WriteResult> ReplaceAsync(
        string name, ReadOnlyMemory<byte> content, long expectedGeneration, CancellationToken cancellation) =>
        wire.CallAsync(
            Site.RawCommit, name, () => store.Put(name, content.ToArray(), expectedGeneration), cancellation);

    public Task<StoredObject?> FindAsync(string name, CancellationToken cancellation) =>
        wire.CallAsync(
            IsShapes(name) ? Site.ShapesFind : Site.Find, name, () => store.Find(name)?.Stored, cancellation);

    public Task<ObjectContent?> OpenAsync(string name, long? generation, CancellationToken cancellation)
    {
        var site = IsShapes(name) ? Site.ShapesOpen
            : name.EndsWith("/manifest.json", StringComparison.Ordinal) ? Site.ManifestOpen : Site.RawOpen;
        return wire.CallAsync(site, name, () => Open(name, generation), cancellation);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = await wire.CallAsync(Site.Find, prefix, () => store.List(prefix).ToArray(), cancellation);
        foreach (var (stored, _) in found) yield return stored;
    }

    private static bool IsShapes(string name) => name.StartsWith("shapes/", StringComparison.Ordinal);

    private ObjectContent? Open(string name, long? generation)
    {
        if (store.Find(name) is not var (stored, bytes)) return null;
        if (generation is not null && generation != stored.Generation) return null;
        var sent = bytes;
        if (bytes.Length > 0 && wire.Faults.Happens(Mishap.BytesDamaged))
        {
            sent = [.. bytes];
            sent[wire.Faults.Details.Below(sent.Length)] ^= 1;
        }

        if (bytes.Length > 0 && wire.Faults.Happens(Mishap.BytesCut))
            sent = bytes[..wire.Faults.Details.Below(bytes.Length)];
        return new ObjectContent(stored, new VerifiedStream(new MemoryStream(sent, writable: false), stored));
    }
}
