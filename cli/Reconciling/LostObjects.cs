using System.Globalization;
using Isotherm.Cli.Replays;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Reconciling;

/// <summary>
/// What was there once and is there no longer: a manifest of a run that the tables have, a raw object that a manifest
/// names. Nothing publishes it again; a bucket that keeps versions may still have it.
/// </summary>
internal static class LostObjects
{
    private const string Restore = "bring back its noncurrent version (docs/operations.md, Restore)";

    /// <param name="kept">What lies in the bucket.</param>
    /// <param name="committed">The manifests that can be read.</param>
    /// <param name="evaluated">The runs of these hours that the tables have.</param>
    public static IEnumerable<Finding> Find(
        IReadOnlyList<KeptRun> kept, IReadOnlyList<ReplayedRun> committed, IEnumerable<RunKey> evaluated)
    {
        var withManifest = kept.Where(run => run.Manifest is not null).Select(run => run.Key).ToHashSet();
        var manifests = evaluated.Distinct().Where(key => !withManifest.Contains(key)).Select(key => Finding.Unusable(
            key, "its manifest is gone, though the tables have the run", Restore));
        var live = kept.SelectMany(run => run.Parts)
            .Select(part => (part.Stored.Name, part.Stored.Generation)).ToHashSet();
        var parts =
            from run in committed
            from part in run.Manifest.Parts
            where !live.Contains((part.Stored.Name, part.Stored.Generation))
            select Finding.Unusable(
                run.Manifest.Key,
                string.Create(
                    CultureInfo.InvariantCulture, $"{part.Stored.Name}: generation {part.Stored.Generation} is gone"),
                Restore);
        return manifests.Concat(parts);
    }
}
