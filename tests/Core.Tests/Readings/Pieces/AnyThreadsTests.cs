using System.Collections.Concurrent;
using System.Text;
using Isotherm.Core.Readings;
using Isotherm.Core.Readings.Pieces;
using Isotherm.Core.Tests.Readings.Fast;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings.Pieces;

/// <summary>
/// Any number of threads gives every reading and reject at its position, and the end or fault at its offset, that the
/// general reader gives alone.
/// </summary>
public sealed class AnyThreadsTests
{
    private static readonly int[] Threads = [1, 2, 3, 8];

    private static readonly string Records = string.Join(',', Enumerable.Repeat(Good, 40));

    /// <summary>What looks like records where there are none, and every kind of end.</summary>
    public static TheoryData<string> Hostile => new(
        $"[{Records}]",
        $"[{Records},{{\"x\":[{Records}],{Good[1..]},{Records}]",
        $"[{Records},[{Records},{Records}],{Records}]",
        $"[{Records},[{Records},{Records}",
        $"[{Records},[[{Records}]],5,null,{Records}",
        $"[{Records},\"{Records.Replace("\"", "\\\"", StringComparison.Ordinal)}\",{Records}]",
        $"[{Records},\"{Records}\",{Records}]",
        $"[{Records},{With("x", $"\"{Records.Replace("\"", "\\\"", StringComparison.Ordinal)}\"")},{Records}]",
        $"[{Records},{Records.Replace("\"id\"", "\"ID\":1,\"id\"", StringComparison.Ordinal)},{Records}]",
        $"[{Records},{Records.Replace(",", " , ", StringComparison.Ordinal)}]",
        $"[{Records}]{Records}",
        $"[{Records}],{Records}]",
        $"[{Records}],[{Records}]",
        $"[{Records},{Records[1..]},{Records}]",
        $"[{Records},,{Records}]",
        $"[{Records} {Records}]",
        $"[{Records},{new string('[', 70)}{Records}]",
        $"[{Records},{new string(' ', 9000)},{Records}]",
        $"[{Records},{new string(' ', 9000)}{Records}]",
        $"[{Records}{new string('\n', 9000)},{Records}]",
        $"{Records}",
        $"[{Records.Replace("},{", "}\n,\n{", StringComparison.Ordinal)}x{Records}]",
        Lines(Records),
        Lines(Records) + "\n\n" + Lines(Records) + "\n",
        Lines(Records) + "," + Lines(Records),
        Lines(Records) + "\n[" + Lines(Records) + "\n]\n" + Lines(Records),
        Lines(Records) + "\n[" + Records + "]\n" + Lines(Records),
        Lines(Records) + "\n{\"x\":[" + Records + "]}\r\n" + Lines(Records) + " 7");

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_only_looks_like_records_changes_nothing_for_any_number_of_threads(string text)
    {
        var document = Encoding.UTF8.GetBytes(text);
        for (var chunk = 50; chunk < 3000; chunk += 171)
            Assert.Null(await DifferenceAsync(document, ReadingsForm.ArrayOrLines, chunk, Threads));
    }

    [Fact]
    public async Task A_byte_that_is_no_UTF8_counts_where_it_stands()
    {
        var good = Encoding.UTF8.GetBytes($"[{Records},{With("id", "\"é😀\"")},{Records}]");
        for (var at = 1; at < good.Length; at += 37)
        {
            var document = good.ToArray();
            document[at] = 0xFF;
            Assert.Null(await DifferenceAsync(document, ReadingsForm.Array, 400, [1, 2, 3]));
            Assert.Null(await DifferenceAsync(document[..at], ReadingsForm.Array, 400, [2]));
        }
    }

    [Fact]
    public async Task Every_document_gives_the_same_calls_and_the_same_end_for_any_number_of_threads()
    {
        var faults = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, 3000, TestContext.Current.CancellationToken, async (seed, _) =>
        {
            var (document, isLines) = RecordDocuments.Of(seed);
            var form = isLines || seed % 7 == 0 ? ReadingsForm.ArrayOrLines : ReadingsForm.Array;
            if (await DifferenceAsync(document, form, 1 + (seed % 997), Threads) is { } difference)
                faults.Add($"document {seed}: {difference}");
        });
        Assert.True(faults.IsEmpty, $"{faults.Count} differ; {string.Join('\n', faults.Order().Take(3))}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task A_fault_before_a_failure_of_the_stream_comes_first(int threads)
    {
        var failure = new IOException("reset");
        var good = new ChunkStream(Encoding.UTF8.GetBytes($"[{Records},{Records}"), 300) { Failure = failure };
        var thrown = await Assert.ThrowsAsync<IOException>(
            () => ReadAsync(good, ReadingsForm.Array, new RecordingBatches(), threads));
        Assert.Same(failure, thrown);

        var text = $"[{Records},x{Records}";
        var bad = new ChunkStream(Encoding.UTF8.GetBytes(text), 300) { Failure = failure };
        var result = await ReadAsync(bad, ReadingsForm.Array, new RecordingBatches(), threads);
        Assert.Equal(text.IndexOf('x', StringComparison.Ordinal), result.Unreadable?.Offset);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task What_a_batch_throws_passes_through_and_leaves_nobody_waiting(int threads)
    {
        var document = new ChunkStream(Encoding.UTF8.GetBytes($"[{Records},{Records},{Records}]"), 300);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ReadAsync(document, ReadingsForm.Array, new RefusingBatches(), threads));
        Assert.Equal("no more", thrown.Message);
    }

    private static async Task<string?> DifferenceAsync(
        byte[] document, ReadingsForm form, int chunk, int[] threads)
    {
        var alone = new RecordingSink();
        var end = BothPaths.Feed(
            ReadingsReader.General(form, ReadingRules.Default, alone), document, [document.Length + 1]);
        foreach (var count in threads)
        {
            var batches = new RecordingBatches();
            var result = await ReadAsync(new ChunkStream(document, chunk), form, batches, count);
            if (result != end) return $"{count} threads end with {result}, one with {end}";
            var lines = batches.Lines;
            if (lines.SequenceEqual(alone.Lines)) continue;
            var (one, many) = alone.Lines.Zip(lines).FirstOrDefault(pair => pair.First != pair.Second);
            return $"{count} threads give {lines.Count} calls, one {alone.Lines.Count}; first other: {many}, {one}";
        }

        return null;
    }

    private static Task<ReadingsResult> ReadAsync<TBatch>(
        Stream document, ReadingsForm form, IReadingBatches<TBatch> batches, int threads)
        where TBatch : class, IReadingBatch => ReadingsDocument.ReadAsync(
            document,
            form,
            ReadingRules.Default,
            batches,
            long.MaxValue,
            threads,
            new PieceBytes(DocumentSource.LeastRoom + 400, DocumentSource.LeastRoom + 700),
            TestContext.Current.CancellationToken);

    private static string Lines(string records) => records.Replace("},{", "}\n{", StringComparison.Ordinal);

    /// <summary>Takes a few readings, then throws.</summary>
    private sealed class RefusingBatches : IReadingBatches<RecordingBatches.Batch>
    {
        private int _left = 3;

        public RecordingBatches.Batch Create() => new();

        public void Take(RecordingBatches.Batch batch, long first)
        {
            if (Interlocked.Decrement(ref _left) < 0) throw new InvalidOperationException("no more");
            batch.Clear();
        }
    }
}
