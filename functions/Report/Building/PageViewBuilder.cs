using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Report.Queries;
using Isotherm.Report.Views;

namespace Isotherm.Report.Building;

/// <summary>Asks the database for what a page shows.</summary>
internal sealed class PageViewBuilder(IReports reports)
{
    /// <summary>Null when the chart would be too long, which only the hour of the map tells.</summary>
    public async Task<PageView?> BuildAsync(PageQuery query, Language language, CancellationToken cancellation)
    {
        var rows = await ShownRows.OpenAsync(reports, query.AsOf, cancellation);
        var method = query.Method ?? ViewMethods.Of(rows.Shown);
        var view = new PageView { Query = query, Language = language, Method = method, ShownMethod = rows.Shown };
        if (await SpanAsync(query, cancellation) is not { } span) return view;
        var hour = query.Hour ?? span.Last;
        var chart = ChartSpan(query, hour);
        if (chart.Hours is < 1 or > ChartLimits.MaxHours) return null;
        var measured = new List<MeasuredHours>();
        foreach (var one in ViewMethods.Needed(method))
            measured.Add(await MeasuredHours.ReadAsync(rows, one, hour, chart, query.AsOf, cancellation));
        var regions = Region.All.Select(region => RowOf(region, hour, measured)).ToArray();
        return view with
        {
            Hour = new HourView(
                hour,
                span.First,
                span.Last,
                regions,
                query.AsOf is null ? await RunsAsync(hour, cancellation) : [],
                await MissingAsync(query, hour, regions, cancellation)),
            Chart = ChartBuilder.Build(query.Regions, chart, measured),
        };
    }

    /// <summary>While nothing is shown yet, an hour that is asked for still has a reason for it.</summary>
    private async Task<ShownSpan?> SpanAsync(PageQuery query, CancellationToken cancellation)
    {
        if (await reports.SpanAsync(query.AsOf, cancellation) is { } span) return span;
        return query is { AsOf: null, Hour: { } hour } ? new ShownSpan(hour, hour) : null;
    }

    /// <summary>Up to the hour of the map; from a later hour on when that was chosen and no end.</summary>
    private static HourSpan ChartSpan(PageQuery query, Hour hour)
    {
        const int others = ChartLimits.UsualHours - 1;
        if (query.To is null && query.From > hour) return new HourSpan(query.From.Value, query.From.Value.Plus(others));
        var to = query.To ?? hour;
        return new HourSpan(query.From ?? to.Plus(-others), to);
    }

    private static RegionView RowOf(Region region, Hour hour, IReadOnlyList<MeasuredHours> measured)
    {
        var row = new RegionView(region);
        foreach (var by in measured)
        {
            var (now, before) = (by.At(region, hour), by.At(region, hour.Plus(-DenseHours.HoursBefore)));
            row = by.Method == Method.Rectangle
                ? row with { Rectangle = now, RectangleBefore = before }
                : row with { Polygon = now, PolygonBefore = before };
        }

        return row;
    }

    private async Task<IReadOnlyList<LedgerRun>> RunsAsync(Hour hour, CancellationToken cancellation) =>
        await reports.RunsAsync(new ReportFilter(hour, hour, null), cancellation)
            .Where(run => run.IsCurrent).OrderBy(run => run.Key.Slot).ToListAsync(cancellation);

    private async Task<MissingHour?> MissingAsync(
        PageQuery query, Hour hour, IReadOnlyList<RegionView> regions, CancellationToken cancellation)
    {
        if (query.AsOf is not null || regions.Any(row => (row.Rectangle ?? row.Polygon) is not null)) return null;
        return await reports.MissingHoursAsync(hour, hour, cancellation).FirstOrDefaultAsync(cancellation);
    }
}
