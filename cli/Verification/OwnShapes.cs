using System.Text.Json;
using Isotherm.Cli.Invocation;
using Isotherm.Core.Failures;

namespace Isotherm.Cli.Verification;

/// <summary>The shapes in use, read by other code than the product's, in the order of their file.</summary>
internal sealed class OwnShapes(IReadOnlyList<OwnOutline> outlines)
{
    public const int None = -1;

    /// <summary>The codes, in the order of the file.</summary>
    public IReadOnlyList<string> Codes { get; } = [.. outlines.Select(outline => outline.Code)];

    /// <summary>The first rectangle that holds a point and whether another one does, too.</summary>
    public (int Index, bool IsAmbiguous) Rectangle(OwnPoint point)
    {
        int[] found = [.. Indexes(outline => outline.IsInRectangle(point)).Take(2)];
        return (found.Length == 0 ? None : found[0], found.Length == 2);
    }

    /// <summary>The first outline that holds a point.</summary>
    public int Polygon(OwnPoint point) => Indexes(outline => outline.IsInPolygon(point)).FirstOrDefault(None);

    /// <summary>Reads a FeatureCollection, as <c>isotherm regions import</c> writes it.</summary>
    public static Answer<OwnShapes> Read(byte[] geoJson)
    {
        try
        {
            using var document = JsonDocument.Parse(Text.WithoutMark(geoJson));
            if (!document.RootElement.TryGetProperty("features", out var features))
            {
                return "The shapes are no GeoJSON FeatureCollection, which is the only form that verify reads: take "
                    + "them into use by isotherm regions import.";
            }

            return new OwnShapes([.. features.EnumerateArray().Select(Outline)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return $"The shapes cannot be read{JsonFault.Where(e)}.";
        }
    }

    private IEnumerable<int> Indexes(Func<OwnOutline, bool> holds) =>
        Enumerable.Range(0, outlines.Count).Where(i => holds(outlines[i]));

    private static OwnOutline Outline(JsonElement feature)
    {
        var code = feature.GetProperty("properties").GetProperty("new_code");
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").GetString() == "Polygon"
            ? [coordinates]
            : coordinates.EnumerateArray().ToArray();
        OwnPoint[][] rings =
        [
            .. polygons.SelectMany(polygon => polygon.EnumerateArray()).Select(ring => ring.EnumerateArray()
                .Select(position => new OwnPoint(position[0].GetDouble(), position[1].GetDouble())).ToArray()),
        ];
        return new OwnOutline(code.ToString(), rings);
    }
}
