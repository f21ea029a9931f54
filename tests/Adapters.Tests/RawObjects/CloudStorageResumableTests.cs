using Isotherm.Core.RawObjects;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>Resumable uploads: chunks of 512 KiB here, so that 1.3 MB takes three of them.</summary>
public sealed class CloudStorageResumableTests : CloudStorageFixture
{
    private static readonly byte[] Large = Bytes(1_300_000);

    [Fact]
    public async Task Large_content_goes_in_chunks_of_whole_quanta_with_its_checksum_at_the_end()
    {
        var written = (await WriteAsync(Large)).Written;

        AssertKept(written);
        Assert.Equal(
            ["bytes 0-524287/*", "bytes 524288-1048575/*", "bytes 1048576-1299999/1300000"],
            Storage.Log.Where(request => request.Request == RudeStorageRequest.Chunk)
                .Select(request => request.Headers.ContentRange.ToString()));
        Assert.Equal("crc32c=" + Crc32C.Of(Large), Storage.Log[^1].Headers["x-goog-hash"]);
        Assert.Contains("ifGenerationMatch=0", Storage.Log[0].Target, StringComparison.Ordinal);
        Assert.Equal("application/json", Storage.Log[0].Headers["X-Upload-Content-Type"]);
    }

    [Theory]
    [InlineData(2 * Quantum, 0)]
    [InlineData((2 * Quantum) + 1, 2)]
    [InlineData(4 * Quantum, 2)]
    public async Task Content_of_exactly_one_chunk_needs_no_session(int length, int chunks)
    {
        Assert.False((await WriteAsync(Bytes(length))).PreconditionFailed);

        Assert.Equal(chunks, Storage.Count(RudeStorageRequest.Chunk));
        AssertStored(Bytes(length), Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(700_000)]
    public async Task The_size_of_the_pieces_does_not_matter(int size)
    {
        AssertKept((await WriteAsync(Large, size)).Written);
    }

    public static TheoryData<RudeStorageRequest, RudeStorageFault> PassingFaults
    {
        get
        {
            var faults = new TheoryData<RudeStorageRequest, RudeStorageFault>();
            foreach (var request in (RudeStorageRequest[])[RudeStorageRequest.Start, RudeStorageRequest.Chunk])
            {
                faults.Add(request, RudeStorageFault.ResetBefore);
                faults.Add(request, RudeStorageFault.ResetAfter);
                foreach (var status in (int[])[408, 429, 500, 502, 503, 504])
                    faults.Add(request, RudeStorageFault.Status(status));
            }

            faults.Add(RudeStorageRequest.Chunk, RudeStorageFault.StatusAfter(503));
            faults.Add(RudeStorageRequest.Chunk, RudeStorageFault.CutUpload(0));
            faults.Add(RudeStorageRequest.Chunk, RudeStorageFault.CutUpload(200_000));
            faults.Add(RudeStorageRequest.Chunk, RudeStorageFault.CutUpload(Quantum + 5));
            faults.Add(RudeStorageRequest.Chunk, RudeStorageFault.KeepOnly(Quantum));
            faults.Add(RudeStorageRequest.Chunk, RudeStorageFault.KeepOnly(0));
            faults.Add(RudeStorageRequest.Chunk, RudeStorageFault.KeepOnly(12_345));
            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task An_upload_that_is_cut_at_any_chunk_goes_on_where_it_was(
        RudeStorageRequest request, RudeStorageFault fault)
    {
        for (var healthy = 0; healthy < 3; healthy++)
        {
            // The fault strikes the first, second and third request of its kind.
            var name = $"{Name}.{healthy}";
            var faults = Enumerable.Repeat(RudeStorageFault.None, healthy).Append(fault).ToArray();
            Storage.Be(request, faults);

            var written = (await WriteAsync(Large, name: name)).Written;

            Assert.Equal(Crc32C.Of(Large), written!.Crc32C);
            AssertStored(Large, name);
        }
    }

    [Fact]
    public async Task Two_faults_in_a_row_and_an_answer_that_cannot_be_had_are_borne()
    {
        Storage.Be(RudeStorageRequest.Chunk, RudeStorageFault.CutUpload(Quantum), RudeStorageFault.ResetAfter);
        Storage.Be(RudeStorageRequest.Ask, RudeStorageFault.Status(503), RudeStorageFault.ResetBefore);

        AssertKept((await WriteAsync(Large)).Written);
    }

    [Fact]
    public async Task A_finish_whose_answer_was_lost_is_answered_again_and_counts_once()
    {
        Storage.Be(
            RudeStorageRequest.Chunk, RudeStorageFault.None, RudeStorageFault.None, RudeStorageFault.ResetAfter);

        var written = (await WriteAsync(Large)).Written;

        AssertKept(written);
        Assert.Equal("bytes */1300000", Storage.Log[^1].Headers.ContentRange);
    }

    [Fact]
    public async Task A_finish_that_is_answered_without_figures_is_completed_from_the_metadata()
    {
        Storage.Be(
            RudeStorageRequest.Chunk, RudeStorageFault.None, RudeStorageFault.None, RudeStorageFault.ResetAfter);
        Storage.Be(RudeStorageRequest.Ask, RudeStorageFault.Taciturn);

        AssertKept((await WriteAsync(Large)).Written);
    }

    [Fact]
    public async Task A_service_that_kept_all_but_did_not_finish_is_asked_to()
    {
        Storage.Be(
            RudeStorageRequest.Chunk,
            RudeStorageFault.None,
            RudeStorageFault.None,
            RudeStorageFault.KeepAllButFinish);

        AssertKept((await WriteAsync(Large)).Written);
        Assert.Equal("bytes */1300000", Storage.Log[^1].Headers.ContentRange);
    }

    [Fact]
    public async Task A_writer_that_is_given_up_cancels_its_session()
    {
        await using (var writer = await Bucket.CreateAsync(Name, Cancellation))
            await writer.WriteAsync(Large, Cancellation);

        Assert.Equal(RudeStorageRequest.Cancel, Storage.Log[^1].Request);
        Assert.Empty(Storage.Objects.All);
    }

    [Fact]
    public async Task A_session_that_cannot_be_cancelled_troubles_nobody()
    {
        Storage.Be(RudeStorageRequest.Cancel, RudeStorageFault.Silence);
        var writer = await Bucket.CreateAsync(Name, Cancellation);
        await writer.WriteAsync(Large, Cancellation);

        var disposed = writer.DisposeAsync().AsTask();
        await Storage.StalledAsync(Cancellation);
        Clock.Advance(TimeSpan.FromSeconds(5));

        await disposed;
        Assert.Equal(1, Storage.Count(RudeStorageRequest.Cancel));
    }

    [Fact]
    public async Task No_token_is_sent_to_a_session_whose_address_is_its_own_secret()
    {
        Storage.Token = "secret";
        var bucket = Connect(Options, new GivenTokens("secret"));

        await using (var writer = await bucket.CreateAsync(Name, Cancellation))
        {
            await writer.WriteAsync(Large, Cancellation);
            await writer.CommitAsync(Cancellation);
        }

        Assert.Equal("Bearer secret", Storage.Log[0].Headers.Authorization);
        Assert.All(Storage.Log.Skip(1), request => Assert.False(request.Headers.ContainsKey("Authorization")));
    }

    [Fact]
    public async Task Large_content_may_replace_a_generation()
    {
        var old = Storage.Objects.Put(Name, "old"u8);

        AssertKept((await Bucket.ReplaceAsync(Name, Large, old.Generation, Cancellation)).Written);
        Assert.True((await Bucket.ReplaceAsync(Name, Large, old.Generation, Cancellation)).PreconditionFailed);
    }

    private async Task<WriteResult> WriteAsync(byte[] bytes, int size = int.MaxValue, string name = Name)
    {
        await using var writer = await Bucket.CreateAsync(name, Cancellation);
        for (var sent = 0; sent < bytes.Length; sent += Math.Min(size, bytes.Length - sent))
            await writer.WriteAsync(bytes.AsMemory(sent, Math.Min(size, bytes.Length - sent)), Cancellation);
        return await writer.CommitAsync(Cancellation);
    }

    private void AssertKept(StoredObject? written)
    {
        var kept = Storage.Objects.Find(Name)!;
        Assert.Equal(new StoredObject(Name, kept.Generation, Large.Length, Crc32C.Of(Large)), written);
        AssertStored(Large, Name);
    }
}
