using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Core.Aggregates.Aggregations.EventTime;

/// <summary>Exact sums per event hour and region, by both methods.</summary>
internal sealed class EventTimeFold(PartFrame part) : PartFold
{
    /// <summary>By key: rectangles, then polygons.</summary>
    private readonly Dictionary<ushort, ExactSum[]> _sums = [];

    private ushort _key;
    private ExactSum[]? _last;

    public override void Add(ReadOnlySpan<CountedReading> readings)
    {
        foreach (ref readonly var reading in readings)
        {
            var sums = SumsOf(reading.Key);
            var temperature = new Temperature(reading.NanoCelsius);
            if (reading.Rectangle >= 0) sums[reading.Rectangle] = sums[reading.Rectangle].Plus(temperature);
            if (reading.Polygon < 0) continue;
            var polygon = part.Codes.Count + reading.Polygon;
            sums[polygon] = sums[polygon].Plus(temperature);
        }
    }

    public override IReadOnlyList<KeptRow> Rows()
    {
        var rows =
            from sums in _sums
            from method in new[] { Method.Rectangle, Method.Polygon }
            from region in Enumerable.Range(0, part.Codes.Count)
            let sum = sums.Value[(method == Method.Rectangle ? 0 : part.Codes.Count) + region]
            where sum.Count > 0
            select (Hour: EventHours.NameOf(sums.Key, part.Slot), Method: method.Name(), Code: part.Codes[region], sum);
        return
        [
            .. rows
                .OrderBy(row => row.Hour, StringComparer.Ordinal)
                .ThenBy(row => row.Method, StringComparer.Ordinal)
                .ThenBy(row => row.Code, StringComparer.Ordinal)
                .Select(row => EventTimeAggregation.Kept(row.Hour, row.Method, row.Code, row.sum)),
        ];
    }

    /// <summary>Most readings have the event hour of the one before.</summary>
    private ExactSum[] SumsOf(ushort key)
    {
        if (_last is not null && _key == key) return _last;
        if (!_sums.TryGetValue(key, out var sums)) _sums.Add(key, sums = new ExactSum[2 * part.Codes.Count]);
        (_key, _last) = (key, sums);
        return sums;
    }
}
