using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Simulation.Tables;

/// <summary>Aggregations: what is kept of parts, and what hours show.</summary>
internal sealed partial class SimulatedTransaction
{
    public Task<IReadOnlyList<AggregationVersion>> ReadAggregationsAsync(
        long evaluation, int part, CancellationToken cancellation) =>
        StatementAsync<IReadOnlyList<AggregationVersion>>(
            "select part's aggregations",
            NoLocks,
            () =>
            [
                .. from row in database.Aggregated.All(transaction)
                   where row.Key.Evaluation == evaluation && row.Key.Part == part
                   select row.Key.Aggregation,
            ],
            cancellation);

    /// <summary>The rows of a part and the note that it is in, as one: the note is inserted last.</summary>
    public Task AddAggregatedAsync(
        long evaluation, int part, IReadOnlyList<AggregatedPart> aggregated, CancellationToken cancellation)
    {
        foreach (var one in aggregated) transaction.Aggregated.Add(KeyOf(one));
        return StatementAsync(
            "insert aggregated",
            [.. aggregated.Select(one => (database.Aggregated.At(KeyOf(one)), true))],
            () => Done(() =>
            {
                foreach (var one in aggregated)
                    database.Aggregated.Insert(KeyOf(one), new AggregatedRows(one.Rows), transaction);
            }),
            cancellation);

        (long, int, AggregationVersion) KeyOf(AggregatedPart one) =>
            (evaluation, part, new AggregationVersion(one.Aggregation.Name, one.Aggregation.Version));
    }

    public Task<IReadOnlyList<AggregatedParts>> CountAggregatedAsync(
        IReadOnlyList<long> evaluations, CancellationToken cancellation) =>
        StatementAsync<IReadOnlyList<AggregatedParts>>(
            "count aggregated",
            NoLocks,
            () =>
            [
                .. from row in database.Aggregated.All(transaction)
                   where evaluations.Contains(row.Key.Evaluation)
                   group row by (row.Key.Evaluation, row.Key.Aggregation) into parts
                   select new AggregatedParts(parts.Key.Evaluation, parts.Key.Aggregation, parts.Count()),
            ],
            cancellation);

    public Task<IReadOnlyList<KeptRow>> ReadAggregatedAsync(
        Aggregation aggregation, IReadOnlyList<long> evaluations, CancellationToken cancellation) =>
        StatementAsync<IReadOnlyList<KeptRow>>(
            "select aggregated",
            NoLocks,
            () =>
            [
                .. from part in database.Aggregated.All(transaction)
                   where evaluations.Contains(part.Key.Evaluation)
                       && part.Key.Aggregation == new AggregationVersion(aggregation.Name, aggregation.Version)
                   from row in part.Value.Rows
                   select row,
            ],
            cancellation);

    public Task<IReadOnlyList<AggregationShown>> ReadAggregationsShownAsync(
        Hour hour, CancellationToken cancellation) =>
        StatementAsync<IReadOnlyList<AggregationShown>>(
            "select aggregations shown",
            NoLocks,
            () =>
            [
                .. from row in database.AggregationHours.All(transaction)
                   where row.Key.Hour == hour
                   select row.Value.Shown,
            ],
            cancellation);

    public async Task ShowAggregatedAsync(
        Hour hour,
        Aggregation aggregation,
        AggregationShown shown,
        IReadOnlyList<KeptRow> rows,
        CancellationToken cancellation)
    {
        transaction.HoursWritten.Add(hour);
        var key = (hour, aggregation.Name);
        await StatementAsync(
            "replace aggregated rows",
            [(database.AggregationRows.At(key), true)],
            () => Done(() => database.AggregationRows.Put(key, new AggregatedRows(rows), transaction)),
            cancellation);
        await StatementAsync(
            "update aggregations shown",
            [(database.AggregationHours.At(key), true)],
            () => Done(() => database.AggregationHours.Put(key, new AggregationHourRow(shown), transaction)),
            cancellation);
    }
}
