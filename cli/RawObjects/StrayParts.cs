using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.RawObjects;

/// <summary>
/// Finds the raw objects that no manifest names. Whatever belongs to the attempt that a manifest names is never one,
/// and where a manifest cannot be read nothing is: whatever is doubtful stays.
/// </summary>
/// <param name="bucket">The raw bucket.</param>
/// <param name="before">Objects created later are not strays yet: their attempt may still be under way.</param>
internal sealed class StrayParts(IBucket bucket, DateTimeOffset before)
{
    /// <summary>The strays of a run, and why it cannot be told, if so.</summary>
    public async Task<(IReadOnlyList<StrayPart> Strays, string? Fault)> OfAsync(
        KeptRun run, CancellationToken cancellation)
    {
        var attempts = run.Parts.Select(part => part.Name.Attempt).Distinct().Count();

        // A manifest names objects that were there before it, so the only attempt of a committed run is its own.
        if (attempts == 0 || (run.Manifest is not null && attempts == 1)) return ([], null);
        if (run.Manifest is null) return (await OldAsync(run, run.Parts, "its run was never committed"), null);
        if (await bucket.ReadAsync(run.Manifest.Name, cancellation) is not { } read)
            return ([], $"{run.Manifest.Name} was there and is gone.");
        try
        {
            var names = ManifestCodec.Read(read.Bytes).Parts.Select(part => part.Stored.Name).ToHashSet();
            var won = run.Parts.Where(part => names.Contains(part.Stored.Name)).Select(part => part.Name.Attempt)
                .ToHashSet();
            KeptPart[] others = [.. run.Parts.Where(part => !won.Contains(part.Name.Attempt))];
            return won.Count == 0
                ? ([], $"{run.Manifest.Name} names no object that is there.")
                : (await OldAsync(run, others, "another attempt committed the run"), null);
        }
        catch (PoisonException unusable)
        {
            return ([], $"{run.Manifest.Name}: {unusable.Message}");
        }

        async Task<IReadOnlyList<StrayPart>> OldAsync(KeptRun run, IEnumerable<KeptPart> parts, string cause)
        {
            var strays = new List<StrayPart>();
            foreach (var part in parts)
            {
                var stored = part.Stored;
                var created = await bucket.FindCreationAsync(stored.Name, stored.Generation, cancellation);
                if (created is { } at && at < before) strays.Add(new StrayPart(run.Key, stored, at, cause));
            }

            return strays;
        }
    }
}
