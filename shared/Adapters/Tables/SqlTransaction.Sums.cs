using Isotherm.Core.Aggregates;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Tables;

/// <summary>The steps of a transaction as statements: one part of an evaluation, and sums of many.</summary>
internal sealed partial class SqlTransaction
{
    public async Task<IReadOnlyList<EvaluationSum>> ReadSumsAsync(
        IReadOnlyList<long> evaluations, Method method, CancellationToken cancellation)
    {
        var sums = new List<EvaluationSum>();
        foreach (var some in evaluations.Chunk(RowsInOneStatement))
        {
            sums.AddRange(await session.QueryAsync(
                "SELECT evaluation_id, region, CAST(sum AS CHAR), points FROM region_sums"
                + $" WHERE method = @method AND evaluation_id IN ({Placeholders(some)})",
                [Of("@method", method), .. Values(some)],
                row => new EvaluationSum(
                    row.GetInt64(0),
                    new RegionSum(
                        row.GetString(1), new ExactSum(SqlText.ReadSum(row.GetString(2)), row.GetInt64(3)))),
                cancellation));
        }

        return sums;
    }

    private Task<int> InsertPartAsync(
        long evaluation, PartEntry entry, DateTimeOffset at, CancellationToken cancellation)
    {
        var aggregate = entry.Aggregate;
        var totals = new RunTotals(
            aggregate.Read,
            aggregate.Usable,
            aggregate.Ambiguous,
            aggregate.Rectangle.OutsideEveryRegion,
            aggregate.Polygon.OutsideEveryRegion,
            aggregate.Rejects,
            entry.Took);
        SqlParameterValue[] values =
        [
            .. SqlTotals.Values(totals),
            Of("@evaluation_id", evaluation),
            Of("@part", entry.Part),
            Of("@object_name", entry.ObjectName),
            Of("@generation", entry.Generation),
            Of("@rectangle_used", Used(aggregate.Rectangle)),
            Of("@polygon_used", Used(aggregate.Polygon)),
            Of("@delivery_attempt", entry.DeliveryAttempt),
            Of("@received_at", entry.ReceivedAt),
            Of("@recorded_at", at),
            Of("@code_version", LedgerText.Fit(entry.CodeVersion, LedgerText.MaxVersion)),
        ];
        var columns = string.Join(", ", values.Select(value => value.Name[1..]));
        var names = string.Join(", ", values.Select(value => value.Name));
        return session.ExecuteAsync(
            $"INSERT INTO evaluation_parts ({columns}) VALUES ({names})", values, cancellation);
    }

    private static long Used(MethodAggregate aggregate) => aggregate.Regions.Sum(region => region.Sum.Count);
}
