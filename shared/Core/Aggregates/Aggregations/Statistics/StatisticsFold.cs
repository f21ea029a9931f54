using Isotherm.Core.Regions;

namespace Isotherm.Core.Aggregates.Aggregations.Statistics;

/// <summary>
/// Folds each reading once, into what it has in common with others: its regions by both methods. Most readings lie in
/// few such pairs, which are added up per method at the end.
/// </summary>
internal sealed class StatisticsFold(PartFrame part) : PartFold
{
    private readonly RegionStatistics?[]?[] _pairs = new RegionStatistics?[]?[part.Codes.Count + 1];

    public override void Add(ReadOnlySpan<CountedReading> readings)
    {
        foreach (ref readonly var reading in readings)
        {
            var byPolygon = _pairs[reading.Rectangle + 1] ??= new RegionStatistics?[part.Codes.Count + 1];
            (byPolygon[reading.Polygon + 1] ??= new RegionStatistics()).Add(reading.NanoCelsius);
        }
    }

    public override IReadOnlyList<KeptRow> Rows()
    {
        var found = new SortedDictionary<(string Method, string Code), RegionStatistics>();
        for (var rectangle = 0; rectangle < _pairs.Length; rectangle++)
        {
            for (var polygon = 0; polygon < _pairs[rectangle]?.Length; polygon++)
            {
                if (_pairs[rectangle]![polygon] is not { } pair) continue;
                AddTo(found, Method.Rectangle, rectangle, pair);
                AddTo(found, Method.Polygon, polygon, pair);
            }
        }

        return [.. found.Select(region => StatisticsRows.Kept(region.Key.Method, region.Key.Code, region.Value))];
    }

    private void AddTo(
        SortedDictionary<(string Method, string Code), RegionStatistics> found,
        Method method,
        int place,
        RegionStatistics pair)
    {
        if (place == 0) return;
        var key = (method.Name(), part.Codes[place - 1]);
        if (!found.TryGetValue(key, out var known)) found.Add(key, known = new RegionStatistics());
        known.Add(pair);
    }
}
