using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Report.Views;

namespace Isotherm.Report.Building;

/// <summary>Asks the database for what the health view shows.</summary>
internal sealed class HealthViewBuilder(ReportParts parts, TimeSpan freshnessObjective)
{
    private const int SpanHours = 7 * 24;
    private const int RunsShown = 24;

    private readonly IReports _reports = parts.Reports;

    public async Task<HealthView> BuildAsync(Language language, CancellationToken cancellation)
    {
        var now = parts.Clock.GetUtcNow();
        var (span, runs) = await RunsAsync(now, cancellation);
        var missing = await _reports.MissingHoursAsync(span.First, span.Last, cancellation).ToListAsync(cancellation);
        missing.Reverse();
        return new HealthView
        {
            Language = language,
            Now = now,
            From = span.First,
            To = span.Last,
            LastRun = runs.Count > 0 ? runs[0] : null,
            LastShown = await LastShownAsync(Hour.Containing(now), span, cancellation),
            FreshnessObjective = freshnessObjective,
            Outcomes = Outcomes(runs),
            Missing = missing,
            DeadLetters = parts.DeadLetters is { } letters ? await letters.CountAsync(cancellation) : null,
            Runs = [.. runs.Take(RunsShown)],
        };
    }

    /// <summary>An hour that was imported ahead of its time says nothing of whether the pipeline is alive.</summary>
    private async Task<Hour?> LastShownAsync(Hour now, HourSpan span, CancellationToken cancellation)
    {
        var shown = await _reports.SpanAsync(asOf: null, cancellation);
        if (shown is null || shown.Last <= now) return shown?.Last;
        var rows = _reports.ShownAsync(new ReportFilter(span.First, now, null), cancellation);
        return (await rows.LastOrDefaultAsync(cancellation))?.Hour;
    }

    /// <summary>
    /// The last seven days, or those before the last run when that is longer ago, not before the first run; and their
    /// runs, the last started first.
    /// </summary>
    private async Task<(HourSpan Span, IReadOnlyList<LedgerRun> Runs)> RunsAsync(
        DateTimeOffset now, CancellationToken cancellation)
    {
        var before = Hour.Containing(now).Plus(-1);
        var begunHours = ReportFilter.Everything with { To = Hour.Containing(now) };
        var latest = await _reports.RunsPageAsync(begunHours, after: null, count: 1, cancellation);
        if (latest.Count == 0) return (new HourSpan(before.Plus(1 - SpanHours), before), latest);
        var run = latest[0].Key.Slot.Hour;
        var last = run < before.Plus(-SpanHours) || run > before ? run : before;
        var first = last.Plus(1 - SpanHours);
        var filter = new ReportFilter(first, last, null);
        var runs = await _reports.RunsAsync(filter, cancellation).ToListAsync(cancellation);
        var earlier = ReportFilter.Everything with { To = first.Plus(-1) };
        var isFull = (await _reports.RunsPageAsync(earlier, after: null, count: 1, cancellation)).Count > 0;
        return (new HourSpan(isFull ? first : runs.Min(known => known.Key.Slot.Hour), last), runs);
    }

    private static OutcomeCounts Outcomes(IReadOnlyList<LedgerRun> runs)
    {
        RunTotals[] totals = [.. runs.Select(run => run.Totals).OfType<RunTotals>()];
        return new OutcomeCounts(
            totals.Sum(run => run.Read),
            totals.Sum(run => run.Usable),
            totals.Sum(run => run.Ambiguous),
            totals.Sum(run => run.OutsideRectangles),
            totals.Sum(run => run.OutsidePolygons),
            totals.Aggregate(NoRejects, (sum, run) => sum.Plus(run.Rejects)));
    }

    private static RejectCounts NoRejects { get; } = new(new Dictionary<RejectReason, long>());
}
