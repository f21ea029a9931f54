using System.Text;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>What a bucket promises to many at once.</summary>
public abstract partial class BucketContract
{
    [Fact]
    public async Task Of_many_racing_creators_exactly_one_wins()
    {
        var buckets = Enumerable.Range(0, 32).Select(_ => Bucket).ToArray();

        var results = await Task.WhenAll(buckets.Select((bucket, i) => Task.Run(
            () => bucket.CreateAsync(Name, Encoding.UTF8.GetBytes($"creator {i}"), Cancellation), Cancellation)));

        var winner = Assert.Single(Enumerable.Range(0, 32), i => !results[i].PreconditionFailed);
        Assert.Equal($"creator {winner}", await TextAsync(Name));
        Assert.Equal(results[winner].Written, await Bucket.FindAsync(Name, Cancellation));
    }

    [Fact]
    public async Task Of_many_racing_replacements_of_one_generation_exactly_one_wins()
    {
        var live = (await Bucket.CreateAsync(Name, default, Cancellation)).Written!.Generation;
        for (var round = 0; round < 5; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Bucket).Select((bucket, i) => Task.Run(
                () => bucket.ReplaceAsync(Name, Encoding.UTF8.GetBytes($"{i}"), live, Cancellation), Cancellation)));
            live = Assert.Single(results, result => !result.PreconditionFailed).Written!.Generation;
        }
    }

    [Fact]
    public async Task A_reader_sees_one_whole_object_while_writers_replace_it()
    {
        var live = (await Bucket.CreateAsync(Name, "0"u8.ToArray(), Cancellation)).Written!;
        var writing = Task.Run(
            async () =>
            {
                for (var i = 1; i <= 100; i++)
                {
                    var next = Encoding.UTF8.GetBytes(new string((char)('0' + (i % 10)), i));
                    live = (await Bucket.ReplaceAsync(Name, next, live.Generation, Cancellation)).Written!;
                }
            },
            Cancellation);

        long seen = 0;
        while (!writing.IsCompleted)
        {
            var (stored, bytes) = (await Bucket.ReadAsync(Name, Cancellation)).GetValueOrDefault();
            Assert.Single(bytes.Distinct());
            Assert.InRange(stored.Generation, seen, long.MaxValue);
            seen = stored.Generation;
        }

        await writing;
        Assert.Equal(live, await Bucket.FindAsync(Name, Cancellation));
    }
}
