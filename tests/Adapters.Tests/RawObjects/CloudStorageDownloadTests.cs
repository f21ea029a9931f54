using System.IO.Compression;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>Downloads: checked at their end, resumed where they broke, of one generation.</summary>
public sealed class CloudStorageDownloadTests : CloudStorageFixture
{
    private static readonly byte[] Large = Bytes(300_000);

    [Fact]
    public async Task A_download_is_one_request_for_the_bytes_as_they_are_stored()
    {
        var kept = Storage.Objects.Put(Name, Large);

        await using var opened = await Bucket.OpenAsync(Name, null, Cancellation);

        Assert.Equal(new StoredObject(Name, kept.Generation, Large.Length, Crc32C.Of(Large)), opened!.Stored);
        AssertSame(Large, await ReadAsync(opened.Content));
        var request = Assert.Single(Storage.Log);
        Assert.Equal("gzip", request.Headers.AcceptEncoding);
        Assert.Contains("/o/raw%2Fv1%2F2019%2F", request.Target, StringComparison.Ordinal);
    }

    public static TheoryData<RudeStorageFault> Breaks
    {
        get
        {
            var breaks = new TheoryData<RudeStorageFault>();
            foreach (var at in (int[])[0, 1, 65_536, 299_999])
            {
                breaks.Add(RudeStorageFault.CutDownload(at));
                breaks.Add(RudeStorageFault.EndDownload(at));
            }

            return breaks;
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_download_that_breaks_is_resumed_of_the_same_generation(RudeStorageFault fault)
    {
        var kept = Storage.Objects.Put(Name, Large);
        Storage.Be(RudeStorageRequest.Media, fault, fault, RudeStorageFault.Status(503), RudeStorageFault.ResetBefore);

        AssertSame(Large, await DownloadAsync());

        Assert.InRange(Storage.Count(RudeStorageRequest.Media), 2, 5);
        Assert.All(Storage.Log.Where(request => request.Headers.Range.Count > 0), resumed =>
        {
            Assert.Contains($"generation={kept.Generation}", resumed.Target, StringComparison.Ordinal);
            Assert.Matches("^bytes=[0-9]+-$", resumed.Headers.Range.ToString());
        });
    }

    [Fact]
    public async Task A_download_that_stands_still_is_resumed()
    {
        Storage.Objects.Put(Name, Large);
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.StallDownload(100_000));

        await using var opened = await Bucket.OpenAsync(Name, null, Cancellation);
        var read = new byte[Large.Length];
        await opened!.Content.ReadExactlyAsync(read.AsMemory(0, 100_000), Cancellation);
        var rest = opened.Content.ReadExactlyAsync(read.AsMemory(100_000), Cancellation);
        Assert.False(rest.IsCompleted);
        Clock.Advance(Options.StallTimeout);

        await rest;
        AssertSame(Large, read);
    }

    [Fact]
    public async Task A_download_that_breaks_at_every_byte_comes_to_its_end()
    {
        var small = Bytes(30);
        Storage.Objects.Put(Name, small);
        for (var i = 0; i < 29; i++) Storage.Be(RudeStorageRequest.Media, RudeStorageFault.EndDownload(1));

        AssertSame(small, await DownloadAsync());
        Assert.Equal(30, Storage.Count(RudeStorageRequest.Media));
    }

    [Fact]
    public async Task A_service_that_ignores_the_range_sends_what_is_known_already()
    {
        Storage.Objects.Put(Name, Large);
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.EndDownload(100_000), RudeStorageFault.IgnoreRange);

        AssertSame(Large, await DownloadAsync());
    }

    [Fact]
    public async Task Bytes_that_changed_on_the_way_are_never_handed_out_whole()
    {
        Storage.Objects.Put(Name, Large);
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.CorruptBytes);
        await using var opened = await Bucket.OpenAsync(Name, null, Cancellation);
        var read = new MemoryStream();

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => opened!.Content.CopyToAsync(read, Cancellation));

        Assert.InRange(read.Length, 0, Large.Length - 1);
        Assert.Contains(Crc32C.Of(Large), failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TransientException>(
            () => opened!.Content.ReadAsync(new byte[1], Cancellation).AsTask());
    }

    [Fact]
    public async Task A_reader_of_exactly_all_bytes_is_told_of_a_wrong_checksum()
    {
        Storage.Objects.Put(Name, "1234"u8);
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.WrongChecksum);
        await using var opened = await Bucket.OpenAsync(Name, null, Cancellation);

        await Assert.ThrowsAsync<TransientException>(
            () => opened!.Content.ReadExactlyAsync(new byte[4], Cancellation).AsTask());
    }

    [Fact]
    public async Task An_empty_object_is_checked_too()
    {
        Storage.Objects.Put(Name, []);
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.None, RudeStorageFault.WrongChecksum);

        Assert.Empty(await DownloadAsync());
        await Assert.ThrowsAsync<TransientException>(DownloadAsync);
    }

    [Fact]
    public async Task Another_generation_than_was_asked_for_is_refused()
    {
        var kept = Storage.Objects.Put(Name, Large);
        Storage.Be(
            RudeStorageRequest.Media,
            RudeStorageFault.WrongGeneration,
            RudeStorageFault.EndDownload(9),
            RudeStorageFault.WrongGeneration);

        await Assert.ThrowsAsync<TransientException>(() => Bucket.OpenAsync(Name, kept.Generation, Cancellation));
        await Assert.ThrowsAsync<TransientException>(DownloadAsync);
    }

    [Fact]
    public async Task What_is_deleted_while_it_is_read_is_an_error()
    {
        Storage.Objects.Put(Name, Large);
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.EndDownload(9));
        await using var opened = await Bucket.OpenAsync(Name, null, Cancellation);
        Storage.Objects.Delete(Name);

        var failure = await Assert.ThrowsAsync<TransientException>(() => ReadAsync(opened!.Content));
        Assert.Contains("deleted while it was read", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stored_compressed_is_read_as_it_is_stored()
    {
        var compressed = Gzip(Large);
        var kept = Storage.Objects.Put(Name, compressed, contentEncoding: "gzip");
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.CutDownload(1000));

        AssertSame(compressed, await DownloadAsync());
        Assert.Equal(kept.Crc32C, (await Bucket.FindAsync(Name, Cancellation))!.Crc32C);
    }

    [Fact]
    public async Task What_was_decompressed_on_the_way_is_refused()
    {
        Storage.Objects.Put(Name, Gzip(Large), contentEncoding: "gzip");
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.Decompress);

        var failure = await Assert.ThrowsAsync<TransientException>(DownloadAsync);
        Assert.Contains("decompressed on the way", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_without_the_headers_is_asked_for_the_metadata_and_that_generation()
    {
        var kept = Storage.Objects.Put(Name, Large);
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.Taciturn, RudeStorageFault.Taciturn);

        AssertSame(Large, await DownloadAsync());
        Assert.EndsWith($"generation={kept.Generation}", Storage.Log[^1].Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RudeStorageRequest.Metadata)]
    [InlineData(RudeStorageRequest.Media)]
    public async Task What_is_deleted_between_metadata_and_bytes_is_nothing(RudeStorageRequest request)
    {
        Storage.Objects.Put(Name, Large);
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.Taciturn);
        Storage.Be(request, RudeStorageFault.Status(404));

        Assert.Null(await Bucket.OpenAsync(Name, null, Cancellation));
    }

    [Theory]
    [InlineData(0, 5, "01234")]
    [InlineData(7, 100, "789")]
    [InlineData(9, 1, "9")]
    [InlineData(10, 5, "")]
    public async Task A_range_is_read_as_far_as_the_object_goes(long offset, int length, string expected)
    {
        var kept = Storage.Objects.Put(Name, "0123456789"u8);
        Storage.Be(
            RudeStorageRequest.Media,
            RudeStorageFault.Status(503),
            RudeStorageFault.ResetBefore,
            RudeStorageFault.None,
            RudeStorageFault.IgnoreRange);

        foreach (var generation in (long?[])[null, kept.Generation])
        {
            var read = await Bucket.ReadRangeAsync(Name, generation, offset, length, Cancellation);
            Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(read!));
        }

        Assert.Null(await Bucket.ReadRangeAsync(Name, 1, offset, length, Cancellation));
    }

    [Fact]
    public async Task A_range_that_is_cut_is_read_again()
    {
        Storage.Objects.Put(Name, Large);
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.CutDownload(500), RudeStorageFault.EndDownload(500));

        AssertSame(Large[1000..51_000], (await Bucket.ReadRangeAsync(Name, null, 1000, 50_000, Cancellation))!);
    }

    [Fact]
    public async Task A_closed_download_is_read_no_more_and_a_cancelled_one_stops()
    {
        Storage.Objects.Put(Name, Large);
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.None, RudeStorageFault.StallDownload(0));
        var opened = await Bucket.OpenAsync(Name, null, Cancellation);
        await opened!.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ReadAsync(opened.Content));

        await using var stalled = await Bucket.OpenAsync(Name, null, Cancellation);
        using var given = new CancellationTokenSource();
        var reading = stalled!.Content.ReadAsync(new byte[1], given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
    }

    [Fact]
    public async Task A_download_goes_one_way_and_only_asynchronously()
    {
        Storage.Objects.Put(Name, "12"u8);
        await using var opened = await Bucket.OpenAsync(Name, null, Cancellation);
        var content = opened!.Content;

        Assert.True(content is { CanRead: true, CanSeek: false, CanWrite: false, Position: 0 });
        Assert.Equal(0, await content.ReadAsync(Memory<byte>.Empty, Cancellation));
        Assert.Equal(1, await content.ReadAsync(new byte[3].AsMemory(1, 1), Cancellation));
        Assert.Equal(1, content.Position);
        await content.FlushAsync(Cancellation);
        Assert.Throws<NotSupportedException>(() => content.ReadByte());
        Assert.Throws<NotSupportedException>(() => content.Length);
        Assert.Throws<NotSupportedException>(() => content.Position = 0);
        Assert.Throws<NotSupportedException>(() => content.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => content.SetLength(0));
        Assert.Throws<NotSupportedException>(() => content.WriteByte(0));
    }

    private async Task<byte[]> DownloadAsync()
    {
        await using var opened = await Bucket.OpenAsync(Name, null, Cancellation);
        return await ReadAsync(opened!.Content);
    }

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        using var read = new MemoryStream();
        await content.CopyToAsync(read, Cancellation);
        return read.ToArray();
    }

    private static void AssertSame(byte[] expected, byte[] read) =>
        Assert.True(expected.AsSpan().SequenceEqual(read), "The bytes differ.");

    private static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return compressed.ToArray();
    }
}
