using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Isotherm.Aggregate;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary>Finds the runs, computes what would change, and publishes their messages again.</summary>
internal sealed class Replay(Places places, ReplayRequest request, Surroundings surroundings)
{
    private readonly List<string> _problems = [];

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (places.Database is null)
        {
            if (request.Aggregation is not null)
                return surroundings.Misuse("replay", "--aggregation needs the database, which says what is lacking.");
            surroundings.Warn(
                "No database is given: what changes cannot be shown, and no audit is kept. Use --database.");
        }

        Destination? destination = null;
        if (!request.IsDryRun)
        {
            var opened = await places.OpenDestinationAsync(surroundings, cancellation);
            if (!opened.Is(out destination, out var refusal)) return surroundings.Misuse("replay", refusal);
        }

        await using var owned = destination;
        var runs = await FindAsync(cancellation);
        if (NoSuchRun(runs) is { } missing) return surroundings.Fail(missing);
        var begun = await BeginAsync(destination, cancellation);
        if (!OpenResume(begun).Is(out var resume, out var mistake)) return surroundings.Misuse("replay", mistake);
        using (resume.File) return await RunAsync(runs, destination, resume.File, begun, cancellation);
    }

    private async Task<int> RunAsync(
        IReadOnlyList<ReplayedRun> runs,
        Destination? destination,
        ResumeFile? resume,
        ResumedReplay begun,
        CancellationToken cancellation)
    {
        var changes = await PreviewAsync(runs, cancellation);
        var messages = runs.Sum(run => run.Manifest.Parts.Count);
        var outcome = new ReplayOutcome(changes, runs.Count, messages, null, 0, 0, _problems);
        if (destination is not null)
        {
            var audit = Audit(destination, resume?.Replay ?? begun);
            var pace = new MessagePace(request.Rate, surroundings.Clock);
            var republishing = new Republishing(destination, pace, resume, audit);
            var done = await ProgressBar.RunAsync(surroundings, "messages", messages, progress =>
                republishing.PublishAsync(runs, progress, cancellation));
            if (destination.DeadLetters > 0) _problems.Add(DeadLettered(destination));
            outcome = outcome with
            {
                Done = done,
                EarlierRuns = republishing.EarlierRuns,
                EarlierMessages = republishing.EarlierMessages,
            };
        }

        return ReplayOutput.Write(outcome, request.Format, surroundings);
    }

    private static string DeadLettered(Destination destination) => string.Create(
        CultureInfo.InvariantCulture,
        $"{destination.DeadLetters} messages became dead letters: see {destination.LettersCommand}.");

    /// <summary>A mistyped run would else be a replay of nothing that succeeds.</summary>
    private string? NoSuchRun(IReadOnlyList<ReplayedRun> runs) =>
        request.Run is not { } run || request.Aggregation is not null || runs.Count > 0 || _problems.Count > 0
            ? null
            : $"No committed run {run} is in these hours in {places.RawLocation}: see isotherm runs. "
                + "Nothing was published.";

    /// <summary>Of a replay that can be resumed also what the values depend on, as far as it can be known.</summary>
    private async Task<ResumedReplay> BeginAsync(Destination? destination, CancellationToken cancellation)
    {
        var shapes = request.Resume is null ? null : await ShapesInUseAsync(cancellation);
        return new ResumedReplay(
            places.RawLocation,
            destination?.Name ?? "",
            request.From?.ToString(),
            request.To?.ToString(),
            request.Run?.Value,
            shapes,
            shapes is null ? null : ReadingRules.Version,
            Guid.NewGuid().ToString("N"),
            UtcText.Truncate(surroundings.Clock.GetUtcNow()));
    }

    private async Task<string?> ShapesInUseAsync(CancellationToken cancellation)
    {
        if (places.Database is null) return null;
        try
        {
            return (await places.ActiveShapesAsync(surroundings.Clock, cancellation)).Activation.Hash;
        }
        catch (TransientException)
        {
            // Where they are needed it is said that there are none.
            return null;
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of the file.")]
    private Answer<OpenedResume> OpenResume(ResumedReplay begun)
    {
        if (request.Resume is not { } written) return new OpenedResume(null);
        return ResumeFile.Open(surroundings.PathOf(written), begun).Is(out var file, out var refusal)
            ? new OpenedResume(file)
            : refusal;
    }

    private async Task<IReadOnlyList<ReplayedRun>> FindAsync(CancellationToken cancellation)
    {
        var lacking = await LackingAsync(cancellation);
        var kept = await ProgressBar.RunAsync(surroundings, "list", null, async _ =>
            await places.Raw.KeptRunsAsync(request.From, request.To, cancellation)
                .Where(run => IsWanted(run.Key) && (lacking is null || lacking.Contains(run.Key)))
                .ToListAsync(cancellation));
        var committed = kept.Count(run => run.Manifest is not null);
        return await ProgressBar.RunAsync(surroundings, "manifests", committed, async progress =>
        {
            var runs = new List<ReplayedRun>(committed);
            await foreach (var read in new CommittedRuns(places.Raw).ReadAsync(kept, cancellation))
            {
                if (read.Is(out var run, out var unusable)) runs.Add(run);
                else _problems.Add(unusable);
                progress(1);
            }

            return runs;
        });
    }

    private bool IsWanted(RunKey key) =>
        (request.Run is null || key.Run == request.Run)
        && !(key.Slot.Hour < request.From) && !(key.Slot.Hour > request.To);

    /// <summary>Only these runs; null for every one.</summary>
    private async Task<IReadOnlySet<RunKey>?> LackingAsync(CancellationToken cancellation)
    {
        if (request.Aggregation is not { } aggregation) return null;
        var lacking = (await places.Database!.Aggregations.LackingAsync(aggregation, cancellation))
            .Where(run => IsWanted(run.Key)).ToList();
        if (lacking.Count == 0) return new HashSet<RunKey>();
        var shapes = (await places.ActiveShapesAsync(surroundings.Clock, cancellation)).Activation.Hash;
        var same = lacking.Where(run => run.ShapesHash == shapes && run.RulesVersion == ReadingRules.Version)
            .Select(run => run.Key).ToHashSet();
        if (same.Count < lacking.Count)
        {
            _problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{lacking.Count - same.Count} runs that lack {aggregation.Name} were aggregated by other shapes or "
                + $"rules than those in use and are left out: replay their hours without --aggregation, which "
                + $"changes values."));
        }

        return same;
    }

    private async Task<IReadOnlyList<HourChange>?> PreviewAsync(
        IReadOnlyList<ReplayedRun> runs, CancellationToken cancellation)
    {
        if (places.Database is not { } database) return null;
        if (runs.Count == 0) return [];
        var shapes = await places.ActiveShapesAsync(surroundings.Clock, cancellation);
        using var reader = new PartReader(places.Raw, places.Options.Rules, aggregations: []);
        var preview = new ReplayPreview(database, shapes, reader);
        var changes = await ProgressBar.RunAsync(surroundings, "preview", runs.Count, async progress =>
        {
            var found = new List<HourChange>();
            foreach (var day in runs.GroupBy(run => run.Manifest.Key.Slot.Start.UtcDateTime.Date))
            {
                ReplayedRun[] some = [.. day];
                found.AddRange(await preview.OfDayAsync(some, cancellation));
                progress(some.Length);
            }

            return found;
        });
        _problems.AddRange(preview.Unreadable);
        return changes;
    }

    private ReplayAudit Audit(Destination destination, ResumedReplay replay) => new(
        places.Database?.Replays,
        new ReplayEntry(
            replay.Id, "replay", replay.StartedAt, null, request.From, request.To, request.Run, request.Reason,
            destination.Name, 0, 0, surroundings.User, CodeVersion.Current),
        surroundings.Clock);

    private sealed record OpenedResume(ResumeFile? File);
}
