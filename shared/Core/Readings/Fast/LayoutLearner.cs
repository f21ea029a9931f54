using System.Text.Json;

namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// Learns the layout of a record from its bytes, which a JSON reader takes apart. Allocates nothing.
/// </summary>
internal static class LayoutLearner
{
    private const int LongestRecord = 16 * 1024;
    private const int DeepestRecord = 16;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = ReadingsReader.MaxDepth };

    /// <summary>
    /// Learns from the bytes after a record; false when no whole record of a usual form follows there.
    /// </summary>
    /// <param name="bytes">They begin right after the last byte of a record; well-formed UTF-8.</param>
    /// <param name="isLines">A line feed separates records, not a comma.</param>
    /// <param name="layout">What was learnt; in any state after a failure.</param>
    public static bool TryLearn(ReadOnlySpan<byte> bytes, bool isLines, RecordLayout layout)
    {
        bytes = bytes[..Math.Min(bytes.Length, LongestRecord)];
        var gap = GapLength(bytes, isLines);
        if (gap < 0) return false;
        layout.Clear(gap);
        var json = new Utf8JsonReader(bytes[gap..], isFinalBlock: false, new JsonReaderState(Options));
        try
        {
            return TryLearn(bytes, isLines, layout, ref json);
        }
        catch (JsonException)
        {
            // No JSON, so the reference path ends the document here.
            return false;
        }
    }

    private static bool TryLearn(
        ReadOnlySpan<byte> bytes, bool isLines, RecordLayout layout, ref Utf8JsonReader json)
    {
        var literal = 0;
        var field = ReadingField.None;
        while (json.Read() && json.CurrentDepth <= DeepestRecord)
        {
            var isOfRecord = json.CurrentDepth == 1;
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName:
                    field = isOfRecord ? ElementReader.FieldNamed(ref json) : ReadingField.None;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (field != ReadingField.None) return false;
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray when json.CurrentDepth > 0:
                    continue;
            }
            var (kind, start, end) = Place(ref json, layout.Gap);
            var between = bytes[literal..start];
            if (isLines && between[(literal == 0 ? layout.Gap : 0)..].Contains((byte)'\n')) return false;
            var length = kind == SlotKind.Text && !json.ValueIsEscaped ? end - start : LayoutPart.Unknown;
            if (!layout.TryAdd(between, kind, isOfRecord ? field : ReadingField.None, length)) return false;
            if (kind == SlotKind.End) return true;
            literal = end;
            if (isOfRecord) field = ReadingField.None;
        }
        return false;
    }

    private static (SlotKind Kind, int Start, int End) Place(ref Utf8JsonReader json, int origin)
    {
        var (start, end) = (origin + (int)json.TokenStartIndex, origin + (int)json.BytesConsumed);
        return json.TokenType switch
        {
            JsonTokenType.EndObject => (SlotKind.End, end, end),
            JsonTokenType.String => (SlotKind.Text, start + 1, end - 1),
            _ => (SlotKind.Number, start, end),
        };
    }

    /// <summary>Bytes up to the brace that opens the next record; negative when there is none.</summary>
    private static int GapLength(ReadOnlySpan<byte> bytes, bool isLines)
    {
        var brace = bytes.IndexOf((byte)'{');
        if (brace < 0) return -1;
        var gap = bytes[..brace];
        if (isLines) return gap.Contains((byte)'\n') && IsBlank(gap) ? brace : -1;
        var comma = gap.IndexOf((byte)',');
        if (comma < 0) return -1;
        return IsBlank(gap[..comma]) && IsBlank(gap[(comma + 1)..]) ? brace : -1;
    }

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept(" \t\r\n"u8);
}
