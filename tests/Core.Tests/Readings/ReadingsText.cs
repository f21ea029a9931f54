using System.Text;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.Readings;

/// <summary>Documents of readings for the tests, and one way to read them.</summary>
internal static class ReadingsText
{
    public const string Good =
        """{"id":"a","timestamp":"t","lat":48.5,"lon":2.25,"temperature":20.5,"country":"France"}""";

    /// <summary>A reading whose fields are replaced by, or extended with, the given JSON members.</summary>
    public static string With(string field, string json)
    {
        var fields = new Dictionary<string, string>
        {
            ["id"] = "\"a\"",
            ["lat"] = "48.5",
            ["lon"] = "2.25",
            ["temperature"] = "20.5",
            ["country"] = "\"France\"",
            [field] = json,
        };
        return "{" + string.Join(',', fields.Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";
    }

    public static string Without(string field) => With(field, "null").Replace($"\"{field}\":null", "\"x\":0",
        StringComparison.Ordinal);

    public static ReadingsResult Read(
        string document, RecordingSink sink, ReadingsForm form = ReadingsForm.Array, ReadingRules? rules = null) =>
        Read(Encoding.UTF8.GetBytes(document), sink, form, int.MaxValue, rules);

    /// <summary>Feeds the document in pieces of the given size.</summary>
    public static ReadingsResult Read(
        ReadOnlySpan<byte> document, RecordingSink sink, ReadingsForm form, int piece, ReadingRules? rules = null)
    {
        var reader = new ReadingsReader(form, rules ?? ReadingRules.Default, sink);
        while (!document.IsEmpty)
        {
            var next = document[..Math.Min(piece, document.Length)];
            if (!reader.Feed(next)) break;
            document = document[next.Length..];
        }
        return reader.Complete();
    }

    /// <summary>The one line that the sink got for one element.</summary>
    public static string One(string element, ReadingRules? rules = null)
    {
        var sink = new RecordingSink();
        var result = Read($"[{element}]", sink, ReadingsForm.Array, rules);
        Assert.Null(result.Unreadable);
        Assert.Equal(1, result.Read);
        return Assert.Single(sink.Lines);
    }

    /// <summary>The reason of one element, or null when it is usable.</summary>
    public static string? Reason(string element, ReadingRules? rules = null)
    {
        var line = One(element, rules);
        return line.Count(c => c == ' ') == 1 ? line[2..] : null;
    }
}
