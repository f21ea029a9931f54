namespace Isotherm.Core.Aggregates.Aggregations.Statistics;

/// <summary>
/// Number, mean, standard deviation, least and greatest temperature and quantiles of each region, by both methods. All
/// exact but the quantiles, which are off by at most 0.05 °C.
/// </summary>
public sealed class StatisticsAggregation : Aggregation
{
    public override string Name => "statistics";

    public override int Version => 1;

    public override string Keeps =>
        "per hour, method and region: number, mean, standard deviation, minimum, maximum, quantiles within 0.05 °C";

    public override KeptTable Parts => StatisticsRows.Parts;

    public override KeptTable Shown => StatisticsRows.Shown;

    public override PartFold Fold(PartFrame part) => new StatisticsFold(part);

    public override IReadOnlyList<KeptRow> Show(IEnumerable<KeptRow> rows) =>
    [
        .. rows
            .GroupBy(row => (Method: row[0].Text, Code: row[1].Text))
            .OrderBy(region => region.Key.Method, StringComparer.Ordinal)
            .ThenBy(region => region.Key.Code, StringComparer.Ordinal)
            .Select(region => StatisticsRows.Show(region.Key.Method, region.Key.Code, Total(region))),
    ];

    private static RegionStatistics Total(IEnumerable<KeptRow> rows)
    {
        var total = new RegionStatistics();
        foreach (var row in rows) total.Add(StatisticsRows.Read(row));
        return total;
    }
}
