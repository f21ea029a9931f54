using Isotherm.Core.Failures;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary>
/// Publishes the messages of runs again: at a pace, noting what is published, and with an audit that tells the truth
/// also when it is ended early, and nearly the truth when the process is killed. A run of which a message became a dead
/// letter is not noted: the same command tries it again.
/// </summary>
internal sealed class Republishing(Destination destination, MessagePace pace, ResumeFile? resume, ReplayAudit audit)
{
    /// <summary>After so many batches the audit is brought up to date.</summary>
    private const int BatchesBetweenSaves = 16;

    private bool _isAllNoted = true;

    /// <summary>Runs that the resume file had as published.</summary>
    public int EarlierRuns { get; private set; }

    /// <summary>Their messages.</summary>
    public int EarlierMessages { get; private set; }

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
            else CountEarlier(run, progress);
        }

        await audit.SaveAsync(cancellation);
        try
        {
            var batches = 0;
            foreach (var batch in Batches(left))
            {
                await PublishBatchAsync(batch, progress, cancellation);
                if (++batches % BatchesBetweenSaves == 0) await audit.SaveAsync(cancellation);
                await pace.WaitAsync(Messages(batch), cancellation);
            }

            var ended = await audit.EndAsync(cancellation);
            if (_isAllNoted) resume?.End(ended.EndedAt!.Value);
            return ended;
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
        var isDone = await destination.PublishAsync([.. batch.Select(run => run.Manifest)], cancellation);
        ReplayedRun[] done = [.. batch.Where((_, i) => isDone[i])];
        if (done.Length < batch.Count) _isAllNoted = false;
        resume?.Note(done.Select(run => run.ManifestName));
        audit.Count(done.Length, Messages(done));
        progress(Messages(batch));
    }

    private void CountEarlier(ReplayedRun run, Action<double> progress)
    {
        var messages = run.Manifest.Parts.Count;
        EarlierRuns++;
        EarlierMessages += messages;
        audit.Count(1, messages);
        progress(messages);
    }

    private static int Messages(IEnumerable<ReplayedRun> runs) => runs.Sum(run => run.Manifest.Parts.Count);

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
