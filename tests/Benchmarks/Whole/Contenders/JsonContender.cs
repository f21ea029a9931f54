using System.IO.Compression;
using System.Text.Json;
using Isotherm.Benchmarks.Readings;
using Isotherm.Benchmarks.Regions;
using NetTopologySuite.Geometries;

namespace Isotherm.Benchmarks.Whole.Contenders;

/// <summary>What one writes in C# with System.Text.Json (source-generated) and NetTopologySuite.</summary>
internal static class JsonContender
{
    /// <summary>A stream of records, and a tree of the rectangles.</summary>
    public static async Task RectanglesAsync(string file, RegionBoxes boxes)
    {
        var locators = ReferenceLocators.OfBoxes(boxes.Boxes);
        var sums = new PrintedSums("rectangle", boxes.Codes);
        await foreach (var record in RecordsAsync(file))
            if (IsFrance(record)) sums.Add(locators.RectangleByTree(record.Lat, record.Lon), record.Temperature);
        await sums.PrintAsync();
    }

    /// <summary>A stream of records, the tree, and an indexed locator for each outline.</summary>
    public static async Task PolygonsAsync(string file)
    {
        var shapes = (await ShippedShapes.ReadAsync()).Shapes;
        var locators = new ReferenceLocators([.. shapes.Select(shape => shape.Outline)]);
        var sums = new PrintedSums("polygon", [.. shapes.Select(shape => shape.Region.Code)]);
        await foreach (var record in RecordsAsync(file))
            if (IsFrance(record)) sums.Add(locators.PolygonByTree(record.Lat, record.Lon), record.Temperature);
        await sums.PrintAsync();
    }

    /// <summary>
    /// As much as the product does: both methods, and of readings with one id only the last, in a dictionary of GUIDs.
    /// </summary>
    public static async Task LastOfIdsAsync(string file, RegionBoxes boxes)
    {
        var shapes = (await ShippedShapes.ReadAsync()).Shapes;
        var rectangles = ReferenceLocators.OfBoxes(boxes.Boxes);
        var outlines = new ReferenceLocators([.. shapes.Select(shape => shape.Outline)]);
        var last = new Dictionary<Guid, (int Rectangle, int Polygon, double Temperature)>();
        await foreach (var record in RecordsAsync(file))
        {
            if (!IsFrance(record)) continue;
            last[Guid.Parse(record.Id)] = (rectangles.RectangleByTree(record.Lat, record.Lon),
                outlines.PolygonByTree(record.Lat, record.Lon), record.Temperature);
        }

        var byRectangle = new PrintedSums("rectangle", boxes.Codes);
        var byPolygon = new PrintedSums("polygon", [.. shapes.Select(shape => shape.Region.Code)]);
        foreach (var (rectangle, polygon, temperature) in last.Values)
        {
            byRectangle.Add(rectangle, temperature);
            byPolygon.Add(polygon, temperature);
        }

        await byRectangle.PrintAsync();
        await byPolygon.PrintAsync();
    }

    /// <summary>All records in one list, and every outline asked whether it contains the point.</summary>
    public static async Task ListAsync(string file)
    {
        var shapes = (await ShippedShapes.ReadAsync()).Shapes;
        var sums = new PrintedSums("polygon", [.. shapes.Select(shape => shape.Region.Code)]);
        await using var stream = Open(file);
        var records = await JsonSerializer.DeserializeAsync(stream, SensorJson.Default.ListSensorRecord);
        foreach (var record in records!.Where(IsFrance))
        {
            var point = new Point(record.Lon, record.Lat);
            for (var i = 0; i < shapes.Count; i++)
            {
                if (!shapes[i].Outline.Contains(point)) continue;
                sums.Add(i, record.Temperature);
                break;
            }
        }

        await sums.PrintAsync();
    }

    private static async IAsyncEnumerable<SensorRecord> RecordsAsync(string file)
    {
        await using var stream = Open(file);
        var records = JsonSerializer.DeserializeAsyncEnumerable(stream, SensorJson.Default.SensorRecord);
        await foreach (var record in records) yield return record!;
    }

    private static Stream Open(string file)
    {
        var stream = File.OpenRead(file);
        return file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    private static bool IsFrance(SensorRecord record) =>
        record.Country.AsSpan().Trim().Equals("France", StringComparison.OrdinalIgnoreCase);
}
