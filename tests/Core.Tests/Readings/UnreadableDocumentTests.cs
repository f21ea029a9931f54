using System.Text;
using Isotherm.Core.Readings;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings;

public sealed class UnreadableDocumentTests
{
    [Theory]
    [InlineData("", 0, "The document is empty.")]
    [InlineData(" \r\n\t", 4, "The document is empty.")]
    [InlineData("{}", 0, "The document is not a JSON array.")]
    [InlineData("<html>", 0, "The document is not a JSON array.")]
    [InlineData("  null", 2, "The document is not a JSON array.")]
    [InlineData("[", 1, "The document ends before its JSON array does.")]
    [InlineData("[1", 2, "The document ends before its JSON array does.")]
    [InlineData("[1,", 3, "The document ends before its JSON array does.")]
    [InlineData("[1, \n", 5, "The document ends before its JSON array does.")]
    [InlineData("[{\"a\":\"b", 8, "The document ends before its JSON array does.")]
    [InlineData("[{\"a\"", 5, "The document ends before its JSON array does.")]
    [InlineData("[tru", 4, "The document ends before its JSON array does.")]
    [InlineData("[-", 2, "The document ends before its JSON array does.")]
    [InlineData("[\"\\u12", 6, "The document ends before its JSON array does.")]
    [InlineData("[1,]", 3, "The document is not JSON: unexpected ']'.")]
    [InlineData("[,1]", 1, "The document is not JSON: unexpected ','.")]
    [InlineData("[1 2]", 3, "The document is not JSON: unexpected '2'.")]
    [InlineData("[1}", 2, "The document is not JSON: unexpected '}'.")]
    [InlineData("[trux]", 4, "The document is not JSON: unexpected 'x'.")]
    [InlineData("[NaN]", 1, "The document is not JSON: unexpected 'N'.")]
    [InlineData("[+1]", 1, "The document is not JSON: unexpected '+'.")]
    [InlineData("[01]", 2, "The document is not JSON: unexpected '1'.")]
    [InlineData("[1.]", 3, "The document is not JSON: unexpected ']'.")]
    [InlineData("[1e]", 3, "The document is not JSON: unexpected ']'.")]
    [InlineData("[-]", 2, "The document is not JSON: unexpected ']'.")]
    [InlineData("[.5]", 1, "The document is not JSON: unexpected '.'.")]
    [InlineData("['a']", 1, "The document is not JSON: unexpected '''.")]
    [InlineData("[/**/]", 1, "The document is not JSON: unexpected '/'.")]
    [InlineData("[{1:2}]", 2, "The document is not JSON: unexpected '1'.")]
    [InlineData("[{\"a\" 1}]", 6, "The document is not JSON: unexpected '1'.")]
    [InlineData("[{\"a\":1,}]", 8, "The document is not JSON: unexpected '}'.")]
    [InlineData("[{\"a\"\n\r\n\n ;", 10, "The document is not JSON: unexpected ';'.")]
    [InlineData("\n [\n{}\n,\n\n  !", 12, "The document is not JSON: unexpected '!'.")]
    [InlineData("[\"a\nb\"]", 3, "The document is not JSON: unexpected byte 0x0A.")]
    [InlineData("[\"\0\"]", 2, "The document is not JSON: unexpected byte 0x00.")]
    [InlineData("[\"\\q\"]", 3, "The document is not JSON: unexpected 'q'.")]
    [InlineData("[\"\\ud80\"]", 7, "The document is not JSON: unexpected '\"'.")]
    [InlineData("[é]", 1, "The document is not JSON: unexpected byte 0xC3.")]
    [InlineData("[\u00a01]", 1, "The document is not JSON: unexpected byte 0xC2.")]
    [InlineData("[1,\uFEFF2]", 3, "The document is not JSON: unexpected byte 0xEF.")]
    [InlineData("[]]", 2, "Something follows the JSON array.")]
    [InlineData("[] \n []", 5, "Something follows the JSON array.")]
    [InlineData("[1]x", 3, "Something follows the JSON array.")]
    [InlineData("[1]\0", 3, "Something follows the JSON array.")]
    [InlineData("\uFEFF", 3, "The document is empty.")]
    [InlineData("\uFEFF[", 4, "The document ends before its JSON array does.")]
    [InlineData("\uFEFF\uFEFF[]", 3, "The document is not a JSON array.")]
    [InlineData("\uFEFF[x]", 4, "The document is not JSON: unexpected 'x'.")]
    public void A_bad_document_is_one_fault_with_its_offset_however_it_is_cut(string text, long offset, string reason)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var piece = 1; piece <= bytes.Length + 1; piece++)
        {
            var result = Read(bytes, new RecordingSink(), ReadingsForm.Array, piece);
            Assert.Equal(new UnreadableDocument(offset, reason), result.Unreadable);
            Assert.False(result.IsComplete);
        }
    }

    [Theory]
    [InlineData("5B22C3285D", 2)] // a lead byte without its continuation
    [InlineData("5B22E282285D", 2)]
    [InlineData("5B22F09F98285D", 2)]
    [InlineData("5B2280225D", 2)] // a continuation without its lead byte
    [InlineData("5B22C080225D", 2)] // overlong
    [InlineData("5B22E08080225D", 2)]
    [InlineData("5B22EDA080225D", 2)] // a surrogate
    [InlineData("5B22F4908080225D", 2)] // above U+10FFFF
    [InlineData("5B22F5808080225D", 2)]
    [InlineData("5B22FF225D", 2)]
    [InlineData("5B22C3A9E282ACF09F9880FE225D", 11)]
    [InlineData("5B7B22C322", 3)]
    [InlineData("5BC3", 1)] // cut at the end
    [InlineData("5B22E282", 2)]
    [InlineData("5B22F09F98", 2)]
    [InlineData("FFFE5B005D00", 0)] // UTF-16
    [InlineData("EFBB", 0)]
    [InlineData("EFBB5B5D", 0)]
    [InlineData("5B5DC3", 2)]
    public void Bytes_that_are_not_UTF_8_are_found_wherever_they_stand_and_however_they_are_cut(string hex, long offset)
    {
        var bytes = Convert.FromHexString(hex);
        for (var piece = 1; piece <= bytes.Length + 1; piece++)
        {
            var result = Read(bytes, new RecordingSink(), ReadingsForm.Array, piece);
            Assert.Equal(offset, result.Unreadable?.Offset);
            Assert.Contains("UTF-8", result.Unreadable!.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_earlier_fault_of_JSON_comes_before_a_later_one_of_UTF_8()
    {
        byte[] bytes = [(byte)'[', (byte)'x', 0xFF];
        Assert.Equal(1, Read(bytes, new RecordingSink(), ReadingsForm.Array, 3).Unreadable?.Offset);
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, 64L)]
    [InlineData(100_000, 64L)]
    public void Depth_is_limited_to_64_with_the_array(int depth, long? offset)
    {
        var text = new string('[', depth) + new string(']', depth);
        for (var piece = 1; piece < 130; piece += 7)
        {
            var result = Read(Encoding.UTF8.GetBytes(text), new RecordingSink(), ReadingsForm.Array, piece);
            Assert.Equal(offset, result.Unreadable?.Offset);
        }
    }

    [Fact]
    public void Depth_counts_objects_too()
    {
        var members = string.Concat(Enumerable.Repeat("{\"a\":", 63));
        Assert.True(Read("[" + members + "1" + new string('}', 63) + "]", new RecordingSink()).IsComplete);
        var result = Read("[" + members + "{", new RecordingSink());
        Assert.Equal(new UnreadableDocument(1 + members.Length, UnreadableReasons.TooDeep), result.Unreadable);
        Assert.Contains("64", UnreadableReasons.TooDeep, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_before_the_fault_are_handed_over_and_counted()
    {
        var sink = new RecordingSink();
        var result = Read($"[{Good},1,x", sink);
        Assert.Equal(2, result.Read);
        Assert.Equal(["0 48.5 2.25 20500000000 a \"t\"", "1 not_an_object"], sink.Lines);
    }

    [Fact]
    public void Feeding_goes_on_being_refused_after_a_fault_and_completing_twice_gives_the_same()
    {
        var reader = new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, new RecordingSink());
        Assert.True(reader.Feed("[1"u8));
        Assert.False(reader.Feed("x"u8));
        Assert.False(reader.Feed("]"u8));
        var result = reader.Complete();
        Assert.Equal(2, result.Unreadable?.Offset);
        Assert.Equal(result, reader.Complete());
        Assert.Equal(result, reader.GiveUp("Too late."));
        Assert.Throws<InvalidOperationException>(() => reader.Feed("]"u8));
    }

    [Fact]
    public void Giving_up_makes_the_document_unreadable_after_the_bytes_fed()
    {
        var sink = new RecordingSink();
        var reader = new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, sink);
        reader.Feed([.. "[1,\""u8, 0xE2]);
        var result = reader.GiveUp("The line was cut.");
        Assert.Equal(new UnreadableDocument(5, "The line was cut."), result.Unreadable);
        Assert.Equal("The line was cut. (at byte 5)", result.Unreadable!.ToString());
        Assert.Equal(1, result.Read);
        Assert.Equal(result, reader.Complete());
    }

    [Fact]
    public void An_exception_of_the_sink_passes_through()
    {
        var reader = new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, new FailingSink());
        Assert.Throws<System.Text.Json.JsonException>(() => reader.Feed("[1]"u8));
    }

    private sealed class FailingSink : IReadingSink
    {
        public void Usable(scoped in Reading reading) => throw new NotSupportedException();

        public void Reject(RejectedReading rejected) => throw new System.Text.Json.JsonException("The sink's own.");
    }
}
