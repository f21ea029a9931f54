using Isotherm.Core.RawObjects;
using Isotherm.Simulation.Faults;

namespace Isotherm.Simulation.Storage;

/// <summary>An object on its way into a bucket; it dies with its process and leaves no trace.</summary>
internal sealed class SimulatedWriter(SimulatedStore store, Wire wire, string name) : IObjectWriter
{
    private readonly MemoryStream _bytes = new();

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        // The caller may use its buffer again as soon as this returns, so the bytes are taken now.
        _bytes.Write(bytes.Span);
        await wire.CallAsync(Site.RawWrite, name, () => true, cancellation);
    }

    public Task<WriteResult> CommitAsync(CancellationToken cancellation) =>
        wire.CallAsync(SiteOf(name), name, Commit, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private WriteResult Commit()
    {
        var result = store.Put(name, _bytes.ToArray(), expectedGeneration: 0);

        // The answer was lost inside of the adapter, which tried again and met its own object.
        return !result.PreconditionFailed && wire.Faults.Happens(Mishap.OwnRetry) ? default : result;
    }

    private static Site SiteOf(string name) =>
        name.StartsWith("rejects/", StringComparison.Ordinal) ? Site.RejectsCommit
        : name.StartsWith("quarantine/", StringComparison.Ordinal) ? Site.QuarantineCommit
        : name.EndsWith("/manifest.json", StringComparison.Ordinal) ? Site.ManifestCommit : Site.RawCommit;
}
