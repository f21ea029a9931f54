using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>
/// The two JSON forms: a FeatureCollection (<c>features[].properties.new_code</c> and <c>.geometry</c>) and the answer
/// of the v1 records API (<c>records[].fields.new_code</c> and <c>.geo_shape</c>, the shape an object or its text).
/// </summary>
internal static class JsonShapes
{
    /// <exception cref="JsonException">The document is no readable JSON.</exception>
    /// <exception cref="InvalidOperationException">A text in it escapes half a character.</exception>
    public static ShapesResult Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var whole = reader;
        JsonMembers.Find(ref reader, "features"u8, "type"u8, out var features, out var type);
        reader.Read(); // throws when something follows the object
        if (features.TokenType != JsonTokenType.None) return ReadFeatures(features, type);
        JsonMembers.Find(ref whole, "records"u8, default, out var records, out _);
        return records.TokenType != JsonTokenType.None
            ? ReadRecords(records)
            : new(null, $"The JSON object has neither features nor records. {ShapesReader.Forms}.");
    }

    private static ShapesResult ReadFeatures(Utf8JsonReader features, Utf8JsonReader type)
    {
        var draft = new ShapesDraft("feature");
        if (type.TokenType != JsonTokenType.String || !type.ValueTextEquals("FeatureCollection"u8))
        {
            draft.Refuse($"the type of the JSON object is not FeatureCollection. {ShapesReader.Forms}");
        }

        var outlines = new OutlineReader(draft);
        return ReadList(features, draft, (ref reader) =>
        {
            JsonMembers.Find(ref reader, "properties"u8, "geometry"u8, out var properties, out var geometry);
            return TakeCode(properties, draft, out _) ? outlines.Read(geometry) : null;
        });
    }

    private static ShapesResult ReadRecords(Utf8JsonReader records)
    {
        var draft = new ShapesDraft("record");
        var outlines = new OutlineReader(draft);
        return ReadList(records, draft, (ref reader) =>
        {
            JsonMembers.Find(ref reader, "fields"u8, default, out var fields, out _);
            if (!TakeCode(fields, draft, out var shape)) return null;
            return shape.TokenType == JsonTokenType.String
                ? outlines.ReadText(Unescaped(shape))
                : outlines.Read(shape);
        });
    }

    private delegate Geometry? RecordReader(ref Utf8JsonReader reader);

    private static ShapesResult ReadList(Utf8JsonReader list, ShapesDraft draft, RecordReader read)
    {
        if (list.TokenType != JsonTokenType.StartArray) draft.Refuse("what should be the list of regions is no list");
        while (draft.Refusal is null && list.Read() && list.TokenType != JsonTokenType.EndArray)
        {
            draft.Next();
            if (list.TokenType != JsonTokenType.StartObject) draft.Refuse("this is no JSON object");
            else if (read(ref list) is { } outline) draft.Add(outline);
        }

        return draft.Finish();
    }

    private static bool TakeCode(Utf8JsonReader fields, ShapesDraft draft, out Utf8JsonReader shape)
    {
        shape = default;
        var code = default(Utf8JsonReader);
        if (fields.TokenType == JsonTokenType.StartObject)
        {
            JsonMembers.Find(ref fields, "new_code"u8, "geo_shape"u8, out code, out shape);
        }

        return code.TokenType switch
        {
            JsonTokenType.String => draft.TakeCode(code.GetString()!),
            // No code begins with a zero, so the digits of a number are the code.
            JsonTokenType.Number => draft.TakeCode(Encoding.ASCII.GetString(code.ValueSpan)),
            _ => draft.Refuse("there is no new_code (the INSEE code as text); is this the right data set?"),
        };
    }

    private static ReadOnlySpan<byte> Unescaped(Utf8JsonReader text)
    {
        var bytes = new byte[text.ValueSpan.Length];
        return bytes.AsSpan(0, text.CopyString(bytes));
    }
}
