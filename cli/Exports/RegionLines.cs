using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Isotherm.Cli.Regions;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Exports;

/// <summary>
/// Writes shapes, a region a line, in the order that decides between overlapping rectangles: <c>place</c> from 0, code,
/// name, the rectangle over all of its points in degrees, and the outline as WKT in degrees (longitude, latitude), all
/// to the digits that read back as the same double.
/// </summary>
internal static class RegionLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Of(RegionShapes shapes)
    {
        var bytes = new ArrayBufferWriter<byte>();
        for (var place = 0; place < shapes.Shapes.Count; place++)
        {
            using (var json = new Utf8JsonWriter(bytes, Options)) Write(json, place, shapes.Shapes[place], shapes.Hash);
            bytes.Write("\n"u8);
        }

        return bytes.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, int place, RegionShape shape, string hash)
    {
        var figures = ShapeFigures.Of(shape);
        json.WriteStartObject();
        json.WriteNumber("place", place);
        json.WriteString("code", shape.Region.Code);
        json.WriteString("region", shape.Region.Name);
        json.WriteNumber("south", figures.South);
        json.WriteNumber("west", figures.West);
        json.WriteNumber("north", figures.North);
        json.WriteNumber("east", figures.East);
        json.WriteString("outline", shape.Outline.AsText());
        json.WriteString("shapes_hash", hash);
        json.WriteEndObject();
    }
}
