using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Isotherm.Derive;

/// <summary>The outlines of the 96 departements of metropolitan France, with 6 decimals.</summary>
internal static class Departements
{
    private const string Metropolitan = "FXX";

    // Unions of the unrounded outlines keep 209 slits without width: neighbours differ by 1e-13 degree.
    private const int Decimals = 6;

    /// <summary>Departement code to its polygons.</summary>
    public static Dictionary<string, Polygon[]> Read(JsonElement featureCollection) =>
        featureCollection.GetProperty("features").EnumerateArray()
            .Where(feature => Property(feature, "gu_a3") == Metropolitan)
            .ToDictionary(CodeOf, feature => Polygons(feature.GetProperty("geometry")));

    // "FR.2A" is departement 2A. The names are of no use: three are misspelt.
    private static string CodeOf(JsonElement feature) => Property(feature, "gn_a1_code").Split('.')[^1];

    private static string Property(JsonElement feature, string name) =>
        feature.GetProperty("properties").GetProperty(name).GetString() ?? "";

    private static Polygon[] Polygons(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => [ReadPolygon(coordinates)],
            "MultiPolygon" => [.. coordinates.EnumerateArray().Select(ReadPolygon)],
            var type => throw new InvalidDataException($"A departement is a {type}, not a polygon."),
        };
    }

    private static Polygon ReadPolygon(JsonElement rings)
    {
        var all = rings.EnumerateArray().Select(ReadRing).ToArray();
        return new Polygon(all[0], all[1..]);
    }

    private static LinearRing ReadRing(JsonElement ring)
    {
        var positions = new List<Coordinate>();
        foreach (var position in ring.EnumerateArray())
        {
            var rounded = new Coordinate(Rounded(position[0]), Rounded(position[1]));
            if (positions.Count == 0 || !rounded.Equals2D(positions[^1])) positions.Add(rounded);
        }

        return new LinearRing([.. positions]);
    }

    private static double Rounded(JsonElement degrees) => Math.Round(degrees.GetDouble(), Decimals);
}
