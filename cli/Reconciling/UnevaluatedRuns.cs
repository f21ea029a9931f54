using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Replays;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Reconciling;

/// <summary>Publishes again the committed runs that the tables lack, or have by older shapes or rules.</summary>
/// <param name="places">Where everything is.</param>
/// <param name="database">Holds the evaluations, and the audit of what was published before.</param>
/// <param name="request">What is asked for.</param>
/// <param name="surroundings">Clock and terminal.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class UnevaluatedRuns(
    Places places,
    Database database,
    ReconcileRequest request,
    Surroundings surroundings,
    List<Finding> findings)
{
    private sealed record Unevaluated(ReplayedRun Run, string Cause, bool IsStale, DateTimeOffset? Created);

    /// <summary>The hours to which something is on its way; refused when it cannot be published.</summary>
    public async Task<Answer<IReadOnlySet<Hour>>> MendAsync(
        IReadOnlyList<ReplayedRun> committed,
        ILookup<RunKey, RunEvaluation> known,
        CancellationToken cancellation)
    {
        var shapes = request.IsStale
            ? (await places.ActiveShapesAsync(surroundings.Clock, cancellation)).Activation.Hash
            : null;
        var (settled, mended, young) = (new List<Unevaluated>(), new HashSet<Hour>(), 0);
        foreach (var run in committed)
        {
            if (Cause(known[run.Manifest.Key], shapes) is not var (cause, isStale)) continue;
            mended.Add(run.Manifest.Key.Slot.Hour);
            var created = await CreatedAsync(run, cancellation);
            if (created > surroundings.Clock.GetUtcNow() - request.Settled) young++;
            else settled.Add(new Unevaluated(run, cause, isStale, created));
        }

        if (young > 0)
        {
            surroundings.Warn(string.Create(
                CultureInfo.InvariantCulture, $"{young} runs are younger than --settled and left to the traffic."));
        }

        var refusal = settled.Count == 0 ? null : await PublishAsync(settled, cancellation);
        return refusal is null ? mended : Answer<IReadOnlySet<Hour>>.Refused(refusal);
    }

    private async Task<DateTimeOffset?> CreatedAsync(ReplayedRun run, CancellationToken cancellation)
    {
        var stored = await places.Raw.FindAsync(run.ManifestName, cancellation);
        return stored is null
            ? null
            : await places.Raw.FindCreationAsync(run.ManifestName, stored.Generation, cancellation);
    }

    /// <summary>Why the tables lack a run; null when they have it.</summary>
    /// <param name="evaluations">What the tables have of the run.</param>
    /// <param name="shapesInUse">The hash of the shapes in use; null when older ones are as good.</param>
    private static (string Cause, bool IsStale)? Cause(IEnumerable<RunEvaluation> evaluations, string? shapesInUse)
    {
        RunEvaluation[] all = [.. evaluations];
        if (all.Length == 0) return ("committed, and the tables know nothing of it", false);
        if (CurrentRuns.ChooseEvaluation(all) is not { } chosen)
        {
            var most = all.MaxBy(evaluation => evaluation.PartsIn)!;
            return (string.Create(
                CultureInfo.InvariantCulture, $"{most.PartsIn} of {most.Parts} parts are in"), false);
        }

        if (shapesInUse is null) return null;
        if (chosen.RulesVersion < ReadingRules.Version)
            return ($"by rules {chosen.RulesVersion}, now {ReadingRules.Version}", true);
        return chosen.Shapes.Hash == shapesInUse ? null : ("by other shapes than those in use", true);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed of at the end of the method.")]
    private async Task<string?> PublishAsync(List<Unevaluated> runs, CancellationToken cancellation)
    {
        if (request.IsDryRun)
        {
            findings.AddRange(runs.Select(run => Of(run, "would be published again", needsPerson: true)));
            return null;
        }

        var earlier = await database.Replays.ListAsync(cancellation);
        var opened = await places.OpenDestinationAsync(surroundings, cancellation);
        if (!opened.Is(out var destination, out var refusal)) return refusal;
        await using (destination)
        {
            await RepublishAsync([.. runs.Select(run => run.Run)], destination, cancellation);
            var absent = destination.IsThisProcess ? await StillAbsentAsync(runs, cancellation) : [];
            var letters = destination.LettersCommand ?? "isotherm dead-letters list";
            findings.AddRange(runs.Select(run =>
                absent.Contains(run.Run.Manifest.Key) ? Of(run, "published again, and still not in: " + letters, true)
                : EarlierPass(run, earlier) is { } at
                    ? Of(run, $"published again, as at {UtcText.ToSeconds(at)}, and not in since: " + letters, true)
                    : Of(run, "published again", needsPerson: false)));
        }

        return null;
    }

    /// <summary>When an earlier pass published this very run, and long enough ago for it to be in; else null.</summary>
    private DateTimeOffset? EarlierPass(Unevaluated run, IReadOnlyList<ReplayEntry> replays)
    {
        var hour = run.Run.Manifest.Key.Slot.Hour;
        var now = surroundings.Clock.GetUtcNow();
        return run.IsStale || run.Created is not { } created
            ? null
            : replays.FirstOrDefault(pass => pass.Command == "reconcile"
                && pass.StartedAt >= created + request.Settled && pass.StartedAt <= now - request.Settled
                && hour >= (pass.From ?? (pass.To ?? Hour.Containing(pass.StartedAt)).Plus(-Reconciliation.UsualHours))
                && (pass.To is not { } last || hour <= last))?.StartedAt;
    }

    private async Task<HashSet<RunKey>> StillAbsentAsync(List<Unevaluated> runs, CancellationToken cancellation)
    {
        var hours = runs.Select(run => run.Run.Manifest.Key.Slot.Hour).ToArray();
        var known = (await database.Reports.EvaluationsAsync(
            new ReportFilter(hours.Min(), hours.Max(), Region: null), cancellation).ToListAsync(cancellation))
            .ToLookup(evaluation => evaluation.Key);
        return [.. runs.Select(run => run.Run.Manifest.Key).Where(key => Cause(known[key], null) is not null)];
    }

    private static Finding Of(Unevaluated run, string action, bool needsPerson)
    {
        var key = run.Run.Manifest.Key;
        return new Finding("unevaluated", key.Slot.Hour, key.Run, run.Cause, action, needsPerson);
    }

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
}
