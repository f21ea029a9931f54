using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Exports;

/// <summary>
/// Writes readings as they were received, a JSON object a line: where each comes from (run, slot, part, position) and
/// its fields as text beside their JSON type. Nothing is judged here: what uses the lines does that, by the rules of
/// docs/data.md.
/// </summary>
/// <remarks>
/// The text of a string is what it says, without quotes and escapes; null when it holds half of a surrogate pair. The
/// text of anything else is its JSON. A field that is absent has neither text nor type. Of a repeated field the last
/// counts.
/// </remarks>
internal sealed class ReadingLines : IDisposable
{
    /// <summary>The fields of a reading; each becomes two columns, <c>NAME</c> and <c>NAME_type</c>.</summary>
    private static readonly List<string?> Fields = ["id", "timestamp", "lat", "lon", "temperature", "country"];

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Manifest _manifest;
    private readonly int _part;
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly JsonElement?[] _values = new JsonElement?[Fields.Count];
    private readonly Utf8JsonWriter _json;

    public ReadingLines(Manifest manifest, int part)
    {
        (_manifest, _part) = (manifest, part);
        _json = new Utf8JsonWriter(_bytes, Options);
    }

    /// <summary>The lines not taken yet.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>Lines so far.</summary>
    public long Count { get; private set; }

    /// <summary>Forgets what <see cref="Written"/> says.</summary>
    public void Taken() => _bytes.ResetWrittenCount();

    /// <summary>Adds the next element of the part's array.</summary>
    public void Add(JsonElement element)
    {
        var isObject = element.ValueKind == JsonValueKind.Object;
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("run", _manifest.Key.Run.Value);
        _json.WriteString("slot", UtcText.ToSeconds(_manifest.Key.Slot.Start));
        _json.WriteString("hour", _manifest.Key.Slot.Hour.ToString());
        _json.WriteString("started_at", UtcText.ToMicroseconds(_manifest.StartedAt));
        _json.WriteNumber("parts", _manifest.Parts.Count);
        _json.WriteNumber("part", _part);
        _json.WriteNumber("position", Count++);
        _json.WriteBoolean("is_object", isObject);
        if (isObject) WriteFields(element);
        _json.WriteEndObject();
        _json.Flush();
        _bytes.Write("\n"u8);
    }

    public void Dispose() => _json.Dispose();

    private void WriteFields(JsonElement reading)
    {
        Array.Clear(_values);
        foreach (var property in reading.EnumerateObject())
        {
            var field = Fields.IndexOf(TextOf(() => property.Name));
            if (field >= 0) _values[field] = property.Value;
        }

        for (var field = 0; field < _values.Length; field++)
        {
            if (_values[field] is not { } value) continue;
            var isText = value.ValueKind == JsonValueKind.String;
            _json.WriteString(Fields[field]!, isText ? TextOf(value.GetString) : value.GetRawText());
            _json.WriteString(Fields[field] + "_type", TypeOf(value.ValueKind));
        }
    }

    private static string? TextOf(Func<string?> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            // "\ud800" is legal JSON and no Unicode text; there is no other way to ask.
            return null;
        }
    }

    private static string TypeOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => "null",
    };
}
