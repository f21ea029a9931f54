using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Hosting.Traces;

/// <summary>Reads and writes the trace context that comes and goes with requests and messages.</summary>
internal static class TraceParent
{
    private const int Length = 55;
    private const int TraceLength = 32;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// What the caller sent: the W3C header <c>traceparent</c>, else Google's <c>X-Cloud-Trace-Context</c>. Null when
    /// there is neither, or none that can be read.
    /// </summary>
    public static ActivityContext? Of(HttpRequest request) =>
        Parse(request.Headers.TraceParent.ToString(), request.Headers.TraceState.ToString())
        ?? ParseGoogle(request.Headers["X-Cloud-Trace-Context"].ToString());

    /// <summary>A <c>traceparent</c> of version 00; null when the text is none.</summary>
    public static ActivityContext? Parse(string? text, string? state = null)
    {
        var isOne = text?.Length == Length
            && text.StartsWith("00-", StringComparison.Ordinal)
            && IsId(text.AsSpan(3, TraceLength)) && text[35] == '-'
            && IsId(text.AsSpan(36, 16)) && text[52] == '-'
            && IsHex(text.AsSpan(53, 2));
        if (!isOne) return null;
        return new ActivityContext(
            ActivityTraceId.CreateFromString(text.AsSpan(3, TraceLength)),
            ActivitySpanId.CreateFromString(text.AsSpan(36, 16)),
            IsOdd(text![54]) ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None,
            string.IsNullOrEmpty(state) ? null : state,
            isRemote: true);
    }

    /// <summary>The <c>traceparent</c> of a context.</summary>
    public static string Write(ActivityContext context)
    {
        var flags = context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00";
        return $"00-{context.TraceId.ToHexString()}-{context.SpanId.ToHexString()}-{flags}";
    }

    /// <summary>
    /// <c>TRACE/SPAN;o=1</c>: 32 hexadecimal digits, a decimal number and whether it is sampled; the latter two may be
    /// missing. A trace without a span gets one of chance: a context has both.
    /// </summary>
    private static ActivityContext? ParseGoogle(string text)
    {
        if (text.Length < TraceLength) return null;
        var trace = text[..TraceLength].ToLowerInvariant();
        if (!IsId(trace) || (text.Length > TraceLength && text[TraceLength] is not ('/' or ';'))) return null;
        var options = text.IndexOf(';', StringComparison.Ordinal);
        var sampled = options >= 0 && text[options..] == ";o=1";
        var span = text[TraceLength..(options < 0 ? text.Length : options)].TrimStart('/');
        var id = ulong.TryParse(span, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? ActivitySpanId.CreateFromString(number.ToString("x16", CultureInfo.InvariantCulture))
            : ActivitySpanId.CreateRandom();
        var flags = sampled ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None;
        return new ActivityContext(
            ActivityTraceId.CreateFromString(trace), id, flags, traceState: null, isRemote: true);
    }

    private static bool IsOdd(char hexDigit) => "13579bdf".Contains(hexDigit, StringComparison.Ordinal);

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hex);

    /// <summary>Zeros only are no id.</summary>
    private static bool IsId(ReadOnlySpan<char> text) => IsHex(text) && text.ContainsAnyExcept('0');
}
