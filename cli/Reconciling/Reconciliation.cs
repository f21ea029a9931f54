using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
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
    private const int UsualHours = 7 * 24;

    private readonly List<Finding> _findings = [];
    private readonly HashSet<Hour> _mended = [];

    /// <summary>The findings, by hour.</summary>
    public async Task<Answer<IReadOnlyList<Finding>>> RunAsync(CancellationToken cancellation)
    {
        var now = surroundings.Clock.GetUtcNow();
        var from = request.From ?? Hour.Containing(now).Plus(-UsualHours);
        var kept = await places.Raw.KeptRunsAsync(from, request.To ?? Hour.Containing(now), cancellation)
            .ToListAsync(cancellation);
        if (await MendAsync(kept, now, cancellation) is { } refusal)
            return Answer<IReadOnlyList<Finding>>.Refused(refusal);
        await FindStraysAsync(kept, now, cancellation);
        var last = Hour.Containing(now).Plus(-1);
        var range = new ReportFilter(from, request.To is { } to && to < last ? to : last, Region: null);
        if (range.From <= range.To)
        {
            var known = kept.Select(run => run.Key.Slot.Hour).ToHashSet();
            _findings.AddRange(await new MissingHours(database.Reports).FindAsync(
                range, request.From is not null, known, _mended, cancellation));
        }

        return Answer<IReadOnlyList<Finding>>.Of([.. _findings.OrderBy(finding => finding.Hour)]);
    }

    private async Task<string?> MendAsync(
        IReadOnlyList<KeptRun> kept, DateTimeOffset now, CancellationToken cancellation)
    {
        var shapes = request.IsStale
            ? (await places.ActiveShapesAsync(surroundings.Clock, cancellation)).Activation.Hash
            : null;
        var settled = new Dictionary<string, (KeptRun Run, string Cause)>(StringComparer.Ordinal);
        foreach (var (run, cause) in await new UnevaluatedRuns(database, shapes).FindAsync(kept, cancellation))
        {
            var manifest = run.Manifest!;
            _mended.Add(run.Key.Slot.Hour);
            var created = await places.Raw.FindCreationAsync(manifest.Name, manifest.Generation, cancellation);
            if (created <= now - request.Settled) settled.Add(manifest.Name, (run, cause));
        }

        var runs = new List<ReplayedRun>();
        var reader = new CommittedRuns(places.Raw);
        await foreach (var read in reader.ReadAsync(settled.Values.Select(found => found.Run), cancellation))
        {
            if (read.Is(out var run, out var unusable)) runs.Add(run);
            else AddUnusable(unusable, settled);
        }

        return runs.Count == 0 ? null : await PublishAsync(runs, settled, cancellation);
    }

    private void AddUnusable(string unusable, Dictionary<string, (KeptRun Run, string Cause)> settled)
    {
        var key = settled.First(found => unusable.StartsWith(found.Key, StringComparison.Ordinal)).Value.Run.Key;
        _findings.Add(new Finding(
            "unusable", key.Slot.Hour, key.Run, unusable, "look at the manifest", NeedsPerson: true));
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed of at the end of the method.")]
    private async Task<string?> PublishAsync(
        List<ReplayedRun> runs,
        Dictionary<string, (KeptRun Run, string Cause)> settled,
        CancellationToken cancellation)
    {
        var action = "would be published again";
        if (!request.IsDryRun)
        {
            var opened = await places.OpenDestinationAsync(surroundings, cancellation);
            if (!opened.Is(out var destination, out var refusal)) return refusal;
            await using (destination)
            {
                await RepublishAsync(runs, destination, cancellation);
                action = "published again";
                if (destination.DeadLetters > 0) AddDeadLetters(runs[0], destination.DeadLetters);
            }
        }

        _findings.AddRange(runs.Select(run => new Finding(
            "unevaluated",
            run.Manifest.Key.Slot.Hour,
            run.Manifest.Key.Run,
            settled[run.ManifestName].Cause,
            action,
            NeedsPerson: request.IsDryRun)));
        return null;
    }

    private void AddDeadLetters(ReplayedRun first, long letters) => _findings.Add(new Finding(
        "unusable",
        first.Manifest.Key.Slot.Hour,
        null,
        string.Create(CultureInfo.InvariantCulture, $"{letters} messages became dead letters"),
        "isotherm dead-letters list",
        NeedsPerson: true));

    private Task<ReplayEntry> RepublishAsync(
        IReadOnlyList<ReplayedRun> runs, Destination destination, CancellationToken cancellation)
    {
        var clock = surroundings.Clock;
        var entry = new ReplayEntry(
            Guid.NewGuid().ToString("N"), "reconcile", UtcText.Truncate(clock.GetUtcNow()), null, request.From,
            request.To, null, null, destination.Name, 0, 0, surroundings.User, CodeVersion.Current);
        var audit = new ReplayAudit(database.Replays, entry, clock);
        var republishing = new Republishing(destination, new MessagePace(request.Rate, clock), null, audit);
        return ProgressBar.RunAsync(
            surroundings,
            "messages",
            runs.Sum(run => run.Manifest.Parts.Count),
            progress => republishing.PublishAsync(runs, progress, cancellation));
    }

    private async Task FindStraysAsync(
        IReadOnlyList<KeptRun> kept, DateTimeOffset now, CancellationToken cancellation)
    {
        var strays = new StrayParts(places.Raw, now - request.Settled);
        foreach (var run in kept)
        {
            var (found, fault) = await strays.OfAsync(run, cancellation);
            var (hour, id) = (run.Key.Slot.Hour, run.Key.Run);
            _findings.AddRange(found.Select(stray => new Finding(
                "stray", hour, id, $"{stray.Stored.Name}: {stray.Cause}", "isotherm raw prune", NeedsPerson: false)));
            if (fault is not null)
                _findings.Add(new Finding("unusable", hour, id, fault, "look at the manifest", NeedsPerson: true));
        }
    }
}
