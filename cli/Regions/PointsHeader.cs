using Isotherm.Cli.Invocation;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary>Where a CSV file of points keeps its coordinates.</summary>
internal sealed record PointsHeader(IReadOnlyList<string> Columns, int Latitude, int Longitude)
{
    private const string LatitudeColumn = "lat";
    private const string LongitudeColumn = "lon";

    public static Answer<PointsHeader> Of(IReadOnlyList<string> columns)
    {
        foreach (var added in new[] { Method.Rectangle.Name(), Method.Polygon.Name() })
        {
            if (Find(columns, added).Length > 0)
                return $"the header has a column {added} already, which the answer would add: rename or remove it.";
        }

        var latitudes = Find(columns, LatitudeColumn);
        var longitudes = Find(columns, LongitudeColumn);
        var fault = Fault(LatitudeColumn, latitudes) ?? Fault(LongitudeColumn, longitudes);
        return fault is null
            ? new PointsHeader(columns, latitudes[0], longitudes[0])
            : $"{fault} The header is: {string.Join(',', columns)}";
    }

    private static string? Fault(string name, int[] found) => found.Length switch
    {
        0 => $"the header has no column {name}; columns are separated by commas.",
        1 => null,
        _ => $"the header has {found.Length} columns {name}.",
    };

    private static int[] Find(IReadOnlyList<string> columns, string name) =>
    [
        .. Enumerable.Range(0, columns.Count)
            .Where(i => string.Equals(columns[i].Trim(), name, StringComparison.OrdinalIgnoreCase)),
    ];
}
