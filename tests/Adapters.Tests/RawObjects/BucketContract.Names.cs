using System.Text;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>Which names a bucket takes, and in which order it lists them.</summary>
public abstract partial class BucketContract
{
    [Fact]
    public async Task Names_are_listed_in_ordinal_order()
    {
        string[] names = ["B", "a+b", "a-b", "a.b", "a/a", "a/b/c", "a/b-c", "a/b.c", "a0", "ab", "b", "ä", "日"];
        foreach (var name in names.Reverse()) await Bucket.CreateAsync(name, default, Cancellation);

        Assert.Equal(names.Order(StringComparer.Ordinal), await ListAsync(""));
        Assert.Equal(["a/a", "a/b-c", "a/b.c", "a/b/c"], await ListAsync("a/"));
        Assert.Equal(["a/b-c", "a/b.c", "a/b/c"], await ListAsync("a/b"));
        Assert.Equal(["a/b/c"], await ListAsync("a/b/"));
        Assert.Equal(["a/b/c"], await ListAsync("a/b/c"));
        Assert.Empty(await ListAsync("a/b/c/"));
        Assert.Empty(await ListAsync("c"));
        Assert.Empty(await ListAsync("no/such/folder"));
    }

    [Fact]
    public async Task A_listed_object_is_the_object_that_is_found()
    {
        await Bucket.CreateAsync("x/1", "one"u8.ToArray(), Cancellation);
        await Bucket.CreateAsync("x/2", "two"u8.ToArray(), Cancellation);

        await foreach (var stored in Bucket.ListAsync("x", Cancellation))
            Assert.Equal(await Bucket.FindAsync(stored.Name, Cancellation), stored);
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task A_name_that_could_lead_elsewhere_is_refused(string name)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Bucket.CreateAsync(name, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Bucket.ReplaceAsync(name, default, 0, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Bucket.FindAsync(name, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Bucket.OpenAsync(name, null, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ListAsync(name + "/"));
    }

    public static TheoryData<string> HostileNames =>
    [
        "", ".", "..", "/", "a/", "/a", "a//b", "../a", "a/../b", "a/..", "./a", "a/./b", ".hidden", "a/.hidden",
        "/etc/passwd", "C:\\x", "C:/x", "\\\\host\\x", "a\\b", "a\\..\\b", "a\0b", "a\nb", "a\rb", "a\u007fb", "a:b",
        "a*", "a?", "a\"", "a<b", "a>b", "a|b", "a.", "a ", "a./b", "a /b", "CON", "nul", "a/aux.json", "com1", "LPT9.x",
        "con .txt", "COM¹", "conin$", "\ud800", "a\udc00b", ".isotherm/locks/00", ".isotherm", "~/../x/..",
        new string('a', 201), new string('é', 101), string.Join('/', Enumerable.Repeat("abcdefg", 129)),
        string.Join('/', Enumerable.Repeat("ééé", 150)),
    ];

    [Theory]
    [InlineData("a")]
    [InlineData("~")]
    [InlineData("-rf")]
    [InlineData("a b/c d")]
    [InlineData("console/auxiliary/com10/nulls")]
    [InlineData("a..b/c...d")]
    [InlineData("Île-de-France/日本/😀.json")]
    [InlineData("$(id)/`id`/%2e%2e/${HOME}/;&'!#")]
    public async Task A_harmless_name_is_kept_to_the_letter(string name)
    {
        await Bucket.CreateAsync(name, "x"u8.ToArray(), Cancellation);

        Assert.Equal("x", await TextAsync(name));
        Assert.Equal([name], await ListAsync(""));
    }

    [Fact]
    public async Task A_name_may_be_as_long_as_in_the_cloud()
    {
        var name = string.Join('/', Enumerable.Repeat(new string('a', 127), 8))[..^1] + "é";

        Assert.Equal(ObjectNames.MaxBytes, Encoding.UTF8.GetByteCount(name));
        await Bucket.CreateAsync(name, "x"u8.ToArray(), Cancellation);
        Assert.Equal("x", await TextAsync(name));
    }
}
