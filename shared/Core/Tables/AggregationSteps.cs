using System.Globalization;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>
/// The steps by which aggregations reach the tables, in the transaction that records a part: whatever an aggregation
/// shows of an hour is of the runs that the hour shows.
/// </summary>
internal sealed class AggregationSteps(ITablesTransaction transaction, IReadOnlyList<AggregatedPart> aggregated)
{
    /// <summary>
    /// Adds what is not in of this part: all of it when the part is new, and else what was deployed after it came.
    /// </summary>
    public async Task AddAsync(long evaluation, int part, CancellationToken cancellation)
    {
        if (aggregated.Count == 0) return;
        var known = await transaction.ReadAggregationsAsync(evaluation, part, cancellation);
        AggregatedPart[] missing = [.. aggregated.Where(one => !known.Contains(VersionOf(one.Aggregation)))];
        if (missing.Length > 0) await transaction.AddAggregatedAsync(evaluation, part, missing, cancellation);
    }

    /// <summary>
    /// Shows of each aggregation the current runs, as soon as all of their parts are in for it; until then nothing, or,
    /// when the hour shows the same runs, what an older version made of them. Writes nothing when there is nothing new.
    /// </summary>
    public async Task ShowAsync(
        Hour hour, IReadOnlyList<RunEvaluation> current, CancellationToken cancellation)
    {
        if (aggregated.Count == 0) return;
        var shown = (await transaction.ReadAggregationsShownAsync(hour, cancellation))
            .ToDictionary(one => one.Aggregation.Name, StringComparer.Ordinal);
        var runs = string.Join(' ', current.Select(run => run.Id.ToString(CultureInfo.InvariantCulture)));
        Aggregation[] open =
        [
            .. aggregated.Select(one => one.Aggregation)
                .Where(one => !IsSettled(shown.GetValueOrDefault(one.Name), VersionOf(one), runs)),
        ];
        if (open.Length == 0) return;
        long[] evaluations = [.. current.Select(run => run.Id)];
        var counts = await transaction.CountAggregatedAsync(evaluations, cancellation);
        foreach (var aggregation in open)
        {
            var version = VersionOf(aggregation);
            var isComplete = current.All(run => counts.Contains(new AggregatedParts(run.Id, version, run.Parts)));
            if (isComplete)
            {
                var rows = await transaction.ReadAggregatedAsync(aggregation, evaluations, cancellation);
                await ShowAsync(aggregation, runs, aggregation.Show(rows));
            }
            else if (shown.GetValueOrDefault(aggregation.Name) is { } old && IsStale(old, runs))
            {
                await ShowAsync(aggregation, "", []);
            }
        }

        Task ShowAsync(Aggregation aggregation, string evaluations, IReadOnlyList<KeptRow> rows) =>
            transaction.ShowAggregatedAsync(
                hour, aggregation, new AggregationShown(VersionOf(aggregation), evaluations), rows, cancellation);
    }

    /// <summary>
    /// Whether an hour shows these runs by this version or a later one; an earlier version never takes them back.
    /// </summary>
    private static bool IsSettled(AggregationShown? shown, AggregationVersion version, string runs) =>
        shown is null ? runs.Length == 0 : shown.Evaluations == runs && shown.Aggregation.Version >= version.Version;

    private static bool IsStale(AggregationShown shown, string runs) =>
        shown.Evaluations.Length > 0 && shown.Evaluations != runs;

    private static AggregationVersion VersionOf(Aggregation aggregation) =>
        new(aggregation.Name, aggregation.Version);
}
