using Isotherm.Core.Aggregates;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;

namespace Isotherm.Testing.Tables;

/// <summary>Parts with what aggregations make of them.</summary>
public static class AggregatedEntries
{
    private const ushort AnyKey = 700;

    /// <summary>
    /// The same part with these aggregations over readings that give its sums: of each region all alike but one.
    /// </summary>
    public static PartEntry Aggregated(this PartEntry entry, params IReadOnlyList<Aggregation> aggregations)
    {
        var key = (ushort)(AnyKey + entry.Part);
        CountedReading[] readings =
        [
            .. Readings(entry.Aggregate.Rectangle, key),
            .. Readings(entry.Aggregate.Polygon, key),
        ];
        return entry.With(readings, aggregations);
    }

    /// <summary>The same part with these aggregations over these readings, whatever its sums are.</summary>
    public static PartEntry With(
        this PartEntry entry, IReadOnlyList<CountedReading> readings, params IReadOnlyList<Aggregation> aggregations)
    {
        var frame = new PartFrame([.. Region.All.Select(region => region.Code)], entry.Key.Slot);
        return entry with
        {
            Aggregate = entry.Aggregate with
            {
                Aggregations = [.. aggregations.Select(one => new AggregatedPart(one, Rows(one, frame, readings)))],
            },
        };
    }

    private static IReadOnlyList<KeptRow> Rows(
        Aggregation aggregation, PartFrame frame, IReadOnlyList<CountedReading> readings)
    {
        var fold = aggregation.Fold(frame);
        fold.Add([.. readings.Select(reading => aggregation.HasKey ? reading : reading with { Key = 0 })]);
        return fold.Rows();
    }

    private static IEnumerable<CountedReading> Readings(MethodAggregate aggregate, ushort key)
    {
        for (short index = 0; index < aggregate.Regions.Count; index++)
        {
            var (nano, count) = aggregate.Regions[index].Sum;
            for (var i = 0; i < count; i++)
            {
                var one = (long)(nano / count) + (i == 0 ? (long)(nano % count) : 0);
                yield return aggregate.Method == Method.Rectangle
                    ? new CountedReading(one, index, -1, key)
                    : new CountedReading(one, -1, index, key);
            }
        }
    }
}
