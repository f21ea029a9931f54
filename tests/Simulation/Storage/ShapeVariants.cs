using System.Globalization;
using System.Text;
using Isotherm.Core.Regions;
using Isotherm.Simulation.Oracle;

namespace Isotherm.Simulation.Storage;

/// <summary>
/// Small files of shapes that differ from each other: squares, triangles, corners, holes and islands on a grid of a
/// quarter of a degree, overlapping and sharing edges, in either order.
/// </summary>
internal static class ShapeVariants
{
    private const int Count = 4;

    /// <summary>The good ones.</summary>
    public static IReadOnlyList<(byte[] Bytes, string Hash, ExpectedShapes Expected)> Good { get; } =
        [.. Enumerable.Range(0, Count).Select(Make)];

    /// <summary>Files that must be refused: a region lacks, a ring is open, no JSON.</summary>
    public static IReadOnlyList<byte[]> Bad { get; } =
    [
        Document(RegionNames.Codes.Skip(1), 0),
        Encoding.UTF8.GetBytes("""{"type":"FeatureCollection","features":[]}"""),
        Encoding.UTF8.GetBytes("<html>"),
    ];

    private static (byte[], string, ExpectedShapes) Make(int variant)
    {
        var codes = RegionNames.Codes.Order(StringComparer.Ordinal);
        var bytes = Document(variant == 3 ? codes.Reverse() : codes, variant);

        // Only the label of the shapes is the product's: it stands in the tables that the oracle looks at.
        return (bytes, ShapesReader.Read(bytes).Shapes!.Hash, new ExpectedShapes(bytes));
    }

    private static byte[] Document(IEnumerable<string> codes, int variant)
    {
        var features = codes.Select((code, i) =>
            $$$"""{"type":"Feature","properties":{"new_code":"{{{code}}}"},"geometry":{{{Geometry(i, variant)}}}}""");
        return Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
    }

    private static string Geometry(int i, int variant)
    {
        var west = i - 4m + (variant * 0.25m);
        const decimal south = 45m;
        return ((i + variant) % 5) switch
        {
            0 => Polygon(Ring(west, south, 0, 0, 1, 0, 1, 1, 0, 1)),
            1 => Polygon(Ring(west, south, 0, 0, 1.5m, 0, 0.5m, 1)),
            2 => Polygon(Ring(west, south, 0, 0, 1, 0, 1, 0.5m, 0.5m, 0.5m, 0.5m, 1, 0, 1)),
            3 => Polygon(
                Ring(west, south, 0, 0, 1, 0, 1, 1, 0, 1),
                Ring(west, south, 0.25m, 0.25m, 0.75m, 0.25m, 0.75m, 0.75m, 0.25m, 0.75m)),
            _ => $$"""
                {"type":"MultiPolygon","coordinates":[[{{Ring(west, south, 0, 0, 0.5m, 0, 0.5m, 0.5m, 0, 0.5m)}}],
                [{{Ring(west, south, 0.75m, 0.75m, 1.25m, 0.75m, 1.25m, 1.25m, 0.75m, 1.25m)}}]]}
                """,
        };
    }

    private static string Polygon(params string[] rings) =>
        $$"""{"type":"Polygon","coordinates":[{{string.Join(',', rings)}}]}""";

    private static string Ring(decimal west, decimal south, params decimal[] steps)
    {
        var points = new List<string>();
        for (var i = 0; i <= steps.Length; i += 2)
        {
            var (x, y) = (west + steps[i % steps.Length], south + steps[(i + 1) % steps.Length]);
            points.Add(string.Create(CultureInfo.InvariantCulture, $"[{x},{y}]"));
        }

        return $"[{string.Join(',', points)}]";
    }
}
