using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>What every bucket promises of deleting, and of when an object was created.</summary>
public abstract partial class BucketContract
{
    [Fact]
    public async Task Exactly_the_given_generation_is_deleted()
    {
        var first = (await Bucket.ReplaceAsync(Name, "1"u8.ToArray(), 0, Cancellation)).Written!;
        var second = (await Bucket.ReplaceAsync(Name, "2"u8.ToArray(), first.Generation, Cancellation)).Written!;
        await Bucket.CreateAsync("other", "o"u8.ToArray(), Cancellation);

        Assert.False(await Bucket.DeleteAsync(Name, first.Generation, Cancellation));
        Assert.Equal("2", await TextAsync(Name));
        Assert.True(await Bucket.DeleteAsync(Name, second.Generation, Cancellation));

        Assert.Null(await Bucket.FindAsync(Name, Cancellation));
        Assert.Null(await Bucket.OpenAsync(Name, null, Cancellation));
        Assert.Equal(["other"], await ListAsync(""));
        Assert.False(await Bucket.DeleteAsync(Name, second.Generation, Cancellation));
        Assert.False(await Bucket.DeleteAsync("never/there", 1, Cancellation));
    }

    [Fact]
    public async Task An_object_after_a_deleted_one_has_a_greater_generation()
    {
        var first = (await Bucket.CreateAsync(Name, "1"u8.ToArray(), Cancellation)).Written!;
        await Bucket.DeleteAsync(Name, first.Generation, Cancellation);
        Clock.AutoAdvanceAmount = TimeSpan.Zero;

        var second = (await Bucket.CreateAsync(Name, "1"u8.ToArray(), Cancellation)).Written!;

        Assert.True(second.Generation > first.Generation);
        Assert.False(await Bucket.DeleteAsync(Name, first.Generation, Cancellation));
        Assert.Equal(second, await Bucket.FindAsync(Name, Cancellation));
    }

    [Fact]
    public async Task When_a_generation_was_created_is_known_while_it_lives()
    {
        var first = (await Bucket.CreateAsync(Name, "1"u8.ToArray(), Cancellation)).Written!;

        var created = await Bucket.FindCreationAsync(Name, first.Generation, Cancellation);

        Assert.InRange(created!.Value, Start.AddMilliseconds(-1), Start.AddMilliseconds(1));
        Assert.Null(await Bucket.FindCreationAsync(Name, first.Generation + 1, Cancellation));
        Assert.Null(await Bucket.FindCreationAsync("never/there", 1, Cancellation));
    }
}
