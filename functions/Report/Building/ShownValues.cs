using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Report.Building;

/// <summary>What was measured in the hours of a span, by one method. Immutable.</summary>
internal sealed class ShownValues
{
    private static readonly Dictionary<string, int> Places =
        Region.All.Index().ToDictionary(region => region.Item.Name, region => region.Index);

    private readonly HourSpan _span;
    private readonly ShownTemperature?[] _values;

    private ShownValues(HourSpan span)
    {
        _span = span;
        _values = new ShownTemperature?[span.Hours * Places.Count];
    }

    public ShownTemperature? this[Region region, Hour hour] =>
        _span.Contains(hour) ? _values[Place(hour, Places[region.Name])] : null;

    /// <summary>Rows of other hours, or of a region that nobody knows, are left out.</summary>
    public static async Task<ShownValues> ReadAsync(IAsyncEnumerable<ShownTemperature> rows, HourSpan span)
    {
        var values = new ShownValues(span);
        await foreach (var row in rows)
        {
            if (span.Contains(row.Hour) && Places.TryGetValue(row.Region, out var region))
                values._values[values.Place(row.Hour, region)] = row;
        }

        return values;
    }

    private int Place(Hour hour, int region) => (_span.Index(hour) * Places.Count) + region;
}
