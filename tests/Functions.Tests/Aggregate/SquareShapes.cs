using System.Globalization;
using System.Text;
using Isotherm.Core.Regions;

namespace Isotherm.Functions.Tests.Aggregate;

/// <summary>
/// The 13 regions as squares of one degree side by side, in the order of their codes: region i spans the longitudes
/// i + shift to i + shift + 0.9, and the latitudes 45 to 46.
/// </summary>
internal static class SquareShapes
{
    public static byte[] Json(double shift = 0)
    {
        var features = Region.All.Select((region, index) => Feature(region.Code, index + shift));
        return Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
    }

    private static string Feature(string code, double west)
    {
        var east = (west + 0.9).ToString(CultureInfo.InvariantCulture);
        var from = west.ToString(CultureInfo.InvariantCulture);
        var ring = $"[[{from},45],[{east},45],[{east},46],[{from},46],[{from},45]]";
        var geometry = $$"""{"type":"Polygon","coordinates":[{{ring}}]}""";
        var properties = $$"""{"new_code":"{{code}}"}""";
        return $$"""{"type":"Feature","properties":{{properties}},"geometry":{{geometry}} }""";
    }
}
