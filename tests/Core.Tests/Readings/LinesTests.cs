using System.Text;
using Isotherm.Core.Readings;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings;

public sealed class LinesTests
{
    [Theory]
    [InlineData("{}", 1)]
    [InlineData("{}\n", 1)]
    [InlineData("{}\r\n{}\r\n", 2)]
    [InlineData("\n \t\r\n{}\n\n  \n 5 \n\"x\"\ntrue\nnull\n[1,\"]\",{}]\n\n", 6)]
    [InlineData("\uFEFF{}\n{}", 2)]
    [InlineData("5", 1)]
    [InlineData("12.5e1", 1)]
    [InlineData("12\n34", 2)]
    [InlineData("{\"a\":\"x\\ny\"}\n{}", 2)]
    [InlineData("[{},{}]", 2)]
    [InlineData("\uFEFF\n [\n{}\n,\n{}\n]\n", 2)]
    [InlineData("[]", 0)]
    public void Lines_and_arrays_are_told_apart_by_their_first_character(string text, long read)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var piece = 1; piece <= bytes.Length + 1; piece++)
        {
            var result = Read(bytes, new RecordingSink(), ReadingsForm.ArrayOrLines, piece);
            Assert.Null(result.Unreadable);
            Assert.Equal(read, result.Read);
        }
    }

    [Theory]
    [InlineData("", 0, "The document is empty.")]
    [InlineData("\n\n", 2, "The document is empty.")]
    [InlineData("{", 1, "The document ends inside a JSON value.")]
    [InlineData("{}\n{\"a\":", 8, "The document ends inside a JSON value.")]
    [InlineData("{}\n\"abc", 7, "The document ends inside a JSON value.")]
    [InlineData("{}\ntru", 6, "The document ends inside a JSON value.")]
    [InlineData("1.", 2, "The document ends inside a JSON value.")]
    [InlineData("{\n}", 1, "The line ends inside a JSON value.")]
    [InlineData("{}\n{\"a\":\n1}", 8, "The line ends inside a JSON value.")]
    [InlineData("{\"a\"\n:1}", 4, "The line ends inside a JSON value.")]
    [InlineData("{\"a\":1,\n", 7, "The line ends inside a JSON value.")]
    [InlineData("{} {}", 3, "Something follows the JSON value on its line.")]
    [InlineData("{},\n{}", 2, "Something follows the JSON value on its line.")]
    [InlineData("{}\n{}x\n{}", 5, "Something follows the JSON value on its line.")]
    [InlineData("1 2", 2, "Something follows the JSON value on its line.")]
    [InlineData("{}\n\"a\nb\"", 5, "The document is not JSON: unexpected byte 0x0A.")]
    [InlineData("{}\ntru\n", 6, "The document is not JSON: unexpected byte 0x0A.")]
    [InlineData("{}\n\n  x", 6, "The document is not JSON: unexpected 'x'.")]
    [InlineData("<html>", 0, "The document is not JSON: unexpected '<'.")]
    [InlineData("{}\n[1]]", 6, "Something follows the JSON value on its line.")]
    [InlineData("[1]\n{}", 4, "Something follows the JSON array.")]
    [InlineData("{}\n\uFEFF{}", 3, "The document is not JSON: unexpected byte 0xEF.")]
    public void Each_line_is_exactly_one_value(string text, long offset, string reason)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var piece = 1; piece <= bytes.Length + 1; piece++)
        {
            var result = Read(bytes, new RecordingSink(), ReadingsForm.ArrayOrLines, piece);
            Assert.Equal(new UnreadableDocument(offset, reason), result.Unreadable);
        }
    }

    [Fact]
    public void Lines_give_the_same_readings_as_an_array()
    {
        string[] elements = [Good, Without("id"), "5", With("country", "\"Spain\""), "[1,2]", Good];
        var array = new RecordingSink();
        var lines = new RecordingSink();
        Read($"[{string.Join(',', elements)}]", array, ReadingsForm.ArrayOrLines);
        Read(string.Join('\n', elements), lines, ReadingsForm.ArrayOrLines);
        Assert.Equal(6, array.Lines.Count);
        Assert.Equal(array.Lines, lines.Lines);
    }

    [Fact]
    public void Depth_is_limited_in_a_line_too()
    {
        var good = "1\n{\"a\":" + new string('[', 63) + new string(']', 63) + "}";
        Assert.True(Read(good, new RecordingSink(), ReadingsForm.ArrayOrLines).IsComplete);
        var deep = "1\n{\"a\":" + new string('[', 64);
        Assert.Equal(7 + 63, Read(deep, new RecordingSink(), ReadingsForm.ArrayOrLines).Unreadable?.Offset);
    }
}
