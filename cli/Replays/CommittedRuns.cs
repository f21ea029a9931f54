using System.Runtime.CompilerServices;
using Isotherm.Cli.Invocation;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Replays;

/// <summary>Reads manifests, several at once: a bucket in the cloud takes its time for each.</summary>
internal sealed class CommittedRuns(IBucket bucket)
{
    private const int AtOnce = 32;

    /// <summary>Each committed run, or why its manifest cannot be used, in the order of the runs.</summary>
    public async IAsyncEnumerable<Answer<ReplayedRun>> ReadAsync(
        IEnumerable<KeptRun> runs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var some in runs.Where(run => run.Manifest is not null).Chunk(AtOnce))
        {
            var all = await Task.WhenAll(some.Select(run => ReadAsync(run, cancellation)));
            foreach (var read in all) yield return read;
        }
    }

    private async Task<Answer<ReplayedRun>> ReadAsync(KeptRun run, CancellationToken cancellation)
    {
        var name = run.Manifest!.Name;
        var found = await bucket.ReadAsync(name, cancellation);
        if (found is not { } read) return $"{name} was there and is gone.";
        try
        {
            var manifest = ManifestCodec.Read(read.Bytes);
            return manifest.Key == run.Key
                ? new ReplayedRun(name, manifest)
                : $"{name} is the manifest of another run, {manifest.Key}.";
        }
        catch (PoisonException unusable)
        {
            return $"{name}: {unusable.Message}";
        }
    }
}
