using System.Globalization;
using System.Text.Json;

namespace Isotherm.Core.Failures;

/// <summary>Where JSON ends to be what it should be, in words for a person.</summary>
public static class JsonFault
{
    /// <summary>
    /// Follows a sentence without its full stop: <c>: line 2 byte 8 at $.slot</c>; nothing when nothing is known.
    /// Lines and bytes count from 1.
    /// </summary>
    public static string Where(Exception fault)
    {
        if (fault is not JsonException { LineNumber: { } line, BytePositionInLine: { } position } json) return "";
        var path = json.Path is null or "$" ? "" : $" at {json.Path}";
        return string.Create(CultureInfo.InvariantCulture, $": line {line + 1} byte {position + 1}{path}");
    }
}
