using System.Text.Json;

namespace Isotherm.Cli.Verification;

/// <summary>Computes a part from the bytes of its raw object.</summary>
internal sealed class OwnReader(OwnShapes shapes, int minCelsius, int maxCelsius)
{
    private const int Deepest = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Deepest };

    /// <exception cref="JsonException">The bytes are no JSON array.</exception>
    public OwnPart Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(Text.WithoutMark(Text.Plain(bytes)), Options);
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new JsonException("It is no JSON array.");
        var part = new OwnPart(shapes.Codes.Count);
        var lastOfId = new Dictionary<string, OwnReading>(StringComparer.Ordinal);
        foreach (var element in document.RootElement.EnumerateArray())
        {
            part.Read++;
            var (reading, reason) = OwnReading.Judge(element, minCelsius, maxCelsius);
            if (reason is not null) part.Reject(reason);
            if (reading is null) continue;
            if (lastOfId.ContainsKey(reading.Id)) part.Reject("superseded");
            lastOfId[reading.Id] = reading;
        }

        foreach (var reading in lastOfId.Values) Add(part, reading);
        return part;
    }

    private void Add(OwnPart part, OwnReading reading)
    {
        part.Usable++;
        var nano = reading.Temperature.Nano();
        var (rectangle, isAmbiguous) = shapes.Rectangle(reading.Point);
        if (isAmbiguous) part.Ambiguous++;
        if (rectangle != OwnShapes.None)
        {
            var (sum, count) = part.Rectangle[rectangle];
            part.Rectangle[rectangle] = (sum + nano, count + 1);
        }

        var polygon = shapes.Polygon(reading.Point);
        if (polygon == OwnShapes.None) return;
        var (total, points) = part.Polygon[polygon];
        part.Polygon[polygon] = (total + nano, points + 1);
    }
}
