using Isotherm.Core.Tables;

namespace Isotherm.Core.Tests.Tables;

public sealed class LedgerTextTests
{
    [Theory]
    [InlineData("", 5, "")]
    [InlineData("abc", 5, "abc")]
    [InlineData("abcdef", 5, "abcde")]
    [InlineData("a\r\n\tb\0", 9, "a   b ")]
    [InlineData("abcd\ud83d\ude00", 5, "abcd")]
    [InlineData("abc\ud83d\ude00", 5, "abc\ud83d\ude00")]
    public void Text_becomes_one_line_that_fits(string text, int max, string fitted) =>
        Assert.Equal(fitted, LedgerText.Fit(text, max));

    [Fact]
    public void Half_of_a_character_is_replaced()
    {
        Assert.Equal("a\ufffd", LedgerText.Fit("a\ud83d", 5));
        Assert.Equal("\ufffda", LedgerText.Fit("\ude00a", 5));
    }
}
