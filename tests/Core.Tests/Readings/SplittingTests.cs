using System.Text;
using CsCheck;
using Isotherm.Core.Readings;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings;

public sealed class SplittingTests
{
    private const string Nasty = "\uFEFF \r\n[\n" + Good + ",\n"
        + """
        {"\u0069d":"\ud83d\ude00é€😀","timestamp":"\ud800 \"\\","x":{"lat":[1,{"lat":2}],"é":"€"},"lat":-0.5e-1 ,
          "lon" : 1E+2,"temperature":-12.34567890123456789e0,"country":"\u0009\u3000FR\u0061nce  "} , [ {"id":1 } ] ,
        null,true , "é" , -1.5e-7 ,{"country":"Spain","id":"\udfff"},{},{"id":"","country":"France","lat":1,"lon":2,
        "temperature":3,"temperature":4,"timestamp":12.50}
        """ + "\n,0]\r\n\t ";

    [Fact]
    public void A_nasty_document_reads_the_same_split_at_every_byte_and_in_pieces_of_every_size()
    {
        var bytes = Encoding.UTF8.GetBytes(Nasty);
        var (expected, whole) = Outcome(bytes, [bytes.Length]);
        Assert.Null(expected.Unreadable);
        Assert.Equal(11, expected.Read);
        Assert.Contains("1 -0.05 100 -12345678901 😀é€😀 \"\\ud800 \\\"\\\\\"", whole, StringComparison.Ordinal);
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal((expected, whole), Outcome(bytes, [cut, bytes.Length - cut]));
        for (var piece = 1; piece < bytes.Length; piece++)
        {
            var sink = new RecordingSink();
            Assert.Equal(expected, Read(bytes, sink, ReadingsForm.Array, piece));
            Assert.StartsWith(sink.Text + "\n", whole, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ReadingsForm.Array)]
    [InlineData(ReadingsForm.ArrayOrLines)]
    public void The_bounds_of_each_element_enclose_its_bytes_and_no_more(ReadingsForm form)
    {
        var lines = string.Join('\n', "\uFEFF", Good, " 1.5e3 ", "", "[[{}],1]\t", "null\r", "\"é\"");
        var bytes = Encoding.UTF8.GetBytes(form == ReadingsForm.Array ? Nasty : lines);
        var texts = new List<string>();
        var reader = new ReadingsReader(form, ReadingRules.Default, new RecordingSink(), (begin, end) =>
            texts.Add(Encoding.UTF8.GetString(bytes[(int)begin..(int)end])));
        reader.Feed(bytes);
        Assert.Null(reader.Complete().Unreadable);

        var expected = form == ReadingsForm.Array
            ? System.Text.Json.JsonDocument.Parse(Nasty[1..]).RootElement.EnumerateArray().Select(e => e.GetRawText())
            : [Good, "1.5e3", "[[{}],1]", "null", "\"é\""];
        Assert.Equal(expected, texts);
    }

    [Fact]
    public void Every_cut_off_document_is_unreadable_at_its_end()
    {
        var bytes = Encoding.UTF8.GetBytes(Nasty);
        var closed = Array.LastIndexOf(bytes, (byte)']');
        for (var length = 0; length <= closed; length++)
        {
            var result = Outcome(bytes[..length], [1, 3, length]).Result;
            Assert.NotNull(result.Unreadable);
            Assert.InRange(result.Unreadable.Offset, Math.Max(0, length - 3), length);
        }
    }

    /// <summary>Pieces of JSON, good and bad, put together at random, damaged at random, cut at random.</summary>
    [Fact]
    public void Any_bytes_in_any_split_give_the_same_calls_and_the_same_result()
    {
        string[] words =
        [
            "[", "]", "{", "}", ",", ":", "\"", "\n", " ", "\r\n", "1", "-", "0.5", "e9", "true", "nul", "\\",
            "\\ud800", "\\u0041", "é", "😀", "\uFEFF", "\"id\":\"a\"", "\"lat\":1", "\"country\":\"France\"", Good,
            Good + ",",
            "[" + Good, "{\"a\":[", "\"x\"", new string('[', 40), new string(' ', 600), "\"" + new string('y', 5000),
        ];
        var text = Gen.OneOf([.. words.Select(word => Gen.Const(word))]).Array[0, 30]
            .Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));
        var damaged = Gen.Select(text, Gen.Byte, Gen.Int[0, 400], Gen.Int[0, 3], (bytes, value, at, chance) =>
        {
            if (chance == 0 && at < bytes.Length) bytes[at] = value;
            return bytes;
        });
        var cases = Gen.Select(damaged, Gen.Int[1, 700].Array[1, 12], Gen.Bool);
        cases.Sample(
            (bytes, pieces, lines) =>
            {
                var form = lines ? ReadingsForm.ArrayOrLines : ReadingsForm.Array;
                Assert.Equal(Outcome(bytes, [bytes.Length], form), Outcome(bytes, pieces, form));
                Assert.Equal(Outcome(bytes, [bytes.Length], form), Outcome(bytes, [1], form));
            },
            iter: 3000);
    }

    [Fact]
    public void A_good_document_stays_good_behind_any_white_space()
    {
        var blank = Gen.OneOf(Gen.Const(" "), Gen.Const("\n"), Gen.Const("\t"), Gen.Const("\r\n")).Array[0, 6]
            .Select(string.Concat);
        Gen.Select(blank, blank, blank, blank).Sample(
            (a, b, c, d) =>
            {
                var sink = new RecordingSink();
                var spaced = Good.Replace(",", a + "," + b, StringComparison.Ordinal);
                var result = Read($"{a}[{b}{Good}{c},{d}{spaced}]{c}", sink);
                Assert.Null(result.Unreadable);
                Assert.Equal(sink.Lines[0][1..], sink.Lines[1][1..]);
            },
            iter: 200);
    }

    private static (ReadingsResult Result, string Calls) Outcome(
        byte[] bytes, int[] pieces, ReadingsForm form = ReadingsForm.Array)
    {
        var sink = new RecordingSink();
        var bounds = new List<(long, long)>();
        var reader = new ReadingsReader(form, ReadingRules.Default, sink, (begin, end) => bounds.Add((begin, end)));
        var rest = bytes.AsSpan();
        for (var i = 0; !rest.IsEmpty; i++)
        {
            var piece = Math.Min(rest.Length, pieces[i % pieces.Length]);
            if (!reader.Feed(rest[..piece])) break;
            rest = rest[piece..];
        }
        return (reader.Complete(), sink.Text + "\n" + string.Join(' ', bounds));
    }
}
