using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Isotherm.Report.Api;

/// <summary>JSON for programs: no spaces, names with their accents, nothing that means something in HTML.</summary>
internal static class OneLineJson
{
    public static JsonWriterOptions Options { get; } =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A whole object in memory.</summary>
    /// <param name="members">Writes what stands between the braces.</param>
    public static byte[] Object(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>The number, or null where it is not known.</summary>
    public static void WriteNumber(this Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }
}
