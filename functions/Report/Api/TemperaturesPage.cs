using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Report.Building;
using Isotherm.Report.Queries;

namespace Isotherm.Report.Api;

/// <summary>
/// Which rows a page of temperatures has. Rows are dense, every hour with every region, so this is known before any is
/// read, and so is whether another page follows.
/// </summary>
internal sealed record TemperaturesPage
{
    private TemperaturesPage(HourSpan span, IReadOnlyList<Region> regions) => (Span, Regions) = (span, regions);

    /// <summary>The hours that rows are read of.</summary>
    public HourSpan Span { get; }

    /// <summary>By ascending code.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>How many rows of the first hour were on the page before.</summary>
    public int Skipped { get; private init; }

    /// <summary>How many rows it has.</summary>
    public long Rows { get; private init; }

    /// <summary>Its last row, when another page follows.</summary>
    public RowCursor? Next { get; private init; }

    /// <summary>Null when there is no row.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="shown">The hours that there are.</param>
    /// <param name="limit">The most rows; null: all.</param>
    public static TemperaturesPage? Of(TemperaturesQuery query, ShownSpan? shown, int? limit)
    {
        if (shown is null) return null;
        var regions = query.Regions.Count == 0 ? Region.All : query.Regions;
        var first = query.From is { } from && from > shown.First ? from : shown.First;
        var last = query.To is { } to && to < shown.Last ? to : shown.Last;
        var skipped = 0;
        if (query.After is { } after && after.Hour >= first)
        {
            first = after.Hour;
            skipped = regions.Count(region => string.CompareOrdinal(region.Code, after.Code) <= 0);
            if (skipped == regions.Count) (first, skipped) = (first.Plus(1), 0);
        }

        if (first > last) return null;
        var rows = ((long)new HourSpan(first, last).Hours * regions.Count) - skipped;
        if (limit is not { } most || rows <= most)
            return new TemperaturesPage(new HourSpan(first, last), regions) { Skipped = skipped, Rows = rows };
        var (hours, place) = Math.DivRem(skipped + most - 1, regions.Count);
        var end = first.Plus(hours);
        return new TemperaturesPage(new HourSpan(first, end), regions)
        {
            Skipped = skipped,
            Rows = most,
            Next = new RowCursor(end, regions[place].Code),
        };
    }

    /// <summary>Its rows, as they come.</summary>
    public IAsyncEnumerable<DenseRow> ReadAsync(
        ShownRows rows, Method method, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var region = Regions.Count == 1 ? Regions[0] : null;
        var first = Span.First.Plus(-DenseHours.HoursBefore);
        var filter = new ReportFilter(first, Span.Last, region) { AsOf = asOf };
        var names = Regions.Select(region => region.Name).ToHashSet(StringComparer.Ordinal);
        var wanted = rows.Read(method, filter, cancellation).Where(row => names.Contains(row.Region));
        return DenseHours.RowsAsync(wanted, Regions, Span.First, Span.Last, cancellation)
            .Skip(Skipped).Take((int)Math.Min(Rows, int.MaxValue));
    }
}
