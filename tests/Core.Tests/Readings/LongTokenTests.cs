using Isotherm.Core.Readings;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings;

public sealed class LongTokenTests
{
    private const int Limit = ReadingsReader.MaxTokenBytes;

    private static readonly int[] Pieces = [int.MaxValue, Limit, (64 * 1024) - 1, 1000];

    [Fact]
    public void A_token_of_16_MiB_is_read_and_a_longer_one_is_not()
    {
        foreach (var piece in Pieces)
        {
            Assert.True(Read(Token(Limit), new RecordingSink(), ReadingsForm.Array, piece).IsComplete);
            var result = Read(Token(Limit + 1), new RecordingSink(), ReadingsForm.Array, piece);
            Assert.Equal(new UnreadableDocument(1, UnreadableReasons.TooLong), result.Unreadable);
        }
    }

    [Fact]
    public void White_space_before_a_token_counts_as_the_token()
    {
        foreach (var piece in Pieces)
        {
            Assert.Null(Fault(Blank(Limit - 1, "[", "]"), piece));
            Assert.Equal(1, Fault(Blank(Limit, "[", "]"), piece));
            Assert.Equal(0, Fault(Blank(Limit, "", "[]"), piece));
            Assert.Equal(2, Fault(Blank(Limit + 1, "[]", ""), piece));
            Assert.Equal(4, Fault(Blank(Limit + 1, "[\"a\"", "!"), piece));
        }
    }

    [Fact]
    public void A_fault_too_far_inside_a_token_is_the_length_of_the_token()
    {
        var document = Token(Limit + 10);
        document[Limit + 5] = 0xFF;
        foreach (var piece in Pieces)
        {
            var result = Read(document, new RecordingSink(), ReadingsForm.Array, piece);
            Assert.Equal(new UnreadableDocument(1, UnreadableReasons.TooLong), result.Unreadable);
        }
        document[Limit - 5] = 0xFF;
        foreach (var piece in Pieces) Assert.Equal(Limit - 5, Fault(document, piece));
    }

    [Fact]
    public void A_long_token_in_tiny_pieces_takes_linear_work()
    {
        // 4 million pieces: quadratic work would take hours and be seen.
        var result = Read(Token(4_000_000), new RecordingSink(), ReadingsForm.Array, 1);
        Assert.True(result.IsComplete);
        Assert.Equal(1, result.Read);
    }

    [Fact]
    public void After_a_token_that_is_too_long_no_more_is_kept()
    {
        var reader = new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, new RecordingSink());
        var filler = new byte[1024 * 1024];
        Array.Fill(filler, (byte)'x');
        reader.Feed("[\""u8);
        var fed = 0;
        while (reader.Feed(filler)) fed++;
        Assert.InRange(fed, 15, 17);
    }

    private static long? Fault(byte[] document, int piece) =>
        Read(document, new RecordingSink(), ReadingsForm.Array, piece).Unreadable?.Offset;

    private static byte[] Token(int length)
    {
        var document = new byte[length + 2];
        Array.Fill(document, (byte)'x');
        document[0] = (byte)'[';
        document[1] = document[^2] = (byte)'"';
        document[^1] = (byte)']';
        return document;
    }

    private static byte[] Blank(int length, string before, string after)
    {
        var blank = new byte[length];
        Array.Fill(blank, (byte)' ');
        return [.. before.Select(c => (byte)c), .. blank, .. after.Select(c => (byte)c)];
    }
}
