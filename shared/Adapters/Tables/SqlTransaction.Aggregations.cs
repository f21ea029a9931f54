using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Tables;

/// <summary>The steps of a transaction as statements: aggregations, whose tables they describe themselves.</summary>
internal sealed partial class SqlTransaction
{
    public async Task<IReadOnlyList<AggregationVersion>> ReadAggregationsAsync(
        long evaluation, int part, CancellationToken cancellation) =>
        await session.QueryAsync(
            "SELECT aggregation, version FROM aggregation_parts WHERE evaluation_id = @evaluation AND part = @part",
            [Of("@evaluation", evaluation), Of("@part", part)],
            row => new AggregationVersion(row.GetString(0), row.GetInt32(1)),
            cancellation);

    public async Task AddAggregatedAsync(
        long evaluation, int part, IReadOnlyList<AggregatedPart> aggregated, CancellationToken cancellation)
    {
        foreach (var (aggregation, rows) in aggregated)
        {
            await InsertAsync(
                $"{aggregation.Parts.Name} (evaluation_id, part, version, {SqlKeptColumns.Names(aggregation.Parts)})",
                rows.Select(row => (object?[])[evaluation, part, aggregation.Version, .. Objects(row)]),
                cancellation);
        }

        await InsertAsync(
            "aggregation_parts (evaluation_id, part, aggregation, version)",
            aggregated.Select(one => new object?[] { evaluation, part, one.Aggregation.Name, one.Aggregation.Version }),
            cancellation);
    }

    public async Task<IReadOnlyList<AggregatedParts>> CountAggregatedAsync(
        IReadOnlyList<long> evaluations, CancellationToken cancellation)
    {
        if (evaluations.Count == 0) return [];
        return await session.QueryAsync(
            "SELECT evaluation_id, aggregation, version, COUNT(*) FROM aggregation_parts"
            + $" WHERE evaluation_id IN ({Placeholders(evaluations)}) GROUP BY evaluation_id, aggregation, version",
            Values(evaluations),
            row => new AggregatedParts(
                row.GetInt64(0), new AggregationVersion(row.GetString(1), row.GetInt32(2)), row.GetInt32(3)),
            cancellation);
    }

    public async Task<IReadOnlyList<KeptRow>> ReadAggregatedAsync(
        Aggregation aggregation, IReadOnlyList<long> evaluations, CancellationToken cancellation)
    {
        if (evaluations.Count == 0) return [];
        var columns = aggregation.Parts.Columns;
        return await session.QueryAsync(
            $"SELECT {SqlKeptColumns.Expressions(columns)} FROM {aggregation.Parts.Name}"
            + $" WHERE version = @version AND evaluation_id IN ({Placeholders(evaluations)})",
            [Of("@version", aggregation.Version), .. Values(evaluations)],
            row => SqlKeptColumns.Read(row, columns, first: 0),
            cancellation);
    }

    public async Task<IReadOnlyList<AggregationShown>> ReadAggregationsShownAsync(
        Hour hour, CancellationToken cancellation) =>
        await session.QueryAsync(
            "SELECT aggregation, version, evaluations FROM aggregation_hours WHERE hour = @hour",
            [Of("@hour", hour)],
            row => new AggregationShown(new AggregationVersion(row.GetString(0), row.GetInt32(1)), row.GetString(2)),
            cancellation);

    public async Task ShowAggregatedAsync(
        Hour hour,
        Aggregation aggregation,
        AggregationShown shown,
        IReadOnlyList<KeptRow> rows,
        CancellationToken cancellation)
    {
        var table = aggregation.Shown;
        var start = SqlText.Of(hour.Start);
        await session.ExecuteAsync(
            $"DELETE FROM {table.Name} WHERE hour = @hour", [Of("@hour", hour)], cancellation);
        await InsertAsync(
            $"{table.Name} (hour, {SqlKeptColumns.Names(table)})",
            rows.Select(row => (object?[])[start, .. Objects(row)]),
            cancellation);
        await InsertAsync(
            "aggregation_hours (hour, aggregation, version, evaluations)",
            [[start, shown.Aggregation.Name, shown.Aggregation.Version, shown.Evaluations]],
            cancellation,
            dialect.OnDuplicate("hour, aggregation")
            + "version = excluded.version, evaluations = excluded.evaluations");
    }

    private static IEnumerable<object> Objects(KeptRow row) => row.Values.Select(value => value.ToObject());

    private static string Placeholders(IReadOnlyList<long> evaluations) =>
        string.Join(", ", evaluations.Select((_, i) => $"@e{i}"));

    private static SqlParameterValue[] Values(IReadOnlyList<long> evaluations) =>
        [.. evaluations.Select((evaluation, i) => Of($"@e{i}", evaluation))];
}
