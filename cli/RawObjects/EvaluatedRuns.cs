using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.RawObjects;

/// <summary>The runs that the tables have, in full or in part; read when the first question comes.</summary>
internal sealed class EvaluatedRuns(IReports reports)
{
    private HashSet<RunKey>? _keys;

    public async Task<bool> HaveAsync(RunKey run, CancellationToken cancellation)
    {
        _keys ??= await reports.EvaluationsAsync(ReportFilter.Everything, cancellation)
            .Select(evaluation => evaluation.Key).ToHashSetAsync(cancellationToken: cancellation);
        return _keys.Contains(run);
    }
}
