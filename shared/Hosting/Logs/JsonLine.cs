using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Isotherm.Core.Runs;
using Isotherm.Hosting.Traces;
using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting.Logs;

/// <summary>
/// One log line in the fields of Cloud Logging ("Structured logging", "Format a log entry to report error events" in
/// its documentation). The named values of the message are fields of their own, so that metrics can be made of them.
/// </summary>
internal sealed record JsonLine
{
    private const string Special = "logging.googleapis.com/";

    private const string ErrorEvent =
        "type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent";
    private const int MostFields = 32;
    private const int LongestName = 64;
    private const int LongestCategory = 500;

    private static readonly JsonWriterOptions Legible = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // nothing here ends up in a page
        SkipValidation = true,
    };

    private static readonly string[] Reserved =
        ["severity", "message", "time", "timestamp", "stack_trace", "exception", "@type", "httpRequest"];

    public required string Category { get; init; }

    public required LogLevel Level { get; init; }

    public required EventId Event { get; init; }

    public required string Message { get; init; }

    public required string? StackTrace { get; init; }

    public required IReadOnlyList<KeyValuePair<string, object?>> Fields { get; init; }

    public void Write(IBufferWriter<byte> output, DateTimeOffset now, string? project)
    {
        using var json = new Utf8JsonWriter(output, Legible);
        json.WriteStartObject();
        json.WriteString("severity", Severity);
        json.WriteString("time", UtcText.ToMicroseconds(now));
        json.WriteString("message", Message);
        WriteFields(json);
        if (Level >= LogLevel.Error) WriteError(json);
        if (StackTrace is not null) json.WriteString("stack_trace", StackTrace);
        if (RequestTrace.Current is { } trace) WriteTrace(json, trace, project);
        WriteLabels(json);
        json.WriteEndObject();
    }

    private string Severity => Level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        LogLevel.Critical => "CRITICAL",
        _ => "DEFAULT",
    };

    private void WriteFields(Utf8JsonWriter json)
    {
        var room = BoundedText.Fields;
        var names = new HashSet<string>(Reserved, StringComparer.Ordinal);
        var count = Math.Min(Fields.Count, MostFields);
        for (var i = 0; i < count; i++)
        {
            var (key, value) = Fields[i];
            if (value is null || key == "{OriginalFormat}") continue;
            var name = NameOf(key);
            while (!names.Add(name)) name += "_";
            json.WritePropertyName(name);
            if (!TryWriteNumber(json, value)) room -= WriteText(json, value, Math.Min(room, BoundedText.Field));
        }
    }

    /// <summary>A parameter that is called like a keyword has the @ of its source in its name.</summary>
    private static string NameOf(string key) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(BoundedText.Of(key.TrimStart('@'), LongestName));

    private static bool TryWriteNumber(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case bool truth:
                json.WriteBooleanValue(truth);
                return true;
            case int or long or short or byte or sbyte or ushort or uint:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return true;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                return true;
            default:
                return false;
        }
    }

    private static int WriteText(Utf8JsonWriter json, object value, int limit)
    {
        var text = BoundedText.Of(() => Convert.ToString(value, CultureInfo.InvariantCulture), limit);
        json.WriteStringValue(text);
        return Math.Min(text.Length, limit);
    }

    /// <summary>Error Reporting takes an entry of this type for an error even without a stack trace.</summary>
    private void WriteError(Utf8JsonWriter json)
    {
        json.WriteString("@type", ErrorEvent);
        json.WriteStartObject(Special + "sourceLocation");
        var place = SourceLocation.OfStackTrace(StackTrace);
        if (place?.File is { } file) json.WriteString("file", file);
        if (place?.Line is { } line) json.WriteString("line", line);
        json.WriteString("function", place?.Function ?? Category);
        json.WriteEndObject();
    }

    private static void WriteTrace(Utf8JsonWriter json, ActivityContext trace, string? project)
    {
        var id = trace.TraceId.ToHexString();
        var place = project is null ? "" : $"projects/{BoundedText.Of(project, LongestName)}/traces/";
        json.WriteString(Special + "trace", place + id);
        json.WriteString(Special + "spanId", trace.SpanId.ToHexString());
        json.WriteBoolean(Special + "trace_sampled", trace.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));
    }

    private void WriteLabels(Utf8JsonWriter json)
    {
        json.WriteStartObject(Special + "labels");
        json.WriteString("category", BoundedText.Of(Category, LongestCategory));
        json.WriteString("event_id", Event.Id.ToString(CultureInfo.InvariantCulture));
        if (Event.Name is { } name) json.WriteString("event_name", BoundedText.Of(name, LongestName));
        json.WriteEndObject();
    }
}
