using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Failures;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary>
/// Computes what a replay would change, without writing anything: aggregates here the runs that have no complete
/// evaluation by the active shapes and rules yet, puts those evaluations beside the ones in the tables, and lets the
/// rules that choose what an hour shows choose among all of them.
/// </summary>
internal sealed class ReplayPreview(Database database, ActiveShapes shapes, PartReader reader)
{
    private readonly List<string> _unreadable = [];
    private long _lastId;

    /// <summary>Parts that would become dead letters.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    /// <summary>The changes of these runs of one day, by hour and region.</summary>
    public async Task<IReadOnlyList<HourChange>> OfDayAsync(
        IReadOnlyList<ReplayedRun> runs, CancellationToken cancellation)
    {
        var hours = runs.Select(run => run.Manifest.Key.Slot.Hour).Distinct().ToArray();
        var filter = new ReportFilter(hours.Min(), hours.Max(), Region: null);
        var reports = database.Reports;
        var method = await reports.MethodAsync(cancellation);
        var day = new PreviewedDay(
            method,
            await reports.EvaluationsAsync(filter, cancellation).ToListAsync(cancellation),
            await reports.ShownAsync(filter, cancellation).ToListAsync(cancellation),
            await reports.SumsAsync(filter, cancellation).ToListAsync(cancellation),
            (await reports.RunsAsync(filter, cancellation).ToListAsync(cancellation))
                .ToDictionary(run => run.Key, run => run.CodeVersion));
        foreach (var run in runs) await AddAsync(day, run, method, cancellation);
        return [.. hours.Order().SelectMany(day.Changes)];
    }

    private async Task AddAsync(PreviewedDay day, ReplayedRun run, Method method, CancellationToken cancellation)
    {
        var manifest = run.Manifest;
        if (day.Confirm(manifest.Key, shapes.Activation, ReadingRules.Version)) return;
        var parts = new List<PartAggregate>();
        try
        {
            foreach (var part in manifest.Parts)
            {
                var name = Core.RawObjects.RawObjectName.TryParse(part.Stored.Name, out var parsed) ? parsed! : null!;
                parts.Add(await reader.ReadAsync(new CommittedPart(name, manifest), shapes.Locators, cancellation));
            }
        }
        catch (PoisonException unreadable)
        {
            _unreadable.Add(unreadable.Message);
            return;
        }

        var evaluation = new RunEvaluation(
            --_lastId,
            manifest.Key,
            UtcText.Truncate(manifest.StartedAt),
            shapes.Activation,
            ReadingRules.Version,
            parts.Count,
            parts.Count,
            parts.Sum(part => part.Read),
            parts.Sum(part => part.Usable));
        day.Add(evaluation, parts.SelectMany(part => Of(part, method).Regions));
    }

    private static MethodAggregate Of(PartAggregate part, Method method) =>
        method == Method.Rectangle ? part.Rectangle : part.Polygon;
}
