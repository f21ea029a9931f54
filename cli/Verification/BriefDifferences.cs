namespace Isotherm.Cli.Verification;

/// <summary>
/// Says each cause once: of a run that one side lacks, that alone, and neither its sums and counts nor what its hour
/// shows, which follow from it.
/// </summary>
/// <param name="unreadable">Runs whose manifest or raw objects cannot be read; it has been said of each.</param>
internal sealed class BriefDifferences(IEnumerable<(string Hour, string Run)> unreadable)
{
    private readonly HashSet<(string Hour, string Run)> _runs = [.. unreadable];

    public IEnumerable<Difference> Of(Facts expected, Facts found)
    {
        Difference[] causes = [.. NotInTables(expected, found), .. NotInBucket(expected, found)];
        foreach (var cause in causes) _runs.Add((cause.Hour, cause.Run!));
        var hours = _runs.Select(run => run.Hour).ToHashSet(StringComparer.Ordinal);
        return causes.Concat(Facts.Compare(expected, found).Where(difference => difference.Run is { } run
                ? !_runs.Contains((difference.Hour, run))
                : !hours.Contains(difference.Hour)))
            .Concat(found.CompareOwn(OwnRules.ShownChangeover, OwnRules.NewestChangeover))
            .OrderBy(difference => difference.Hour, StringComparer.Ordinal);
    }

    private static IEnumerable<Difference> NotInTables(Facts expected, Facts found) =>
        from run in expected.Runs
        where found.Find(run.Hour, run.Run, OwnRules.Evaluation) is null
        select new Difference(
            run.Hour,
            run.Run,
            OwnRules.Evaluation,
            expected.Find(run.Hour, run.Run, OwnRules.Evaluation),
            found.Find(run.Hour, run.Run, OwnRules.State) is null
                ? "the run is not there"
                : "not evaluated by the shapes in use");

    private IEnumerable<Difference> NotInBucket(Facts expected, Facts found) =>
        from run in found.Runs
        where expected.Find(run.Hour, run.Run, OwnRules.State) is null && !_runs.Contains(run)
        select new Difference(
            run.Hour,
            run.Run,
            "run",
            "no manifest",
            found.Find(run.Hour, run.Run, OwnRules.State));
}
