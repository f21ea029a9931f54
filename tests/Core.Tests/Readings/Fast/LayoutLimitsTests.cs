using System.Text;
using Isotherm.Core.Readings;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings.Fast;

/// <summary>Records at the limits of what a layout can be, and values at the limits of what is found at once.</summary>
public sealed class LayoutLimitsTests
{
    /// <summary>A layout that no longer fits when its texts vary must not be used half planned.</summary>
    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void Records_of_many_texts_whose_lengths_come_to_vary(int fields)
    {
        foreach (var longest in (int[])[1, 62, 63, 64, 65, 70, 130])
        {
            string Record(Func<int, string> text) => "{" + string.Join(',', Enumerable.Range(0, fields).Select(
                i => $"\"{(i == fields - 1 ? new string('k', longest) : $"k{i}")}\":\"{text(i)}\""))
                + "," + Good[1..];
            var fits = Enumerable.Repeat(Record(_ => "x"), 20);
            var wider = Enumerable.Repeat(Record(_ => "yy"), 20);
            var mixed = Enumerable.Range(0, 60).Select(
                n => Record(i => new string('z', i % 7 == n % 7 ? 200 : 1)));
            AssertSame($"[{string.Join(',', [.. fits, .. wider, .. fits, .. mixed, .. wider])}]");
        }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public void Records_of_more_fixed_text_than_a_plan_holds(int texts)
    {
        var record = "{" + string.Concat(Enumerable.Range(0, texts).Select(
            i => $"\"k{i}\":\"{new string('t', 240)}\",")) + Good[1..];
        AssertSame($"[{string.Join(',', Enumerable.Repeat(record, 40))}]");
    }

    [Fact]
    public void Texts_about_the_widths_that_are_compared_at_once()
    {
        int[] lengths = [0, 1, 31, 32, 33, 62, 63, 64, 65, 127, 128, 129, 255, 256, 257, 4_095, 4_096, 4_097];
        foreach (var length in lengths)
        {
            var one = Good.Replace("\"t\"", $"\"{new string('t', length)}\"", StringComparison.Ordinal);
            var more = Good.Replace("\"t\"", $"\"{new string('t', length + 1)}\"", StringComparison.Ordinal);
            var records = Enumerable.Range(0, 90).Select(i => i % 11 == 10 ? more : one);
            AssertSame($"[{string.Join(',', records)}]");
        }
    }

    [Fact]
    public void Numbers_about_the_widths_that_are_compared_at_once()
    {
        foreach (var length in (int[])[29, 30, 31, 32, 33, 34, 62, 63, 64, 65, 300, 1_022, 1_023, 1_024, 1_025])
        {
            foreach (var number in (string[])
                ["4." + new string('8', length - 2), "-4." + new string('8', length - 3), new string('4', length)])
            {
                var odd = Good.Replace("48.5", number, StringComparison.Ordinal);
                var records = Enumerable.Range(0, 60).Select(i => i % 5 == 4 ? odd : Good);
                AssertSame($"[{string.Join(',', records)}]");
                AssertSame($"[{string.Join(',', Enumerable.Repeat(odd, 30))}]");
            }
        }
    }

    [Fact]
    public void Records_of_layouts_that_take_turns()
    {
        string[] layouts =
            [Good, Good[..^1] + ",\"a\":1}", Good[..^1] + ",\"b\":true}", Good[..^1] + ",\"c\":null}"];
        var records = Enumerable.Range(0, 300).Select(i => layouts[i * i / 3 % 4]);
        AssertSame($"[{string.Join(',', records)}]");
    }

    [Fact]
    public void Records_shorter_than_what_is_compared_at_once()
    {
        const string tiny = "{\"country\":\"x\"}";
        AssertSame($"[{string.Join(',', Enumerable.Repeat(tiny, 900))}]");
        AssertSame($"[{string.Join(',', Enumerable.Repeat("{}", 900))}]");
    }

    private static void AssertSame(string document)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        foreach (var pieces in (int[][])[[bytes.Length + 1], [9_000, bytes.Length + 1], [4_099]])
            Assert.Null(BothPaths.Difference(bytes, ReadingsForm.Array, pieces));
    }
}
