using System.IO.Compression;
using System.Text;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.Readings;

public sealed class ReadingsDocumentTests
{
    private const string Text = $"[{ReadingsText.Good},1,{{}}]";

    /// <summary>Nothing, as gzip packs it; GZipStream writes nothing at all.</summary>
    private const string EmptyMember = "1F8B080000000000000303000000000000000000";

    private static readonly byte[] Plain = Encoding.UTF8.GetBytes(Text);

    [Fact]
    public async Task Plain_and_gzip_give_the_same()
    {
        var plain = new RecordingBatches();
        var result = await ReadAsync(Plain, plain);
        Assert.Equal(new ReadingsResult(3, null), result);
        var gzip = new RecordingBatches();
        Assert.Equal(result, await ReadAsync(Gzip(Plain), gzip));
        Assert.Equal(plain.Lines, gzip.Lines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Members_of_gzip_follow_each_other_however_the_bytes_come(int chunk)
    {
        byte[] members = [.. Gzip(Plain[..5]), .. Gzip([]), .. Gzip(Plain[5..40]), .. Gzip(Plain[40..]), .. Gzip([])];
        var sink = new RecordingBatches();
        Assert.Equal(new ReadingsResult(3, null), await ReadAsync(members, sink, chunk: chunk));
        Assert.Equal(3, sink.Lines.Count);
    }

    [Fact]
    public async Task A_member_may_end_at_any_edge_of_a_chunk()
    {
        byte[] members = [.. Gzip(Plain[..5]), .. Gzip(Plain[5..])];
        for (var chunk = 1; chunk <= members.Length; chunk++)
            Assert.Equal(new ReadingsResult(3, null), await ReadAsync(members, new RecordingBatches(), chunk: chunk));
    }

    [Fact]
    public async Task Gzip_cut_anywhere_is_unreadable()
    {
        byte[] members = [.. Gzip(Plain[..60]), .. Gzip(Plain[60..])];
        for (var length = 2; length < members.Length; length++)
        {
            foreach (var chunk in new[] { 1, 5, 1000 })
            {
                var result = await ReadAsync(members[..length], new RecordingBatches(), chunk: chunk);
                Assert.NotNull(result.Unreadable);
                Assert.InRange(result.Unreadable.Offset, 0, Plain.Length);
            }
        }
        // The document is whole, its check sum is not there.
        var gzip = Gzip(Plain);
        for (var missing = 1; missing <= 8; missing++)
            Assert.Equal(
                new UnreadableDocument(Plain.Length, "The gzip data ends too early."),
                (await ReadAsync(gzip[..^missing], new RecordingBatches())).Unreadable);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("000000000000")]
    [InlineData("0A")]
    [InlineData("5B5D")]
    [InlineData("1F")]
    [InlineData("1F8B")]
    [InlineData("1F8B08")]
    [InlineData("1F2030")]
    [InlineData("8B1F")]
    public async Task What_follows_gzip_and_is_no_gzip_makes_it_unreadable(string hex)
    {
        byte[] bytes = [.. Gzip(Plain), .. Convert.FromHexString(hex)];
        for (var chunk = 1; chunk <= bytes.Length; chunk++)
        {
            var sink = new RecordingBatches();
            var result = await ReadAsync(bytes, sink, chunk: chunk);
            Assert.Equal(Plain.Length, result.Unreadable?.Offset);
            Assert.Contains("gzip", result.Unreadable!.Reason, StringComparison.Ordinal);
            Assert.Equal(3, sink.Lines.Count);
        }
    }

    [Fact]
    public async Task Gzip_after_something_else_that_follows_is_not_read()
    {
        byte[] garbage = [1, 2, 3];
        byte[] bytes = [.. Gzip(Plain[..5]), .. garbage, .. Gzip(Plain[5..])];
        for (var chunk = 1; chunk <= bytes.Length; chunk++)
        {
            var result = await ReadAsync(bytes, new RecordingBatches(), chunk: chunk);
            Assert.Equal(new UnreadableDocument(5, "Something follows the gzip data."), result.Unreadable);
        }
    }

    [Fact]
    public async Task Damaged_gzip_is_unreadable_whichever_bit_is_wrong()
    {
        var good = Gzip(Plain);
        var harmless = 0;
        for (var bit = 10 * 8; bit < good.Length * 8; bit++)
        {
            var bytes = good.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var result = await ReadAsync(bytes, new RecordingBatches());
            if (result.IsComplete) harmless++;
        }
        // Deflate fills its last byte with bits that say nothing; every other bit is covered.
        Assert.InRange(harmless, 0, 7);
        var checkSum = good.ToArray();
        checkSum[^5] ^= 1;
        var damaged = await ReadAsync(checkSum, new RecordingBatches());
        Assert.Equal("The gzip data is damaged.", damaged.Unreadable?.Reason);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("1F", 0)]
    [InlineData("1F8B", 0)]
    [InlineData("5B", 1)]
    [InlineData("5B5D", null)]
    [InlineData("1F8C5B5D", 0)]
    public async Task Very_short_documents_are_read_too(string hex, int? offset)
    {
        var result = await ReadAsync(Convert.FromHexString(hex), new RecordingBatches(), chunk: 1);
        Assert.Equal(offset, (int?)result.Unreadable?.Offset);
    }

    [Fact]
    public async Task Gzip_in_gzip_and_empty_gzip_are_unreadable()
    {
        Assert.Equal(0, (await ReadAsync(Gzip(Gzip(Plain)), new RecordingBatches())).Unreadable?.Offset);
        Assert.Equal("The document is empty.", (await ReadAsync(Gzip([]), new RecordingBatches())).Unreadable?.Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_limit_holds_after_decompression_and_is_included(bool gzip)
    {
        var bytes = gzip ? Gzip(Plain) : Plain;
        Assert.True((await ReadAsync(bytes, new RecordingBatches(), maxBytes: Plain.Length)).IsComplete);
        var sink = new RecordingBatches();
        var result = await ReadAsync(bytes, sink, maxBytes: Plain.Length - 1);
        Assert.Equal(Plain.Length - 1, result.Unreadable?.Offset);
        Assert.Contains($"longer than {Plain.Length - 1} bytes", result.Unreadable!.Reason, StringComparison.Ordinal);
        Assert.Equal(3, sink.Lines.Count);
        Assert.Equal(0, (await ReadAsync(bytes, new RecordingBatches(), maxBytes: 0)).Unreadable?.Offset);
    }

    [Fact]
    public async Task A_fault_before_the_limit_is_the_fault()
    {
        var result = await ReadAsync("[x                ]"u8.ToArray(), new RecordingBatches(), maxBytes: 5);
        Assert.Equal(1, result.Unreadable?.Offset);
    }

    [Fact]
    public async Task A_gzip_bomb_is_left_at_the_limit()
    {
        var blank = new byte[1024 * 1024];
        Array.Fill(blank, (byte)' ');
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("["u8);
            for (var i = 0; i < 64; i++) gzip.Write([.. "1,"u8, .. blank]);
        }
        var stream = new ChunkStream(packed.ToArray(), 1000);
        var result = await ReadingsDocument.ReadAsync(
            stream, ReadingsForm.Array, ReadingRules.Default, new RecordingBatches(), 3_000_000, 1,
            TestContext.Current.CancellationToken);
        Assert.Equal(3_000_000, result.Unreadable?.Offset);
        Assert.InRange(stream.Position, 0, stream.Length / 10);
    }

    [Fact]
    public async Task Reading_stops_at_the_first_fault()
    {
        var stream = new ChunkStream([.. "[x"u8, .. new byte[1_000_000]], 1000);
        var result = await ReadingsDocument.ReadAsync(
            stream, ReadingsForm.Array, ReadingRules.Default, new RecordingBatches(), long.MaxValue, 1,
            TestContext.Current.CancellationToken);
        Assert.Equal(1, result.Unreadable?.Offset);
        Assert.InRange(stream.Position, 0, 5000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_stream_throws_passes_through(bool gzip)
    {
        foreach (var failure in new Exception[] { new IOException("reset"), new InvalidDataException("its own") })
        {
            var stream = new ChunkStream((gzip ? Gzip(Plain) : Plain)[..20], 7) { Failure = failure };
            var thrown = await Assert.ThrowsAnyAsync<Exception>(() => ReadingsDocument.ReadAsync(
                stream, ReadingsForm.Array, ReadingRules.Default, new RecordingBatches(), 1000, 1,
                TestContext.Current.CancellationToken));
            Assert.Same(failure, thrown);
        }
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public async Task Reading_can_be_cancelled_midway(bool gzip, int threads)
    {
        using var cancellation = new CancellationTokenSource();
        var stream = new ChunkStream(gzip ? Gzip(Plain) : Plain, 7) { OnRead = cancellation.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadingsDocument.ReadAsync(
            stream, ReadingsForm.Array, ReadingRules.Default, new RecordingBatches(), 1000, threads,
            cancellation.Token));
    }

    [Fact]
    public async Task A_negative_limit_is_a_mistake_of_the_caller() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ReadAsync([], new RecordingBatches(), maxBytes: -1));

    [Fact]
    public async Task The_stream_stays_open()
    {
        var stream = new MemoryStream(Gzip(Plain));
        await ReadingsDocument.ReadAsync(
            stream, ReadingsForm.Array, ReadingRules.Default, new RecordingBatches(), 1000, 1,
            TestContext.Current.CancellationToken);
        Assert.True(stream.CanRead);
    }

    private static Task<ReadingsResult> ReadAsync(
        byte[] bytes, RecordingBatches sink, long maxBytes = long.MaxValue, int chunk = 100_000) =>
        ReadingsDocument.ReadAsync(
            new ChunkStream(bytes, chunk), ReadingsForm.Array, ReadingRules.Default, sink, maxBytes, 1,
            TestContext.Current.CancellationToken);

    private static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return content.Length > 0 ? packed.ToArray() : Convert.FromHexString(EmptyMember);
    }
}
