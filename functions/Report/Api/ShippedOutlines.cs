using System.Text.Json;

namespace Isotherm.Report.Api;

/// <summary>
/// The outlines of the 13 regions as this repository ships them (data/regions.geojson), not those of the map, which are
/// coarser. A pipeline that aggregates by other shapes draws by these all the same.
/// </summary>
internal static class ShippedOutlines
{
    private const string Resource = "regions.geojson";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> All = new(Read);

    /// <summary>The GeoJSON geometry of a region, by its code.</summary>
    public static string Geometry(string code) => All.Value[code];

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(ShippedOutlines).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program lacks {Resource}.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("features").EnumerateArray().ToDictionary(
            feature => feature.GetProperty("properties").GetProperty("new_code").GetString()!,
            feature => feature.GetProperty("geometry").GetRawText());
    }
}
