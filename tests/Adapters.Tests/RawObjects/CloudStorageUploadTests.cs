using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>Uploads in one request, and what an answer that was lost comes to.</summary>
public sealed class CloudStorageUploadTests : CloudStorageFixture
{
    private static readonly byte[] Small = "[1]"u8.ToArray();

    [Fact]
    public async Task Small_content_goes_in_one_request_with_its_precondition_and_checksum()
    {
        var written = (await Bucket.CreateAsync(Name, Small, Cancellation)).Written;

        var request = Assert.Single(Storage.Log);
        Assert.Equal(RudeStorageRequest.Insert, request.Request);
        Assert.Contains("ifGenerationMatch=0", request.Target, StringComparison.Ordinal);
        Assert.Contains("uploadType=multipart", request.Target, StringComparison.Ordinal);
        Assert.NotEmpty(request.Headers.ContentLength.ToString()!);
        var kept = Storage.Objects.Find(Name);
        Assert.Equal(Crc32C.Of(Small), (string?)kept!.Resource["crc32c"]);
        Assert.Equal("application/json", (string?)kept.Resource["contentType"]);
        Assert.Equal(new StoredObject(Name, kept.Generation, 3, Crc32C.Of(Small)), written);
    }

    public static TheoryData<RudeStorageFault, RudeStorageFault> PassingFaults
    {
        get
        {
            var faults = new TheoryData<RudeStorageFault, RudeStorageFault>
            {
                { RudeStorageFault.ResetBefore, RudeStorageFault.ResetBefore },
                { RudeStorageFault.ResetBefore, RudeStorageFault.Status(503) },
                { RudeStorageFault.ResetAfter, RudeStorageFault.Status(503) },
                { RudeStorageFault.ResetAfter, RudeStorageFault.ResetBefore },
                { RudeStorageFault.Answer("<html>"), RudeStorageFault.Status(503) },
                { RudeStorageFault.Answer("null"), RudeStorageFault.Status(503) },
                { RudeStorageFault.CutUpload(2), RudeStorageFault.CutUpload(100) },
            };
            foreach (var status in (int[])[408, 429, 500, 502, 503, 504])
                faults.Add(RudeStorageFault.Status(status), RudeStorageFault.StatusAfter(status));
            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_creation_is_tried_again_until_it_is_done(RudeStorageFault first, RudeStorageFault second)
    {
        Storage.Be(RudeStorageRequest.Insert, first, second);

        var written = (await Bucket.CreateAsync(Name, Small, Cancellation)).Written;

        Assert.Equal(3, Storage.Count(RudeStorageRequest.Insert));
        Assert.Equal(Storage.Objects.Find(Name)!.Generation, written!.Generation);
        AssertStored(Small, Name);
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_replacement_is_tried_again_until_it_is_done(RudeStorageFault first, RudeStorageFault second)
    {
        var old = Storage.Objects.Put(Name, "old"u8);
        Storage.Be(RudeStorageRequest.Insert, first, second);

        var written = (await Bucket.ReplaceAsync(Name, Small, old.Generation, Cancellation)).Written;

        Assert.Equal(Storage.Objects.Find(Name)!.Generation, written!.Generation);
        AssertStored(Small, Name);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(413)]
    [InlineData(501)]
    public async Task What_cannot_pass_is_not_tried_again(int status)
    {
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.Status(status, text: "This and\nthat."));

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => Bucket.CreateAsync(Name, Small, Cancellation));

        Assert.Equal(1, Storage.Count(RudeStorageRequest.Insert));
        Assert.StartsWith(
            $"Cloud Storage: cannot create gs://{RudeStorage.Bucket}/{Name}: status {status} (This and that)",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_answer_that_was_lost_an_object_of_other_bytes_is_anothers()
    {
        Storage.Objects.Put(Name, "[2]"u8);
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.ResetBefore);

        Assert.True((await Bucket.CreateAsync(Name, Small, Cancellation)).PreconditionFailed);
        Assert.Equal("[2]"u8, Storage.Objects.Find(Name)!.Bytes.AsSpan());
    }

    [Fact]
    public async Task An_object_of_the_same_bytes_is_anothers_when_the_first_try_was_answered()
    {
        Storage.Objects.Put(Name, Small);

        Assert.True((await Bucket.CreateAsync(Name, Small, Cancellation)).PreconditionFailed);
        Assert.Equal(0, Storage.Count(RudeStorageRequest.Metadata));
    }

    [Fact]
    public async Task A_forbidden_creation_of_what_can_be_read_is_a_failed_precondition()
    {
        Storage.Objects.Put(Name, "[2]"u8);
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.Status(403));

        Assert.True((await Bucket.CreateAsync(Name, Small, Cancellation)).PreconditionFailed);
    }

    [Fact]
    public async Task A_forbidden_retry_of_what_was_written_is_written()
    {
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.ResetAfter, RudeStorageFault.Status(403));

        Assert.False((await Bucket.CreateAsync(Name, Small, Cancellation)).PreconditionFailed);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task A_forbidden_creation_of_what_cannot_be_read_names_the_missing_right(int metadata)
    {
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.Status(403, text: "robot does not have access"));
        Storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Status(metadata));

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => Bucket.CreateAsync(Name, Small, Cancellation));

        Assert.Contains("status 403 (robot does not have access)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Grant storage.objects.create on the bucket", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forbidden_replacement_names_the_missing_rights()
    {
        var old = Storage.Objects.Put(Name, "old"u8);
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.Status(403));

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => Bucket.ReplaceAsync(Name, Small, old.Generation, Cancellation));

        Assert.Contains(
            "Grant storage.objects.create and storage.objects.delete", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stood_in_the_way_and_is_gone_is_worth_another_try()
    {
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.ResetBefore, RudeStorageFault.Status(412));

        await Assert.ThrowsAsync<TransientException>(() => Bucket.CreateAsync(Name, Small, Cancellation));
    }

    [Fact]
    public async Task A_replacement_of_what_was_deleted_meanwhile_fails_its_precondition()
    {
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.ResetBefore);

        Assert.True((await Bucket.ReplaceAsync(Name, Small, 7, Cancellation)).PreconditionFailed);
    }

    [Fact]
    public async Task An_answer_of_another_checksum_is_an_error_and_that_generation_is_deleted()
    {
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.WrongChecksum);

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => Bucket.CreateAsync(Name, Small, Cancellation));

        Assert.Contains("deadbe==", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Storage.Objects.All);
        Assert.Contains(Storage.Log, request => request.Target.Contains("?generation=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    public async Task An_answer_of_another_checksum_is_an_error_also_where_it_cannot_be_deleted(int status)
    {
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.WrongChecksum);
        Storage.Be(RudeStorageRequest.Delete, RudeStorageFault.Status(status));

        await Assert.ThrowsAsync<TransientException>(() => Bucket.CreateAsync(Name, Small, Cancellation));
        Assert.Equal(1, Storage.Count(RudeStorageRequest.Delete));
    }

    [Fact]
    public async Task An_answer_without_figures_is_completed_from_the_metadata()
    {
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.Taciturn);

        var written = (await Bucket.CreateAsync(Name, Small, Cancellation)).Written;

        Assert.Equal(Crc32C.Of(Small), written!.Crc32C);
    }

    [Fact]
    public async Task An_object_that_vanishes_before_its_metadata_are_read_is_worth_another_try()
    {
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.Taciturn);
        Storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Status(404));

        await Assert.ThrowsAsync<TransientException>(() => Bucket.CreateAsync(Name, Small, Cancellation));
    }

    [Fact]
    public async Task Metadata_content_type_and_encoding_are_kept_and_change_no_checksum()
    {
        var description = new CloudStorageDescription
        {
            ContentType = "text/csv",
            ContentEncoding = "gzip",
            Metadata = CloudStorageDescription.Of("x").Metadata
                .Add("run", "é\"1"),
        };

        await using (var writer = await Bucket.CreateAsync(Name, description, Cancellation))
        {
            await writer.WriteAsync(Small, Cancellation);
            Assert.Equal(Crc32C.Of(Small), (await writer.CommitAsync(Cancellation)).Written!.Crc32C);
        }

        var told = await Bucket.DescribeAsync(Name, Cancellation);
        Assert.Equal(("text/csv", "gzip"), (told!.ContentType, told.ContentEncoding));
        Assert.Equal(description.Metadata, told.Metadata);
        Assert.Null(await Bucket.DescribeAsync("none", Cancellation));
    }

    [Theory]
    [InlineData("a.json", "application/json")]
    [InlineData("a.geojson", "application/geo+json")]
    [InlineData("a.ndjson", "application/x-ndjson")]
    [InlineData("a.csv", "text/csv")]
    [InlineData("a", "application/octet-stream")]
    public void The_ending_of_a_name_tells_the_media_type(string name, string type) =>
        Assert.Equal(type, CloudStorageDescription.Of(name).ContentType);

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("text/plain\r\nX: y")]
    public async Task What_is_no_media_type_is_a_defect_of_the_caller(string type) =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => Bucket.CreateAsync(Name, new CloudStorageDescription { ContentType = type }, Cancellation));
}
