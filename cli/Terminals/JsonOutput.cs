using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Isotherm.Cli.Terminals;

/// <summary>One indented JSON object on a writer, names with their accents.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // For terminals and pipes; nothing of it is put into a web page as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For a small object that is a line of its own.</summary>
    public static JsonWriterOptions OneLine { get; } = Options with { Indented = false };

    /// <summary>Writes one object.</summary>
    /// <param name="output">Gets the object whole and a line end.</param>
    /// <param name="members">Writes what stands between the braces.</param>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        output.Write('\n');
    }
}
