using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>
/// Writes shapes in the one form that the pipeline keeps: a GeoJSON FeatureCollection as the portal exports it, a
/// feature a line. Reading it back gives the same shapes with the same hash.
/// </summary>
public static class ShapesWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        // Names keep their accents and apostrophe. Nothing of the file is ever put into a web page as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// UTF-8 without BOM. Properties: <c>region</c> (the name of the code), <c>new_code</c> and <c>geo_point_2d</c>
    /// ([latitude, longitude] of the planar centroid, 6 decimals). Coordinates are written in the fewest digits that
    /// read back as the same double.
    /// </summary>
    public static byte[] Write(RegionShapes shapes)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write("{\"type\":\"FeatureCollection\",\"features\":["u8);
        using var json = new Utf8JsonWriter(bytes, Options);
        for (var i = 0; i < shapes.Shapes.Count; i++)
        {
            bytes.Write(i == 0 ? "\n"u8 : ",\n"u8);
            json.Reset();
            WriteFeature(json, shapes.Shapes[i]);
            json.Flush();
        }

        bytes.Write("\n]}\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteFeature(Utf8JsonWriter json, RegionShape shape)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        json.WriteString("region", shape.Region.Name);
        json.WriteString("new_code", shape.Region.Code);
        json.WriteStartArray("geo_point_2d");
        var centre = Centre(shape.Outline);
        json.WriteNumberValue(Math.Round(centre.Y, 6));
        json.WriteNumberValue(Math.Round(centre.X, 6));
        json.WriteEndArray();
        json.WriteEndObject();
        WriteGeometry(json, shape.Outline);
        json.WriteEndObject();
    }

    private static void WriteGeometry(Utf8JsonWriter json, Geometry outline)
    {
        var isSingle = outline.NumGeometries == 1;
        json.WriteStartObject("geometry");
        json.WriteString("type", isSingle ? "Polygon" : "MultiPolygon");
        json.WritePropertyName("coordinates");
        if (!isSingle) json.WriteStartArray();
        foreach (var polygon in outline.Polygons())
        {
            json.WriteStartArray();
            foreach (var ring in polygon.Rings()) WriteRing(json, ring.CoordinateSequence);
            json.WriteEndArray();
        }

        if (!isSingle) json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRing(Utf8JsonWriter json, CoordinateSequence ring)
    {
        json.WriteStartArray();
        for (var i = 0; i < ring.Count; i++)
        {
            json.WriteStartArray();
            json.WriteNumberValue(ring.GetX(i));
            json.WriteNumberValue(ring.GetY(i));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // A ring that crosses itself may have its centroid anywhere, even at infinity; the middle of the box is somewhere.
    private static Coordinate Centre(Geometry outline)
    {
        var box = outline.EnvelopeInternal;
        var centroid = outline.Centroid.Coordinate;
        return centroid is not null && box.Contains(centroid) ? centroid : box.Centre;
    }
}
