using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Reconciling;

/// <summary>
/// The hours that show nothing and that publishing again does not mend, with their causes. Hours without a run that
/// follow each other and have the same cause are one finding.
/// </summary>
internal sealed class MissingHours(IReports reports)
{
    /// <param name="range">With both ends.</param>
    /// <param name="isFirstKnown">Whether the first hour is one that must have been run.</param>
    /// <param name="known">Hours with a run in the bucket.</param>
    /// <param name="mended">Hours that are left out: something is on its way to them.</param>
    /// <param name="cancellation">Ends the questions.</param>
    public async Task<IReadOnlyList<Finding>> FindAsync(
        ReportFilter range,
        bool isFirstKnown,
        IReadOnlySet<Hour> known,
        IReadOnlySet<Hour> mended,
        CancellationToken cancellation)
    {
        var (from, to) = (range.From!.Value, range.To!.Value);
        var shown = await reports.ShownAsync(range, cancellation).Select(row => row.Hour).ToHashSetAsync(
            cancellationToken: cancellation);
        var causes = await reports.MissingHoursAsync(isFirstKnown ? from : null, to, cancellation)
            .Where(missing => missing.Hour >= from && missing.Hour <= to)
            .ToDictionaryAsync(missing => missing.Hour, cancellationToken: cancellation);
        Hour[] begun = [.. causes.Keys, .. shown, .. known.Where(hour => hour >= from)];
        var first = isFirstKnown || begun.Length == 0 ? from : begun.Min();
        if (!isFirstKnown && begun.Length == 0) return [];
        var findings = new List<Finding>();
        for (var hour = first; hour <= to; hour = hour.Plus(1))
        {
            if (!shown.Contains(hour) && !mended.Contains(hour))
                Add(findings, Of(hour, causes.GetValueOrDefault(hour)));
        }

        return findings;
    }

    // An outage of a month is one line, not seven hundred.
    private static void Add(List<Finding> findings, Finding finding)
    {
        if (findings is [.., var last] && finding.Run is null && (last.Until ?? last.Hour).Plus(1) == finding.Hour
            && last with { Hour = finding.Hour, Until = null } == finding)
            findings[^1] = last with { Until = finding.Hour };
        else findings.Add(finding);
    }

    private static Finding Of(Hour hour, MissingHour? missing)
    {
        var cause = missing?.Reason ?? "never run";
        if (missing?.FailureReason is { } reason) cause += $" ({missing.Failures} calls): {reason}";
        var action = missing?.Reason switch
        {
            "empty" => "nothing to show; a correction is a new run of the hour",
            "no points" => "nothing lies in a region, or rows are gone: isotherm verify tells",
            "incomplete" => "its parts are dead letters or not delivered: isotherm dead-letters list",
            _ => "fetch the hour again while the API can still give it",
        };
        return new Finding("missing", hour, missing?.Run, cause, action, NeedsPerson: true);
    }
}
