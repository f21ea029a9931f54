using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Isotherm.Core.Regions;

/// <summary>
/// Reads region shapes from any of their three wire forms, or says why they are refused. The form is told from the
/// content. Names come from the codes, never from the document; the order of the document is kept; members, columns
/// and third coordinates that are not asked for are ignored.
/// </summary>
public static class ShapesReader
{
    internal const string Forms =
        "Region shapes are a GeoJSON FeatureCollection, an answer of the v1 records API or a ';' CSV export";

    /// <summary>
    /// Reads a GeoJSON FeatureCollection, a v1 records answer or a ';' CSV: UTF-8, BOM allowed. Whatever the bytes, it
    /// answers and does not throw. Refused unless the 13 known codes stand in it once each, every ring is closed and
    /// has at least 4 positions, and every coordinate is finite and in range.
    /// </summary>
    public static ShapesResult Read(ReadOnlySpan<byte> document)
    {
        var text = document.StartsWith(Encoding.UTF8.Preamble) ? document[3..] : document;
        var content = text.TrimStart(" \t\r\n"u8);
        if (content.IsEmpty) return new(null, $"The document is empty. {Forms}.");
        if (content is [0x1F, 0x8B, ..]) return new(null, "The document is compressed (gzip): unpack it first.");
        if (!Utf8.IsValid(content)) return new(null, $"The document is no UTF-8 text. {Forms}, in UTF-8.");
        return content[0] switch
        {
            (byte)'{' => ReadJson(text),
            (byte)'[' => new(null, $"The document is a JSON list, not an object. {Forms}."),
            _ => CsvShapes.Read(content),
        };
    }

    private static ShapesResult ReadJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonShapes.Read(json);
        }
        catch (JsonException e)
        {
            var place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine}";
            return new(null, $"The document is no readable JSON at {place}; is it cut short? Fetch it again.");
        }
        catch (InvalidOperationException)
        {
            // The JSON reader's word for a \u escape that is half of a surrogate pair.
            return new(null, "A text of the document escapes half a character (a lone surrogate): fetch it again.");
        }
    }
}
