using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>Resumable uploads that are lost, refused, or answered with what cannot be.</summary>
public sealed class CloudStorageLostUploadTests : CloudStorageFixture
{
    private static readonly byte[] Large = Bytes(1_300_000);

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_session_lost_while_all_bytes_are_at_hand_is_begun_again(int status)
    {
        Storage.Be(RudeStorageRequest.Chunk, RudeStorageFault.Status(status));

        AssertKept((await WriteAsync(Large)).Written);
        Assert.Equal(2, Storage.Count(RudeStorageRequest.Start));
    }

    [Fact]
    public async Task A_session_lost_later_is_an_error_that_says_to_write_again()
    {
        Storage.Be(RudeStorageRequest.Chunk, RudeStorageFault.None, RudeStorageFault.Status(410));

        var failure = await Assert.ThrowsAsync<TransientException>(() => WriteAsync(Large));

        Assert.Contains("write it again", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Storage.Objects.All);
    }

    [Fact]
    public async Task A_session_lost_after_a_finish_whose_answer_was_lost_is_settled_by_what_lies_there()
    {
        Storage.Be(
            RudeStorageRequest.Chunk, RudeStorageFault.None, RudeStorageFault.None, RudeStorageFault.ResetAfter);
        Storage.Be(RudeStorageRequest.Ask, RudeStorageFault.Status(410));

        AssertKept((await WriteAsync(Large)).Written);
    }

    [Fact]
    public async Task A_session_lost_at_the_finish_with_nothing_there_is_an_error()
    {
        Storage.Be(
            RudeStorageRequest.Chunk, RudeStorageFault.None, RudeStorageFault.None, RudeStorageFault.Status(404));

        await Assert.ThrowsAsync<TransientException>(() => WriteAsync(Large));
    }

    [Fact]
    public async Task A_failed_precondition_at_the_start_spares_the_rest_of_the_bytes()
    {
        Storage.Be(RudeStorageRequest.Start, RudeStorageFault.Status(412));

        Assert.True((await WriteAsync(Large)).PreconditionFailed);
        Assert.Equal(0, Storage.Count(RudeStorageRequest.Chunk));
    }

    [Fact]
    public async Task A_failed_precondition_at_the_finish_is_one_and_the_session_is_cancelled()
    {
        Storage.Objects.Put(Name, "other"u8);

        Assert.True((await WriteAsync(Large)).PreconditionFailed);
        Assert.Equal(1, Storage.Count(RudeStorageRequest.Cancel));
        Assert.Equal(0, Storage.Count(RudeStorageRequest.Metadata));
    }

    [Fact]
    public async Task A_forbidden_start_is_settled_by_what_lies_there()
    {
        Storage.Be(RudeStorageRequest.Start, RudeStorageFault.Status(403), RudeStorageFault.Status(403));

        var failure = await Assert.ThrowsAsync<TransientException>(() => WriteAsync(Large));
        Assert.Contains("storage.objects.create", failure.Message, StringComparison.Ordinal);

        Storage.Objects.Put(Name, "other"u8);
        Assert.True((await WriteAsync(Large)).PreconditionFailed);
    }

    [Theory]
    [InlineData(RudeStorageRequest.Start, 400)]
    [InlineData(RudeStorageRequest.Start, 404)]
    [InlineData(RudeStorageRequest.Chunk, 400)]
    [InlineData(RudeStorageRequest.Chunk, 501)]
    public async Task What_cannot_pass_is_not_tried_again(RudeStorageRequest request, int status)
    {
        Storage.Be(request, RudeStorageFault.Status(status));

        await Assert.ThrowsAsync<TransientException>(() => WriteAsync(Large));
        Assert.Equal(1, Storage.Count(request));
    }

    [Theory]
    [InlineData("bytes=5-10")]
    [InlineData("nonsense")]
    [InlineData("bytes=0-")]
    [InlineData("bytes=0--1")]
    [InlineData("bytes=0-9223372036854775807")]
    public async Task A_claim_that_makes_no_sense_is_asked_for_again(string range)
    {
        Storage.Be(RudeStorageRequest.Chunk, RudeStorageFault.ClaimKept(range));

        AssertKept((await WriteAsync(Large)).Written);
        Assert.Equal(1, Storage.Count(RudeStorageRequest.Ask));
    }

    [Fact]
    public async Task A_claim_to_have_more_than_was_sent_is_an_error_and_the_writer_is_broken()
    {
        Storage.Be(RudeStorageRequest.Chunk, RudeStorageFault.ClaimKept("bytes=0-99999999"));
        await using var writer = await Bucket.CreateAsync(Name, Cancellation);

        await Assert.ThrowsAsync<TransientException>(async () => await writer.WriteAsync(Large, Cancellation));
        await Assert.ThrowsAsync<TransientException>(() => writer.CommitAsync(Cancellation));
    }

    [Fact]
    public async Task A_service_that_forgets_what_it_had_kept_is_an_error()
    {
        Storage.Be(RudeStorageRequest.Chunk, RudeStorageFault.None, RudeStorageFault.ClaimKept("bytes=0-5"));

        await Assert.ThrowsAsync<TransientException>(() => WriteAsync(Large));
    }

    [Fact]
    public async Task An_upload_that_another_finished_is_an_error()
    {
        Storage.Be(RudeStorageRequest.Chunk, RudeStorageFault.Answer("{}"));

        await Assert.ThrowsAsync<TransientException>(() => WriteAsync(Large));
    }

    [Fact]
    public async Task A_start_without_an_address_is_an_error()
    {
        Storage.Be(RudeStorageRequest.Start, RudeStorageFault.Taciturn, RudeStorageFault.Answer("ftp://127.0.0.1/"));

        await Assert.ThrowsAsync<TransientException>(() => WriteAsync(Large));
        await Assert.ThrowsAsync<TransientException>(() => WriteAsync(Large));
    }

    [Fact]
    public async Task An_answer_of_another_checksum_is_an_error_and_that_generation_is_deleted()
    {
        Storage.Be(
            RudeStorageRequest.Chunk, RudeStorageFault.None, RudeStorageFault.None, RudeStorageFault.WrongChecksum);

        await Assert.ThrowsAsync<TransientException>(() => WriteAsync(Large));
        Assert.Empty(Storage.Objects.All);
    }

    private async Task<WriteResult> WriteAsync(byte[] bytes)
    {
        await using var writer = await Bucket.CreateAsync(Name, Cancellation);
        await writer.WriteAsync(bytes, Cancellation);
        return await writer.CommitAsync(Cancellation);
    }

    private void AssertKept(StoredObject? written)
    {
        var kept = Storage.Objects.Find(Name)!;
        Assert.Equal(new StoredObject(Name, kept.Generation, Large.Length, Crc32C.Of(Large)), written);
        AssertStored(Large, Name);
    }
}
