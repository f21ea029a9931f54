using Isotherm.Core.Failures;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Core.Reports;

/// <summary>
/// Questions to the tables; read only. Each answer is of one moment: never half of a change. Every member throws
/// <see cref="TransientException"/> when the database cannot answer.
/// </summary>
public interface IReports
{
    /// <summary>The method that is shown.</summary>
    Task<Method> MethodAsync(CancellationToken cancellation);

    /// <summary>The method that was shown at a moment; null when nothing was shown then.</summary>
    Task<Method?> MethodAtAsync(DateTimeOffset moment, CancellationToken cancellation);

    /// <summary>
    /// Every region and every hour from the first to the last that is shown, by hour, then region by INSEE code; the
    /// filter leaves some of these rows out and changes none.
    /// </summary>
    IAsyncEnumerable<RegionHourTemperature> TemperaturesAsync(ReportFilter filter, CancellationToken cancellation);

    /// <summary>The rows of <c>region_temperature</c> as they are, by hour, then name (ordinal).</summary>
    IAsyncEnumerable<ShownTemperature> ShownAsync(ReportFilter filter, CancellationToken cancellation);

    /// <summary>The first and the last hour shown now or at a moment; null when none is.</summary>
    Task<ShownSpan?> SpanAsync(DateTimeOffset? asOf, CancellationToken cancellation);

    /// <summary>
    /// The rows that <c>region_temperature</c> would hold (or would have held at that moment) by this method, from the
    /// kept sums of the runs that are shown; by hour, then name (ordinal).
    /// </summary>
    IAsyncEnumerable<ShownTemperature> ByMethodAsync(
        Method method, ReportFilter filter, CancellationToken cancellation);

    /// <summary>
    /// A text that changes whenever any of these hours shows something else, and only then; the filter's region plays
    /// no part.
    /// </summary>
    Task<string> VersionAsync(ReportFilter filter, CancellationToken cancellation);

    /// <summary>
    /// Each hour that shows no row, and why, in order: from <paramref name="from"/>, or else the first hour in the
    /// ledger, to <paramref name="until"/>, or else to the last hour in the ledger or the hour before now, whichever is
    /// later.
    /// </summary>
    IAsyncEnumerable<MissingHour> MissingHoursAsync(Hour? from, Hour? until, CancellationToken cancellation);

    /// <summary>
    /// Every evaluation of every run of these hours, by slot, run and key; complete ones and others. The filter's
    /// region plays no part.
    /// </summary>
    IAsyncEnumerable<RunEvaluation> EvaluationsAsync(ReportFilter filter, CancellationToken cancellation);

    /// <summary>
    /// The exact sums of those evaluations, by both methods; the filter's region plays no part.
    /// </summary>
    IAsyncEnumerable<KeptSum> SumsAsync(ReportFilter filter, CancellationToken cancellation);

    /// <summary>
    /// The runs in the ledger, the last started first; the filter's region and moment play no part.
    /// </summary>
    IAsyncEnumerable<LedgerRun> RunsAsync(ReportFilter filter, CancellationToken cancellation);

    /// <summary>
    /// At most <paramref name="count"/> runs of the ledger by slot and run, the latest slot first, those after
    /// <paramref name="after"/> in that order; the filter's region and moment play no part.
    /// </summary>
    Task<IReadOnlyList<LedgerRun>> RunsPageAsync(
        ReportFilter filter, RunKey? after, int count, CancellationToken cancellation);
}
