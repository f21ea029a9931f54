using System.Globalization;
using System.Text;
using Isotherm.Core.Regions;

namespace Isotherm.Testing;

/// <summary>Documents of region shapes in the three wire forms, made of codes and GeoJSON geometries.</summary>
public static class ShapeDocuments
{
    /// <summary>
    /// Thirteen squares of one degree side by side from 4 degrees west, between 45 and 46 degrees north, by ascending
    /// code: region i goes from longitude i - 4 to i - 3, and neighbours share an edge.
    /// </summary>
    public static IReadOnlyList<(string Code, string Geometry)> Squares { get; } =
        [.. Region.All.Select((region, i) => (region.Code, Square(i - 4, 45)))];

    /// <summary>The squares as shapes.</summary>
    public static RegionShapes SquareShapes { get; } = ShapesReader.Read(GeoJson(Squares)).Shapes!;

    public static string Square(double west, double south, double side = 1)
    {
        var (east, north) = (west + side, south + side);
        return Polygon($"[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]");
    }

    public static string Polygon(FormattableString rings) => Polygon(rings.ToString(CultureInfo.InvariantCulture));

    /// <summary>A Polygon of rings that are given as GeoJSON text, separated by commas.</summary>
    public static string Polygon(string rings) => $$"""{"type": "Polygon", "coordinates": [{{rings}}]}""";

    public static byte[] GeoJson(IEnumerable<(string Code, string Geometry)> regions)
    {
        var features = regions.Select(region =>
            $$$"""{"type": "Feature", "geometry": {{{region.Geometry}}}"""
            + $$$""", "properties": {"new_code": "{{{region.Code}}}"}}""");
        return Bytes($$"""{"type": "FeatureCollection", "features": [{{string.Join(",\n", features)}}]}""");
    }

    public static byte[] Records(IEnumerable<(string Code, string Geometry)> regions)
    {
        var records = regions.Select(region =>
            $$$"""{"fields": {"new_code": "{{{region.Code}}}", "geo_shape": {{{region.Geometry}}}}}""");
        return Bytes($$"""{"nhits": 13, "parameters": {}, "records": [{{string.Join(",\n", records)}}]}""");
    }

    public static byte[] Csv(IEnumerable<(string Code, string Geometry)> regions)
    {
        var rows = regions.Select(region => $"\"1, 2\";{InQuotes(region.Geometry)};{region.Code}\n");
        return Bytes("Geo Point;Geo Shape;New Code\n" + string.Concat(rows));
    }

    /// <summary>A CSV field in quotes.</summary>
    public static string InQuotes(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
