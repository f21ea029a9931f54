using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Isotherm.Functions.Tests.Logs;

/// <summary>A log line has the fields that Cloud Logging and Error Reporting read, and its values as fields.</summary>
public sealed partial class JsonLines : JsonLogTest
{
    private const string Special = "logging.googleapis.com/";

    [Fact]
    public void A_line_says_when_what_and_where_from()
    {
        Imported(Log, "a", 3, 1.5, null, Method.Get);

        var line = TheLine();
        Assert.Equal("INFO", line.GetProperty("severity").GetString());
        Assert.Equal("2019-02-19T14:00:07.123456Z", line.GetProperty("time").GetString());
        Assert.Equal("Imported: run=a read=3 share=1.5 none=(null) by=Get", line.GetProperty("message").GetString());
        var labels = line.GetProperty(Special + "labels");
        Assert.Equal("Isotherm.Fetch.Function", labels.GetProperty("category").GetString());
        Assert.Equal("77", labels.GetProperty("event_id").GetString());
        Assert.Equal("Imported", labels.GetProperty("event_name").GetString());
        Assert.False(line.TryGetProperty(Special + "sourceLocation", out _));
        Assert.False(line.TryGetProperty("@type", out _));
    }

    [Fact]
    public void The_values_of_the_message_are_fields_of_their_own_type()
    {
        Imported(Log, "a", 3, 1.5, null, Method.Get);

        var line = TheLine();
        Assert.Equal("a", line.GetProperty("run").GetString());
        Assert.Equal(3, line.GetProperty("read_rows").GetInt64());
        Assert.Equal(1.5, line.GetProperty("share").GetDouble());
        Assert.Equal("Get", line.GetProperty("by").GetString());
        Assert.False(line.TryGetProperty("none", out _));
        Assert.False(line.TryGetProperty("{OriginalFormat}", out _));
    }

    [Theory]
    [InlineData(LogLevel.Trace, "DEBUG")]
    [InlineData(LogLevel.Debug, "DEBUG")]
    [InlineData(LogLevel.Information, "INFO")]
    [InlineData(LogLevel.Warning, "WARNING")]
    [InlineData(LogLevel.Error, "ERROR")]
    [InlineData(LogLevel.Critical, "CRITICAL")]
    public void A_level_becomes_the_severity_of_its_meaning(LogLevel level, string severity)
    {
        Any(Log, level);

        Assert.Equal(severity, TheLine().GetProperty("severity").GetString());
    }

    [Fact]
    public void An_error_with_an_exception_has_its_stack_trace_and_the_place_that_threw()
    {
        Failed(Log, Thrown());

        var line = TheLine();
        Assert.StartsWith(
            "System.InvalidOperationException: Broken.\n   at Isotherm.Functions.Tests.Logs.JsonLines.Thrown()",
            line.GetProperty("stack_trace").GetString()!.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.EndsWith(
            ".ReportedErrorEvent", line.GetProperty("@type").GetString(), StringComparison.Ordinal);
        var place = line.GetProperty(Special + "sourceLocation");
        Assert.Equal("Isotherm.Functions.Tests.Logs.JsonLines.Thrown", place.GetProperty("function").GetString());
        Assert.EndsWith("JsonLines.cs", place.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.True(int.Parse(place.GetProperty("line").GetString()!, provider: null) > 0);
    }

    [Fact]
    public void An_error_without_an_exception_is_an_error_event_of_its_category()
    {
        Any(Log, LogLevel.Error);

        var line = TheLine();
        Assert.False(line.TryGetProperty("stack_trace", out _));
        Assert.True(line.TryGetProperty("@type", out _));
        Assert.Equal(
            "Isotherm.Fetch.Function",
            line.GetProperty(Special + "sourceLocation").GetProperty("function").GetString());
    }

    [Fact]
    public void Inside_a_span_a_line_carries_its_trace()
    {
        using var span = new Activity("work");
        span.SetIdFormat(ActivityIdFormat.W3C);
        span.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        span.Start();

        Any(Log, LogLevel.Information);

        var line = TheLine();
        Assert.Equal($"projects/my-project/traces/{span.TraceId}", line.GetProperty(Special + "trace").GetString());
        Assert.Equal(span.SpanId.ToString(), line.GetProperty(Special + "spanId").GetString());
        Assert.True(line.GetProperty(Special + "trace_sampled").GetBoolean());
    }

    [Fact]
    public void Outside_of_a_request_a_line_carries_no_trace()
    {
        Any(Log, LogLevel.Information);

        Assert.DoesNotContain(
            TheLine().EnumerateObject(), field => field.Name.Contains("trace", StringComparison.Ordinal));
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("Broken.");
        }
        catch (InvalidOperationException thrown)
        {
            return thrown;
        }
    }

    public enum Method
    {
        Get,
    }

    [LoggerMessage(77, LogLevel.Information, "Imported: run={Run} read={ReadRows} share={Share} none={None} by={By}")]
    private static partial void Imported(
        ILogger log, string run, long readRows, double share, string? none, Method by);

    [LoggerMessage(78, LogLevel.Error, "Failed")]
    private static partial void Failed(ILogger log, Exception failure);

    [LoggerMessage(EventId = 79, Message = "Any")]
    private static partial void Any(ILogger log, LogLevel level);
}
