using System.Text.Json;

namespace Isotherm.Pipeline.Tests;

/// <summary>
/// What the table must hold, computed from raw objects with none of the product's code: another JSON reader, decimals
/// instead of integers, rectangles from the text of the shapes.
/// </summary>
internal sealed class Oracle
{
    private readonly List<(string Name, double South, double West, double North, double East)> _rectangles = [];

    public Oracle(byte[] shapes)
    {
        using var document = JsonDocument.Parse(shapes);
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
        {
            var numbers = Numbers(feature.GetProperty("geometry").GetProperty("coordinates")).ToArray();
            double[] longitudes = [.. numbers.Where((_, i) => i % 2 == 0)];
            double[] latitudes = [.. numbers.Where((_, i) => i % 2 == 1)];
            _rectangles.Add((
                feature.GetProperty("properties").GetProperty("region").GetString()!,
                latitudes.Min(),
                longitudes.Min(),
                latitudes.Max(),
                longitudes.Max()));
        }
    }

    public IEnumerable<string> Regions => _rectangles.Select(rectangle => rectangle.Name);

    /// <summary>
    /// Mean, rounded half to even to 6 decimals, and number of points of each region that has one, over all answers: an
    /// id counts once in each.
    /// </summary>
    public Dictionary<string, (decimal Temperature, int Points)> Means(params byte[][] answers) =>
        answers.SelectMany(Points).GroupBy(point => point.Region).ToDictionary(
            group => group.Key,
            group => (decimal.Round(group.Average(point => point.Temperature), 6), group.Count()));

    private (string Region, decimal Temperature)[] Points(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var lastOfId = new Dictionary<string, (string Region, decimal Temperature)>();
        foreach (var reading in document.RootElement.EnumerateArray())
        {
            if (reading.GetProperty("country").GetString() != "France") continue;
            if (reading.GetProperty("temperature").ValueKind != JsonValueKind.Number) continue;
            var (lat, lon) = (reading.GetProperty("lat").GetDouble(), reading.GetProperty("lon").GetDouble());
            var region = _rectangles.Find(
                box => lat >= box.South && lat <= box.North && lon >= box.West && lon <= box.East);
            lastOfId[reading.GetProperty("id").GetString()!] =
                (region.Name ?? "", reading.GetProperty("temperature").GetDecimal());
        }

        return [.. lastOfId.Values.Where(point => point.Region.Length > 0)];
    }

    private static IEnumerable<double> Numbers(JsonElement coordinates) =>
        coordinates.ValueKind == JsonValueKind.Number
            ? [coordinates.GetDouble()]
            : coordinates.EnumerateArray().SelectMany(Numbers);
}
