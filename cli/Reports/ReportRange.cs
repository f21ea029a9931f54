using Isotherm.Cli.Invocation;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Reports;

/// <summary>Which hours and region a report is wanted of.</summary>
internal static class ReportRange
{
    private const int UsualHours = 24;

    /// <summary>What the options say; hours that they do not say are null.</summary>
    public static Answer<ReportFilter> Filter(string? from, string? to, string? region, string? asOf)
    {
        if (!TryParse(from, isLast: false, out var first)) return NoHour("--from", from);
        if (!TryParse(to, isLast: true, out var last)) return NoHour("--to", to);
        if (first > last) return $"--from {from} lies after --to {to}: nothing lies between them.";
        var found = region is null ? null : Region.Called(region);
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
        ReportFilter wanted, IReports reports, CancellationToken cancellation)
    {
        if (wanted.From is not null) return wanted;
        var to = wanted.To ?? (await reports.SpanAsync(wanted.AsOf, cancellation))?.Last;
        return to is { } last ? wanted with { From = last.Plus(1 - UsualHours), To = last } : null;
    }

    private static bool TryParse(string? written, bool isLast, out Hour? hour)
    {
        var good = WrittenHour.TryParse(written, isLast, out var parsed);
        hour = good ? parsed : null;
        return good || written is null;
    }

    private static string NoHour(string option, string? written) =>
        $"{option} is '{written}': write an hour as 2019-02-19T14 or a day as 2019-02-19, in UTC.";
}
