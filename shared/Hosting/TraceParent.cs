using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Hosting;

/// <summary>The W3C trace context of a request.</summary>
public static class TraceParent
{
    private const int Length = 55;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The header <c>traceparent</c> when it has the form of version 00; else null.</summary>
    public static string? Of(HttpRequest request)
    {
        var text = request.Headers.TraceParent.ToString();
        return text.Length == Length
            && text.StartsWith("00-", StringComparison.Ordinal)
            && IsHex(text.AsSpan(3, 32)) && text[35] == '-'
            && IsHex(text.AsSpan(36, 16)) && text[52] == '-'
            && IsHex(text.AsSpan(53, 2))
            ? text : null;
    }

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hex);
}
