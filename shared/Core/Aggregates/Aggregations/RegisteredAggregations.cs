using Isotherm.Core.Aggregates.Aggregations.EventTime;
using Isotherm.Core.Aggregates.Aggregations.Grid;
using Isotherm.Core.Aggregates.Aggregations.Statistics;

namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>The aggregations of this program.</summary>
public static class RegisteredAggregations
{
    /// <summary>Each is fed by the one pass over a part. A new one is one line here.</summary>
    public static IReadOnlyList<Aggregation> All { get; } =
    [
        new StatisticsAggregation(),
        new GridAggregation(),
        new EventTimeAggregation(),
    ];

    /// <summary>Their names, for who wrote another one.</summary>
    public static string Names => string.Join(", ", All.Select(aggregation => aggregation.Name));

    /// <summary>The one of that name; null when there is none.</summary>
    public static Aggregation? Find(string name) => All.FirstOrDefault(aggregation => aggregation.Name == name);
}
