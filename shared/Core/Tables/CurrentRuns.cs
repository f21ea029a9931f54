namespace Isotherm.Core.Tables;

/// <summary>
/// Which evaluation stands for a run, and which run for a slot. Pure functions of the set of evaluations: the order in
/// which they came in plays no part.
/// </summary>
public static class CurrentRuns
{
    /// <summary>
    /// The evaluation that stands for a run: of the complete ones that with the highest rules version, then the latest
    /// activation of its shapes, then the greatest hash (only shapes that were never in a bucket can be level).
    /// Null when none is complete.
    /// </summary>
    public static RunEvaluation? ChooseEvaluation(IEnumerable<RunEvaluation> evaluationsOfOneRun) =>
        evaluationsOfOneRun
            .Where(evaluation => evaluation.IsComplete)
            .OrderByDescending(evaluation => evaluation.RulesVersion)
            .ThenByDescending(evaluation => evaluation.Shapes.Generation)
            .ThenByDescending(evaluation => evaluation.Shapes.Hash, StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>
    /// The evaluation that each slot shows, by slot: that of its current run, the last one (by start, then id) whose
    /// chosen evaluation has a usable reading. A slot without such a run is not there.
    /// </summary>
    public static IReadOnlyList<RunEvaluation> ChooseRuns(IEnumerable<RunEvaluation> evaluations) =>
    [
        .. evaluations
            .GroupBy(evaluation => evaluation.Key)
            .Select(ChooseEvaluation)
            .OfType<RunEvaluation>()
            .Where(evaluation => evaluation.State == RunState.Complete)
            .GroupBy(evaluation => evaluation.Key.Slot)
            .Select(slot => slot.MaxBy(evaluation => (evaluation.StartedAt, evaluation.Key.Run))!)
            .OrderBy(evaluation => evaluation.Key.Slot),
    ];
}
