using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary>
/// Publishes the messages of runs again: at a pace, noting what is published, and with an audit that tells the truth
/// also when it is ended early.
/// </summary>
internal sealed class Republishing(Destination destination, MessagePace pace, ResumeFile? resume, ReplayAudit audit)
{
    /// <summary>Publishes what was not published yet, in the order given.</summary>
    /// <param name="runs">The runs wanted.</param>
    /// <param name="progress">Told of messages as they are published, or were before.</param>
    /// <param name="cancellation">Ends it between two batches, or in one.</param>
    /// <exception cref="TransientException">The topic cannot be reached; what was published is noted.</exception>
    public async Task<ReplayEntry> PublishAsync(
        IReadOnlyList<ReplayedRun> runs, Action<double> progress, CancellationToken cancellation)
    {
        var left = new List<ReplayedRun>();
        foreach (var run in runs)
        {
            if (resume?.Published.Contains(run.ManifestName) != true) left.Add(run);
            else Count([run], progress);
        }

        await audit.SaveAsync(cancellation);
        try
        {
            foreach (var batch in Batches(left)) await PublishBatchAsync(batch, progress, cancellation);
            return await audit.EndAsync(cancellation);
        }
        catch (Exception e) when (e is TransientException or OperationCanceledException)
        {
            await audit.SaveAsync(CancellationToken.None);
            throw;
        }
    }

    private async Task PublishBatchAsync(
        IReadOnlyList<ReplayedRun> batch, Action<double> progress, CancellationToken cancellation)
    {
        Manifest[] manifests = [.. batch.Select(run => run.Manifest)];
        await destination.PublishAsync(manifests, cancellation);
        resume?.Note(batch.Select(run => run.ManifestName));
        Count(batch, progress);
        await pace.WaitAsync(manifests.Sum(manifest => manifest.Parts.Count), cancellation);
    }

    private void Count(IReadOnlyList<ReplayedRun> batch, Action<double> progress)
    {
        var messages = batch.Sum(run => run.Manifest.Parts.Count);
        audit.Count(batch.Count, messages);
        progress(messages);
    }

    /// <summary>Whole runs, as many as the pace lets go together; at least one.</summary>
    private IEnumerable<IReadOnlyList<ReplayedRun>> Batches(IEnumerable<ReplayedRun> runs)
    {
        var batch = new List<ReplayedRun>();
        var messages = 0;
        foreach (var run in runs)
        {
            var count = run.Manifest.Parts.Count;
            if (batch.Count > 0 && messages + count > pace.Batch)
            {
                yield return batch;
                (batch, messages) = ([], 0);
            }

            batch.Add(run);
            messages += count;
        }

        if (batch.Count > 0) yield return batch;
    }
}
