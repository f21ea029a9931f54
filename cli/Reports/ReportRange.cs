using System.Globalization;
using Isotherm.Cli.Invocation;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Reports;

/// <summary>Which hours and region a report is wanted of.</summary>
internal static class ReportRange
{
    private const int UsualHours = 24;
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>What the options say; hours that they do not say are null.</summary>
    public static Answer<ReportFilter> Filter(string? from, string? to, string? region, string? asOf)
    {
        if (!TryParse(from, 0, out var first)) return NoHour("--from", from);
        if (!TryParse(to, UsualHours - 1, out var last)) return NoHour("--to", to);
        if (first > last) return $"--from {from} lies after --to {to}: nothing lies between them.";
        var found = region is null ? null : Find(region);
        if (region is not null && found is null)
        {
            return $"There is no region '{region}': use one of "
                + string.Join(", ", Region.All.Select(known => $"{known.Code} ({known.Name})")) + ".";
        }

        if (asOf is null) return new ReportFilter(first, last, found);
        return UtcText.TryParse(asOf, out var moment)
            ? new ReportFilter(first, last, found) { AsOf = moment }
            : $"--as-of is '{asOf}': write a moment as 2019-02-19T14:02:10Z, in UTC unless it says otherwise.";
    }

    /// <summary>Sets the hours that were not asked for; null when the database shows none at all.</summary>
    public static async Task<ReportFilter?> CompleteAsync(
        ReportFilter wanted, IReports reports, TimeProvider clock, CancellationToken cancellation)
    {
        if (wanted.From is not null) return wanted;
        var to = wanted.To ?? await LastShownAsync(wanted.AsOf, reports, clock, cancellation);
        return to is { } last ? wanted with { From = last.Plus(1 - UsualHours), To = last } : null;
    }

    /// <summary>The last hour shown: looks at the last day, then at ever longer times before.</summary>
    private static async Task<Hour?> LastShownAsync(
        DateTimeOffset? asOf, IReports reports, TimeProvider clock, CancellationToken cancellation)
    {
        var now = Hour.Containing(clock.GetUtcNow());
        var earliest = Hour.Containing(DateTimeOffset.UnixEpoch);
        for (var back = UsualHours; ; back *= 2)
        {
            var isAll = now.Plus(-back) < earliest;
            Hour? last = null;
            var wanted = new ReportFilter(isAll ? null : now.Plus(-back), null, null) { AsOf = asOf };
            await foreach (var row in reports.ShownAsync(wanted, cancellation)) last = row.Hour;
            if (last is not null || isAll) return last;
        }
    }

    private static Region? Find(string written) =>
        Region.Find(written) ?? Region.All.FirstOrDefault(
            region => string.Equals(region.Name, written.Trim(), StringComparison.OrdinalIgnoreCase));

    private static bool TryParse(string? written, int hourOfDay, out Hour? hour)
    {
        hour = null;
        if (written is null) return true;
        if (DateOnly.TryParseExact(written, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            hour = Hour.Containing(new DateTimeOffset(day, new TimeOnly(hourOfDay, 0), TimeSpan.Zero));
        else if (UtcText.TryParse(written, out var instant)) hour = Hour.Containing(instant);
        return hour is not null;
    }

    private static string NoHour(string option, string? written) =>
        $"{option} is '{written}': write an hour as 2019-02-19T14 or a day as 2019-02-19, in UTC.";
}
