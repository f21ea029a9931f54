using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

public sealed class InMemoryBucketTests : BucketContract
{
    private readonly InMemoryBucket _bucket;

    public InMemoryBucketTests() => _bucket = new InMemoryBucket(Clock);

    protected override IBucket Bucket => _bucket;

    [Fact]
    public async Task A_commit_struck_before_its_effect_leaves_nothing()
    {
        _bucket.Faults.StrikeAt(3, FaultMoment.Before);

        await Assert.ThrowsAsync<TransientException>(() => Bucket.CreateAsync("a", "1"u8.ToArray(), Cancellation));

        Assert.Null(await Bucket.FindAsync("a", Cancellation));
        Assert.Equal(["create a", "write a", "commit a!", "find a"], _bucket.Faults.Log);
    }

    [Fact]
    public async Task A_commit_struck_after_its_effect_is_there_all_the_same()
    {
        _bucket.Faults.StrikeNext("commit", FaultMoment.After);

        await Assert.ThrowsAsync<TransientException>(() => Bucket.CreateAsync("a", "1"u8.ToArray(), Cancellation));

        Assert.Equal("1", await TextAsync("a"));
    }

    [Fact]
    public async Task A_fault_for_good_lasts_until_it_is_cleared()
    {
        _bucket.Faults.StrikeAt(2, FaultMoment.Before, forGood: true);
        Assert.Null(await Bucket.FindAsync("a", Cancellation));
        await Assert.ThrowsAsync<TransientException>(() => Bucket.FindAsync("a", Cancellation));
        await Assert.ThrowsAsync<TransientException>(() => Bucket.FindAsync("a", Cancellation));

        _bucket.Faults.Clear();

        Assert.Null(await Bucket.FindAsync("a", Cancellation));
        Assert.Equal(4, _bucket.Faults.Operations);
    }

    [Fact]
    public async Task A_read_can_break_off()
    {
        await Bucket.CreateAsync("a", "1"u8.ToArray(), Cancellation);
        _bucket.Faults.StrikeNext("read", FaultMoment.Before, forGood: true);

        await Assert.ThrowsAsync<TransientException>(() => Bucket.ReadAsync("a", Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bytes_that_changed_are_noticed(bool truncated)
    {
        await Bucket.CreateAsync("a", "123456789"u8.ToArray(), Cancellation);
        if (truncated) _bucket.Truncate("a");
        else _bucket.Corrupt("a");

        await Assert.ThrowsAsync<TransientException>(() => Bucket.ReadAsync("a", Cancellation));
    }

    [Fact]
    public async Task A_name_that_was_deleted_gets_a_greater_generation()
    {
        var first = (await Bucket.CreateAsync("a", default, Cancellation)).Written!;
        _bucket.Delete("a");
        Assert.Null(await Bucket.FindAsync("a", Cancellation));

        var second = (await Bucket.CreateAsync("a", default, Cancellation)).Written!;

        Assert.True(second.Generation > first.Generation);
    }
}
