using System.Text;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>What every bucket promises, whatever keeps its objects.</summary>
public abstract partial class BucketContract
{
    private const string Name = "raw/v1/2019/02/19/14/run/attempt/part-00000.json";

    protected static readonly DateTimeOffset Start = new(2019, 2, 19, 14, 0, 3, 141, 592, TimeSpan.Zero);

    protected FakeTimeProvider Clock { get; } = new(Start);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The bucket; every call may open it anew, as another process would.</summary>
    protected abstract IBucket Bucket { get; }

    [Fact]
    public async Task A_created_object_is_read_back_with_its_size_checksum_and_generation()
    {
        var written = (await Bucket.CreateAsync(Name, "123456789"u8.ToArray(), Cancellation)).Written;

        Assert.Equal(new StoredObject(Name, 1550584803141592, 9, "4waSgw=="), written);
        Assert.Equal(written, await Bucket.FindAsync(Name, Cancellation));
        var (stored, bytes) = (await Bucket.ReadAsync(Name, Cancellation)).GetValueOrDefault();
        Assert.Equal(written, stored);
        Assert.Equal("123456789"u8, bytes);
    }

    [Fact]
    public async Task What_is_written_in_pieces_is_one_object()
    {
        await using (var writer = await Bucket.CreateAsync(Name, Cancellation))
        {
            foreach (var piece in (string[])["12", "", "3456", "789"])
                await writer.WriteAsync(Encoding.UTF8.GetBytes(piece), Cancellation);
            Assert.Equal("4waSgw==", (await writer.CommitAsync(Cancellation)).Written!.Crc32C);
        }

        Assert.Equal("123456789", await TextAsync(Name));
    }

    [Fact]
    public async Task An_object_may_be_empty()
    {
        var written = (await Bucket.CreateAsync("empty", default, Cancellation)).Written;

        Assert.Equal((0, "AAAAAA=="), (written!.Size, written.Crc32C));
        Assert.Equal("", await TextAsync("empty"));
    }

    [Fact]
    public async Task A_large_object_is_read_back_to_the_byte()
    {
        var bytes = new byte[3_000_001];
        new Random(1).NextBytes(bytes);
        await Bucket.CreateAsync(Name, bytes, Cancellation);

        await using var opened = await Bucket.OpenAsync(Name, null, Cancellation);
        using var read = new MemoryStream();
        await opened!.Content.CopyToAsync(read, Cancellation);

        Assert.Equal(bytes, read.ToArray());
    }

    [Fact]
    public async Task Nothing_is_visible_before_the_commit()
    {
        await using var writer = await Bucket.CreateAsync(Name, Cancellation);
        await writer.WriteAsync("half"u8.ToArray(), Cancellation);

        Assert.Null(await Bucket.FindAsync(Name, Cancellation));
        Assert.Null(await Bucket.OpenAsync(Name, null, Cancellation));
        Assert.Empty(await ListAsync(""));
    }

    [Fact]
    public async Task A_writer_that_is_given_up_leaves_no_trace()
    {
        await using (var writer = await Bucket.CreateAsync(Name, Cancellation))
            await writer.WriteAsync("half"u8.ToArray(), Cancellation);

        Assert.Empty(await ListAsync(""));
        Assert.False((await Bucket.CreateAsync(Name, "whole"u8.ToArray(), Cancellation)).PreconditionFailed);
        Assert.Equal("whole", await TextAsync(Name));
    }

    [Fact]
    public async Task A_second_creation_fails_its_precondition_and_changes_nothing()
    {
        var first = await Bucket.CreateAsync(Name, "first"u8.ToArray(), Cancellation);

        var second = await Bucket.CreateAsync(Name, "second"u8.ToArray(), Cancellation);

        Assert.True(second.PreconditionFailed);
        Assert.Equal("first", await TextAsync(Name));
        Assert.Equal(first.Written, await Bucket.FindAsync(Name, Cancellation));
    }

    [Fact]
    public async Task Of_writers_that_began_together_the_first_to_commit_wins()
    {
        await using var early = await Bucket.CreateAsync(Name, Cancellation);
        await using var late = await Bucket.CreateAsync(Name, Cancellation);
        await early.WriteAsync("early"u8.ToArray(), Cancellation);
        await late.WriteAsync("late"u8.ToArray(), Cancellation);

        Assert.False((await late.CommitAsync(Cancellation)).PreconditionFailed);
        Assert.True((await early.CommitAsync(Cancellation)).PreconditionFailed);
        Assert.Equal("late", await TextAsync(Name));
    }

    [Fact]
    public async Task A_replacement_needs_the_live_generation()
    {
        var first = (await Bucket.ReplaceAsync(Name, "1"u8.ToArray(), 0, Cancellation)).Written!;
        Assert.True((await Bucket.ReplaceAsync(Name, "no"u8.ToArray(), 0, Cancellation)).PreconditionFailed);

        var second = (await Bucket.ReplaceAsync(Name, "22"u8.ToArray(), first.Generation, Cancellation)).Written!;
        var stale = await Bucket.ReplaceAsync(Name, "no"u8.ToArray(), first.Generation, Cancellation);
        var unknown = await Bucket.ReplaceAsync("other", "no"u8.ToArray(), first.Generation, Cancellation);

        Assert.True(stale.PreconditionFailed);
        Assert.True(unknown.PreconditionFailed);
        Assert.Equal("22", await TextAsync(Name));
        Assert.Equal(second, await Bucket.FindAsync(Name, Cancellation));
    }

    [Fact]
    public async Task A_generation_is_greater_than_any_before_whatever_the_clock_does()
    {
        var generations = new List<long> { 0 };
        foreach (var step in (int[])[0, 0, 5, -3600, 1, 0])
        {
            if (step >= 0) Clock.Advance(TimeSpan.FromSeconds(step));
            else Clock.AdjustTime(Clock.GetUtcNow().AddSeconds(step));
            var written = await Bucket.ReplaceAsync(Name, "same"u8.ToArray(), generations[^1], Cancellation);
            generations.Add(written.Written!.Generation);
        }

        Assert.Equal(generations.Order().Distinct(), generations);
    }

    [Fact]
    public async Task Only_the_live_generation_can_be_opened()
    {
        var first = (await Bucket.ReplaceAsync(Name, "1"u8.ToArray(), 0, Cancellation)).Written!;
        var second = (await Bucket.ReplaceAsync(Name, "2"u8.ToArray(), first.Generation, Cancellation)).Written!;

        Assert.Null(await Bucket.OpenAsync(Name, first.Generation, Cancellation));
        Assert.Null(await Bucket.OpenAsync(Name, second.Generation + 1, Cancellation));
        await using var live = await Bucket.OpenAsync(Name, second.Generation, Cancellation);
        Assert.Equal(second, live!.Stored);
    }

    [Fact]
    public async Task An_open_object_stays_what_it_is_while_it_is_replaced()
    {
        var first = (await Bucket.CreateAsync(Name, "first"u8.ToArray(), Cancellation)).Written!;
        await using var opened = await Bucket.OpenAsync(Name, null, Cancellation);
        await Bucket.ReplaceAsync(Name, "the second"u8.ToArray(), first.Generation, Cancellation);

        using var reader = new StreamReader(opened!.Content);
        Assert.Equal("first", await reader.ReadToEndAsync(Cancellation));
        Assert.Equal(first, opened.Stored);
    }

    [Fact]
    public async Task A_name_without_an_object_is_nothing()
    {
        await Bucket.CreateAsync(Name, default, Cancellation);

        foreach (var name in (string[])["raw", "raw/v1", Name + "/below", Name + "x", "nothing", "a/b/c"])
        {
            Assert.Null(await Bucket.FindAsync(name, Cancellation));
            Assert.Null(await Bucket.OpenAsync(name, null, Cancellation));
            Assert.Null(await Bucket.OpenAsync(name, 1, Cancellation));
            Assert.Null(await Bucket.ReadAsync(name, Cancellation));
        }
    }

    [Fact]
    public async Task A_writer_is_committed_once()
    {
        await using var writer = await Bucket.CreateAsync(Name, Cancellation);
        await writer.CommitAsync(Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.CommitAsync(Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await writer.WriteAsync("late"u8.ToArray(), Cancellation));
        Assert.Equal("", await TextAsync(Name));
    }

    [Fact]
    public async Task A_writer_that_was_given_up_commits_no_more()
    {
        var writer = await Bucket.CreateAsync(Name, Cancellation);
        await writer.DisposeAsync();
        await writer.DisposeAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.CommitAsync(Cancellation));
    }

    [Fact]
    public async Task Bytes_of_a_write_that_was_cancelled_are_never_committed()
    {
        await using var writer = await Bucket.CreateAsync(Name, Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await writer.WriteAsync("x"u8.ToArray(), new CancellationToken(canceled: true)));

        await Assert.ThrowsAsync<TransientException>(() => writer.CommitAsync(Cancellation));
        await Assert.ThrowsAsync<TransientException>(
            async () => await writer.WriteAsync("x"u8.ToArray(), Cancellation));
        Assert.Null(await Bucket.FindAsync(Name, Cancellation));
    }

    [Fact]
    public async Task What_is_cancelled_before_it_begins_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bucket.CreateAsync(Name, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bucket.ReplaceAsync(Name, default, 0, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bucket.FindAsync(Name, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bucket.OpenAsync(Name, null, cancelled));
        Assert.Empty(await ListAsync(""));

        await Bucket.CreateAsync(Name, default, Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Bucket.ListAsync("", cancelled)) continue;
        });
    }

    [Fact]
    public async Task A_negative_generation_is_a_defect_of_the_caller()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Bucket.ReplaceAsync(Name, default, -1, Cancellation));
    }

    protected async Task<List<string>> ListAsync(string prefix)
    {
        var names = new List<string>();
        await foreach (var stored in Bucket.ListAsync(prefix, Cancellation)) names.Add(stored.Name);
        return names;
    }

    protected async Task<string> TextAsync(string name)
    {
        var read = await Bucket.ReadAsync(name, Cancellation);
        Assert.NotNull(read);
        return Encoding.UTF8.GetString(read.Value.Bytes);
    }
}
