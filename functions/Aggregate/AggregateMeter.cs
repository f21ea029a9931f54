using System.Diagnostics;
using System.Diagnostics.Metrics;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Aggregate;

/// <summary>What aggregate counts, and its spans, for whoever listens.</summary>
internal static class AggregateMeter
{
    private const string Name = "Isotherm.Aggregate";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Readings = Meter.CreateCounter<long>(
        "isotherm.readings", "{reading}", "Readings of parts that were recorded, by what became of them.");

    private static readonly Histogram<double> Freshness = Meter.CreateHistogram(
        "isotherm.freshness",
        "s",
        "From the start of a run until a part of it was recorded.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 86400],
        });

    public static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>(
        "isotherm.dead_letters", "{message}", "Messages that can never succeed.");

    public static readonly ActivitySource Source = new(Name);

    /// <summary>A part is new in the tables: its readings count once, however often its message comes.</summary>
    public static void Recorded(PartAggregate aggregate, TimeSpan age)
    {
        foreach (var method in new[] { aggregate.Rectangle, aggregate.Polygon })
        {
            var name = new KeyValuePair<string, object?>("method", method.Method.Name());
            Count(aggregate.Usable - method.OutsideEveryRegion, "used", name);
            Count(method.OutsideEveryRegion, "outside_every_region", name);
        }

        foreach (var reason in RejectReasonNames.All) Count(aggregate.Rejects[reason], reason.Name());
        Freshness.Record(Math.Max(age.TotalSeconds, 0));
    }

    private static void Count(long readings, string outcome, params ReadOnlySpan<KeyValuePair<string, object?>> more)
    {
        if (readings > 0) Readings.Add(readings, [new("outcome", outcome), .. more]);
    }
}
