using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Fetch;

/// <summary>The manifests in the raw bucket: whose manifest is created first has made the run.</summary>
internal sealed class CommittedRuns(IBucket bucket, SlotLength length)
{
    /// <summary>The manifest of a run, or null when no attempt has committed it.</summary>
    /// <exception cref="PoisonException">There is one, and it cannot be used: a person must look at it.</exception>
    public async Task<Manifest?> FindAsync(RunKey key, CancellationToken cancellation)
    {
        var name = RawObjectName.Manifest(key, length);
        var found = await bucket.ReadAsync(name, cancellation);
        if (found is not { } manifest) return null;
        var read = Read(name, manifest.Bytes);
        return read.Key == key
            ? read : throw new PoisonException($"The manifest {name} is of another run, {read.Key}.");
    }

    /// <summary>Commits a run, unless another attempt was first; returns the manifest that holds.</summary>
    public async Task<Manifest> CommitAsync(Manifest manifest, CancellationToken cancellation)
    {
        var name = RawObjectName.Manifest(manifest.Key, length);
        var created = await bucket.CreateAsync(name, ManifestCodec.Write(manifest), cancellation);
        if (!created.PreconditionFailed) return manifest;
        return await FindAsync(manifest.Key, cancellation)
            ?? throw new TransientException($"The manifest {name} could be neither created nor read.");
    }

    private static Manifest Read(string name, byte[] bytes)
    {
        try
        {
            return ManifestCodec.Read(bytes);
        }
        catch (PoisonException unusable)
        {
            throw new PoisonException($"{name}: {unusable.Message}", unusable);
        }
    }
}
