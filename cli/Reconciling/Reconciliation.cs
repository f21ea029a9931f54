using Isotherm.Adapters.Tables;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.RawObjects;
using Isotherm.Cli.Replays;
using Isotherm.Cli.Terminals;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Reconciling;

/// <summary>
/// Compares bucket, ledger and tables, and publishes again what the tables lack. The messages are those of the
/// manifests, so a run that is on its way already is only delivered once more, which changes nothing.
/// </summary>
internal sealed class Reconciliation(
    Places places, Database database, ReconcileRequest request, Surroundings surroundings)
{
    /// <summary>How many hours it looks back when it is not told.</summary>
    public const int UsualHours = 7 * 24;

    private readonly List<Finding> _findings = [];

    /// <summary>The findings, by hour.</summary>
    public async Task<Answer<IReadOnlyList<Finding>>> RunAsync(CancellationToken cancellation)
    {
        var now = surroundings.Clock.GetUtcNow();
        var present = Hour.Containing(now);
        var to = request.To is { } asked && asked < present ? asked : present;
        if (request.From > to)
            return Answer<IReadOnlyList<Finding>>.Refused($"The hour {request.From} has not begun yet.");
        var range = new ReportFilter(request.From ?? Before(to), to, Region: null);
        var kept = await places.Raw.KeptRunsAsync(range.From, to, cancellation).ToListAsync(cancellation);
        var known = (await database.Reports.EvaluationsAsync(range, cancellation).ToListAsync(cancellation))
            .ToLookup(evaluation => evaluation.Key);
        var committed = await ReadManifestsAsync(kept, cancellation);
        var mending = new UnevaluatedRuns(places, database, request, surroundings, _findings);
        if (!(await mending.MendAsync(committed, known, cancellation)).Is(out var mended, out var refusal))
            return Answer<IReadOnlyList<Finding>>.Refused(refusal);
        _findings.AddRange(LostObjects.Find(kept, committed, known.Select(run => run.Key)));
        await FindStraysAsync(kept, committed, known, now, cancellation);
        await FindMissingAsync(range, present, kept, mended, cancellation);
        return Answer<IReadOnlyList<Finding>>.Of([.. _findings.OrderBy(finding => finding.Hour)]);
    }

    private static Hour Before(Hour to) =>
        to.Start - DateTimeOffset.MinValue > TimeSpan.FromHours(UsualHours) ? to.Plus(-UsualHours) : to;

    private async Task<IReadOnlyList<ReplayedRun>> ReadManifestsAsync(
        IReadOnlyList<KeptRun> kept, CancellationToken cancellation)
    {
        var runs = new List<ReplayedRun>();
        await foreach (var read in new CommittedRuns(places.Raw).ReadAsync(kept, cancellation))
        {
            if (read.Is(out var run, out var unusable))
            {
                runs.Add(run);
                continue;
            }

            var key = kept.First(run => run.Manifest is { } manifest
                && unusable.StartsWith(manifest.Name, StringComparison.Ordinal)).Key;
            _findings.Add(Finding.Unusable(key, unusable, "look at the manifest"));
        }

        return runs;
    }

    private async Task FindStraysAsync(
        IReadOnlyList<KeptRun> kept,
        IReadOnlyList<ReplayedRun> committed,
        ILookup<RunKey, RunEvaluation> known,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var strays = new StrayParts(places.Raw, now - request.Settled);
        var readable = committed.Select(run => run.Manifest.Key).ToHashSet();
        foreach (var run in kept)
        {
            // Whatever belongs to a run that was committed once is no stray, though its manifest is lost or damaged.
            if (run.Manifest is null ? known.Contains(run.Key) : !readable.Contains(run.Key)) continue;
            var (found, fault) = await strays.OfAsync(run, cancellation);
            _findings.AddRange(found.Select(stray => new Finding(
                "stray",
                run.Key.Slot.Hour,
                run.Key.Run,
                $"{stray.Stored.Name}: {stray.Cause}",
                "isotherm raw prune",
                NeedsPerson: false)));
            if (fault is not null) _findings.Add(Finding.Unusable(run.Key, fault, "look at the manifest"));
        }
    }

    private async Task FindMissingAsync(
        ReportFilter range,
        Hour present,
        IReadOnlyList<KeptRun> kept,
        IReadOnlySet<Hour> mended,
        CancellationToken cancellation)
    {
        if (range.To == present) range = range with { To = present.Plus(-1) };
        if (range.From > range.To) return;
        _findings.AddRange(await new MissingHours(database.Reports).FindAsync(
            range,
            request.From is not null,
            kept.Select(run => run.Key.Slot.Hour).ToHashSet(),
            mended,
            cancellation));
    }
}
