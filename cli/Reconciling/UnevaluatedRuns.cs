using Isotherm.Adapters.Tables;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Reconciling;

/// <summary>Tells which committed runs the tables do not have, or have by older shapes or rules.</summary>
/// <param name="database">Holds the evaluations.</param>
/// <param name="shapesInUse">The hash of the shapes in use; null when older ones are as good.</param>
internal sealed class UnevaluatedRuns(Database database, string? shapesInUse)
{
    /// <summary>The runs to publish again, each with the reason.</summary>
    public async Task<IReadOnlyList<(KeptRun Run, string Cause)>> FindAsync(
        IReadOnlyList<KeptRun> kept, CancellationToken cancellation)
    {
        KeptRun[] committed = [.. kept.Where(run => run.Manifest is not null)];
        if (committed.Length == 0) return [];
        var hours = committed.Select(run => run.Key.Slot.Hour).ToArray();
        var filter = new ReportFilter(hours.Min(), hours.Max(), Region: null);
        var evaluations = (await database.Reports.EvaluationsAsync(filter, cancellation).ToListAsync(cancellation))
            .ToLookup(evaluation => evaluation.Key);
        return
        [
            .. committed.Select(run => (run, cause: Cause(evaluations[run.Key])))
                .Where(found => found.cause is not null)
                .Select(found => (found.run, found.cause!)),
        ];
    }

    private string? Cause(IEnumerable<RunEvaluation> evaluations)
    {
        RunEvaluation[] all = [.. evaluations];
        if (all.Length == 0) return "committed, and the tables know nothing of it";
        if (CurrentRuns.ChooseEvaluation(all) is not { } chosen)
        {
            var most = all.MaxBy(evaluation => evaluation.PartsIn)!;
            return $"{most.PartsIn} of {most.Parts} parts are in";
        }

        if (shapesInUse is null) return null;
        if (chosen.RulesVersion < ReadingRules.Version)
            return $"by rules {chosen.RulesVersion}, now {ReadingRules.Version}";
        return chosen.Shapes.Hash == shapesInUse ? null : "by other shapes than those in use";
    }
}
