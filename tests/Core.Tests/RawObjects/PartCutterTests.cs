using System.Text;
using System.Text.Json;
using CsCheck;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.RawObjects;

public sealed class PartCutterTests
{
    [Theory]
    [InlineData("[1,2,3]")]
    [InlineData("\uFEFF \r\n[ 1 ,\t2 , 3 ] \n")]
    [InlineData("[]")]
    [InlineData(" [ ] ")]
    public void An_answer_that_fits_one_part_is_that_part_not_a_byte_changed(string answer)
    {
        var bytes = Encoding.UTF8.GetByteCount(answer);

        Assert.Equal([answer], Cut(answer, new PartLimits(bytes, 3)));
        Assert.Equal([answer], Cut(answer, PartLimits.Default));
    }

    [Theory]
    [InlineData(3, "[11 , 2]|[33]")]
    [InlineData(2, "[11 , 2]|[33]")]
    [InlineData(1, "[11]|[2]|[33]")]
    public void A_part_takes_no_more_readings_than_it_may(int readings, string parts) =>
        Assert.Equal(parts.Split('|'), Cut("[11 , 2,33]", new PartLimits(readings == 3 ? 9 : 100, readings)));

    [Theory]
    [InlineData("[1,2,3]    ", 7, "[1,2,3]")]
    [InlineData("[1,2,3]    ", 8, "[1,2,3]")]
    [InlineData("[1,2,3  ]", 8, "[1,2,3]")]
    [InlineData("[1,2,3]", 6, "[1,2]|[3]")]
    [InlineData("      [1,2,3]", 7, "[1,2,3]")]
    [InlineData("\uFEFF  [1,2,3]", 7, "[1,2,3]")]
    [InlineData("  [1,2,3]", 6, "  [1]|[2,3]")]
    [InlineData("[    ]", 5, "[]")]
    [InlineData("[    ]", 2, "[]")]
    [InlineData("[1,    2]", 6, "[1]|[2]")]
    [InlineData("[{\"a\":[1,{}]} ,\"]\"]", 15, "[{\"a\":[1,{}]}]|[\"]\"]")]
    public void Parts_are_closed_and_opened_by_brackets_and_lose_only_what_stood_between(
        string answer, int bytes, string parts) =>
        Assert.Equal(parts.Split('|'), Cut(answer, new PartLimits(bytes, 10)));

    [Theory]
    [InlineData("[1,2222,3]", 5, 3)]
    [InlineData("[ 2222]", 5, 2)]
    [InlineData("[1, {} , {\"a\":1},{}]", 8, 9)]
    public void A_reading_that_no_part_can_hold_is_told_and_everything_is_still_given_out(
        string answer, int bytes, int begin)
    {
        foreach (var piece in Enumerable.Range(1, answer.Length))
        {
            var (parts, cutter) = Run(Encoding.UTF8.GetBytes(answer), new PartLimits(bytes, 10), [piece]);

            Assert.Equal(begin, cutter.TooLong);
            Assert.EndsWith(answer[begin..], string.Concat(parts), StringComparison.Ordinal);
            Assert.All(parts, part => Assert.InRange(part.Length, 1, bytes));
        }
    }

    [Fact]
    public void A_reading_that_never_ends_is_refused_before_it_fills_the_memory()
    {
        var cutter = new PartCutter(new PartLimits(1024, 10));
        var reader = new ReadingsReader(
            ReadingsForm.Array, ReadingRules.Default, new IgnoringSink(), cutter.Take);
        var open = Encoding.UTF8.GetBytes("[7,{" + string.Concat(Enumerable.Repeat("\"a\":1,", 8_000)));
        var more = open.AsSpan(4);
        var fed = 0L;
        cutter.Append(open);
        reader.Feed(open);
        while (cutter.TooLong is null && fed < 100_000_000)
        {
            cutter.Append(more);
            fed += more.Length;
            Assert.True(reader.Feed(more));
            cutter.Pieces();
        }

        Assert.Equal(2, cutter.TooLong);
        Assert.InRange(fed, 1024, (2 * ReadingsReader.MaxTokenBytes) + 100_000);
    }

    [Theory]
    [InlineData("[1,2,3 oops and more", 6, "[1,2]|[3 oop|s and |more")]
    [InlineData("oops and more", 9, "oops and |more")]
    [InlineData("[1,2,3", 7, "[1,2,3")]
    public void What_is_no_document_is_given_out_to_its_last_byte(string answer, int bytes, string parts) =>
        Assert.Equal(
            parts.Split('|'),
            Run(Encoding.UTF8.GetBytes(answer), new PartLimits(bytes, 10), [1], isGood: false).Parts);

    /// <summary>Against another JSON reader, which knows nothing of streams.</summary>
    [Fact]
    public void Any_answer_in_any_split_gives_the_same_parts_which_hold_the_received_readings()
    {
        string[] elements = ["1", "-2.50", "null", "{}", "[]", "\"],[\"", "{\"id\":\"é😀\\u0041\",\"a\":[{}]}"];
        string[] blanks = ["", "", "", " ", "\r\n", "\t  "];
        var element = Gen.Select(Any(elements), Any(blanks), Any(blanks));
        Gen.Select(element.Array[0, 30], Gen.Int[40, 90], Gen.Int[1, 9], Gen.Int[1, 40].Array[1, 8], Gen.Bool).Sample(
            (read, bytes, readings, pieces, mark) =>
            {
                var inside = string.Join(',', read.Select(e => e.Item2 + e.Item1 + e.Item3));
                var answer = (mark ? "\uFEFF [" : "[") + inside + "] ";
                var encoded = Encoding.UTF8.GetBytes(answer);
                var limits = new PartLimits(bytes, readings);

                var (parts, cutter) = Run(encoded, limits, pieces);

                Assert.Equal(Run(encoded, limits, [encoded.Length]).Parts, parts);
                Assert.Equal(Run(encoded, limits, [1]).Parts, parts);
                Assert.Equal(read.Select(e => e.Item1), parts.SelectMany(Elements));
                Assert.Equal(parts.Select(part => (long)Elements(part).Count()), cutter.Readings);
                Assert.All(parts, part => Assert.True(Encoding.UTF8.GetByteCount(part) <= bytes));
                Assert.All(cutter.Readings, count => Assert.True(count <= readings));
                if (encoded.Length <= bytes && read.Length <= readings) Assert.Equal([answer], parts);
            },
            iter: 2000);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public void Limits_that_hold_no_array_are_refused(int bytes, int readings) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PartCutter(new PartLimits(bytes, readings)));

    private static Gen<string> Any(string[] texts) => Gen.OneOf([.. texts.Select(text => Gen.Const(text))]);

    private static string[] Cut(string answer, PartLimits limits)
    {
        var bytes = Encoding.UTF8.GetBytes(answer);
        var whole = Run(bytes, limits, [bytes.Length]).Parts;
        Assert.Equal(whole, Run(bytes, limits, [1]).Parts);
        return whole;
    }

    private static (string[] Parts, PartCutter Cutter) Run(
        byte[] answer, PartLimits limits, int[] pieces, bool isGood = true)
    {
        var cutter = new PartCutter(limits);
        var reader = new ReadingsReader(
            ReadingsForm.Array, ReadingRules.Default, new IgnoringSink(), cutter.Take);
        var parts = new List<MemoryStream>();
        var isReadable = true;
        var at = 0;
        for (var i = 0; at < answer.Length; i++)
        {
            var next = answer.AsSpan(at, Math.Min(pieces[i % pieces.Length], answer.Length - at));
            at += next.Length;
            cutter.Append(next);
            isReadable = isReadable && reader.Feed(next);
            if (!isReadable) cutter.GiveUp();
            Write(parts, cutter.Pieces());
        }

        Assert.Equal(isGood, reader.Complete().IsComplete);
        if (!isGood) cutter.GiveUp();
        Write(parts, cutter.Complete());
        return ([.. parts.Select(part => Encoding.UTF8.GetString(part.ToArray()))], cutter);
    }

    private static void Write(List<MemoryStream> parts, IReadOnlyList<PartPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.Part == parts.Count) parts.Add(new MemoryStream());
            Assert.Equal(parts.Count - 1, piece.Part);
            Assert.False(piece.Bytes.IsEmpty, "A piece is empty.");
            parts[^1].Write(piece.Bytes.Span);
        }
    }

    private static IEnumerable<string> Elements(string part)
    {
        using var document = JsonDocument.Parse(part.TrimStart('\uFEFF'));
        return [.. document.RootElement.EnumerateArray().Select(element => element.GetRawText())];
    }

    private sealed class IgnoringSink : IReadingSink
    {
        public void Usable(scoped in Reading reading)
        {
        }

        public void Reject(RejectedReading rejected)
        {
        }
    }
}
