using System.Text;

namespace Isotherm.Core.Tests.Readings.Fast;

/// <summary>
/// Documents whose records mostly look alike, as those of an API do, with surprises of every kind in between; some are
/// damaged in a few places. The same for the same seed.
/// </summary>
internal sealed class RecordDocuments
{
    private static readonly string[] Blanks = ["", "", "", " ", "  ", "\t", "\r", " \t "];
    private static readonly string[] Gaps = [",", ",", ",", ", ", ",\n", " ,\r\n\t", ",          "];
    private static readonly string[] LineGaps = ["\n", "\n", "\r\n", " \n", "\n\n  \n"];

    private static readonly string[] Extras =
    [
        "\"battery\":87", "\"ok\":true", "\"x\":{\"lat\":1,\"é\":[\"a\",null,{\"country\":\"Spain\"}]}", "\"a\":[]",
        "\"name\":\"Gare de l’Est – quai 3\"", "\"\\u006c\\u0061t\":1.5", "\"id\":\"again\"", "\"lon\":\"2\"",
        "\"country\":null", "\"LAT\":0.5", "\"temperature\":7", "\"" + "long".PadRight(70, 'g') + "\":-1e5",
    ];

    private readonly Random _random;
    private readonly int _oddness;
    private readonly int _brokenness;
    private readonly bool _isLines;

    /// <summary>Many records, so that two cursors go through them.</summary>
    private readonly bool _isLong;

    private RecordDocuments(int seed)
    {
        _isLong = seed % 64 == 40;
        _random = new Random(seed);
        _oddness = Any(0, 0, 2, 10, 40);
        _brokenness = Any(0, 0, 0, 0, 20);
        _isLines = _random.Next(5) == 0;
    }

    /// <summary>A document, and whether it is made of lines.</summary>
    public static (byte[] Document, bool IsLines) Of(int seed)
    {
        var documents = new RecordDocuments(seed);
        var document = documents.Make();
        return (documents._random.Next(2) == 0 ? document : documents.Damage(document), documents._isLines);
    }

    private byte[] Make()
    {
        var layouts = Enumerable.Range(0, Any(1, 1, 1, 2, 3, 6)).Select(_ => Layout()).ToArray();
        var text = new StringBuilder(Any("", "", "\uFEFF", "\n ")).Append(_isLines ? "" : "[" + Any(Blanks));
        var gap = _isLines ? Any(LineGaps) : Any(Gaps);
        var (count, layout) = (_random.Next(2, 24) * (_isLong ? 8 : 1), layouts[0]);
        for (var i = 0; i < count; i++)
        {
            if (i > 0) text.Append(IsOdd() ? _isLines ? Any(LineGaps) : Any(Gaps) : gap);
            if (layouts.Length > 1 && _random.Next(3) == 0) layout = Any(layouts);
            text.Append(IsOdd() ? Any("null", "5", "[{}]", "{}", "\"s\"", "{\"a\":1}") : Record(layout));
        }
        text.Append(_isLines ? Any("", "\n") : Any(Blanks) + "]" + Any(Blanks));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Members whose value is still to be made have a <c>#</c> and a letter in its place.</summary>
    private string Layout()
    {
        string[] fields = ["id", "timestamp", "lat", "lon", "temperature", "country"];
        var members = fields.Where(_ => _random.Next(25) > 0)
            .Select(field => $"\"{field}\":#{Letter(field)}")
            .Concat(Enumerable.Range(0, Any(0, 0, 0, 1, 3)).Select(_ => Any(Extras))).ToArray();
        if (_random.Next(2) == 0) _random.Shuffle(members);
        var (before, after, around) = (Any(Blanks), Any(Blanks), Any(Blanks));
        var spaced = members.Select(member => member.Replace(":#", $"{after}:{before}#", StringComparison.Ordinal));
        return "{" + around + string.Join("," + before, spaced) + around + "}";
    }

    private static char Letter(string field) => field switch
    {
        "timestamp" => 's',
        "lon" => 'o',
        _ => field[0],
    };

    private string Record(string layout)
    {
        var record = new StringBuilder();
        for (var at = 0; at < layout.Length; at++)
        {
            if (layout[at] == '#') record.Append(Value(layout[at + 1]));
            else if (at == 0 || layout[at - 1] != '#') record.Append(layout[at]);
        }
        return record.ToString();
    }

    private string Value(char field) =>
        _random.Next(1000) < _brokenness ? Broken() : IsOdd() ? Odd() : Usual(field);

    /// <summary>No JSON, but nearly.</summary>
    private string Broken() => Any(
        "1.", "-1.", "12345678.", "01", "-00.5", "01.5", ".5", "-", "-.5", "+1.5", "1.5.5", "1.5-", "1e", "1.5e",
        "1.5e+", "1.e5", "1.12345678e", "1.123456789e", "1.5f", "nul", "nulll", "true1", "True", "fals", "NaN", "0x1F",
        "1_000.5", "1,5", "1 .5", "1. 5", "- 1.5", "\"\t\"", "\"\n\"", "\"a\u001f\"", "\"\\x\"", "\"\\u12\"", "\"",
        "'a'", "", "\"a\" \"b\"", "\"a\"1", "{", "[", "]", "}", "1.5]", "1.5}", "1.5,");

    private string Usual(char field) => field switch
    {
        'i' when _random.Next(8) == 0 => $"\"s{_random.Next(99)}\"",
        'i' => $"\"{Hex(8)}-{Hex(4)}-4{Hex(3)}-a{Hex(3)}-{Hex(12)}\"",
        's' => Any("\"2019-02-19T14:02:11Z\"", "\"2019-02-19T14:02:11.123Z\"", "1550584931", "1550584931123"),
        't' => Number(50),
        'c' => Any("\"France\"", "\"France\"", "\"France\"", "\"Germany\"", "\"Spain\"", "\"FRANCE\""),
        _ => Number(field == 'o' ? 180 : 90),
    };

    private string Number(int most)
    {
        var decimals = Any(1, 2, 4, 6, 6, 6, 7, 8, 9, 12, 15, 15, 17);
        var fraction = string.Concat(Enumerable.Range(0, decimals).Select(_ => _random.Next(10)));
        return $"{(_random.Next(3) == 0 ? "-" : "")}{_random.Next(most)}.{fraction}";
    }

    private string Odd() => Any(
        "null", "true", "false", "\"\"", "\"48.5\"", "{\"a\":1}", "[1]", "0", "-0", "-0.0", "12", "1234567", "12345678",
        "123456789012345678901", "1e2", "-4.5E-1", "1E+300", "1e999", "0.1e1", "90.0", "90.000000000000001", "180.0",
        "100.0", "100.0000000000001", "-100.00000000000000000001", "999.9999999999", "1000.0", "99999999.5",
        "0.00000000050", "0.0000000015", "0.00000000149999999999", "0.000000000500000000", "12.3456789005",
        "0.1234567890123456789", "0.12345678901234567890123", "12.12345678", "12.123456789012345", "9007199254740993.0",
        "\"\\u0046rance\"", "\" France \"", "\"\u3000france\u00a0\"", "\"Françe\"", "\"\\ud800\"", "\"a\\\"b\"",
        "\"" + new string('é', _random.Next(40)) + "\"", "\"" + new string('x', _random.Next(200)) + "\"",
        "\"" + new string('y', 5000) + "\"", "17976931348623157.5", "1.7976931348623157");

    private byte[] Damage(byte[] document)
    {
        byte[][] pieces =
        [
            "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "\""u8.ToArray(), ":"u8.ToArray(),
            ","u8.ToArray(), "\\"u8.ToArray(), "\\ud800"u8.ToArray(), "\n"u8.ToArray(), " "u8.ToArray(),
            "0"u8.ToArray(), "-"u8.ToArray(), "."u8.ToArray(), "e"u8.ToArray(), "9"u8.ToArray(),
            "null"u8.ToArray(), [0], [0xFF], [0xC3], [0x1F], [0x7F], [0xE2, 0x82], [(byte)_random.Next(256)], [],
        ];
        for (var change = _random.Next(1, 4); change > 0; change--)
        {
            var at = _random.Next(document.Length + 1);
            var end = Math.Min(document.Length, at + Any(0, 0, 1, 1, 2, _random.Next(60)));
            document = [.. document.AsSpan(0, at), .. Any(pieces), .. document.AsSpan(end)];
        }
        return _random.Next(10) == 0 ? document[.._random.Next(document.Length + 1)] : document;
    }

    private string Hex(int digits) =>
        string.Concat(Enumerable.Range(0, digits).Select(_ => "0123456789abcdef"[_random.Next(16)]));

    private bool IsOdd() => _random.Next(100) < _oddness;

    private T Any<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
