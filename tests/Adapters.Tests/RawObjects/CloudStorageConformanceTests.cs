using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>
/// The scenarios of Google's retry conformance tests for Cloud Storage (googleapis/conformance-tests,
/// storage/v1/retry_strategy_test_data.json), each with every operation of this client that it is about.
/// </summary>
public sealed class CloudStorageConformanceTests : CloudStorageFixture
{
    private const int ChunkBytes = 8 * 1024 * 1024;

    private static readonly byte[] Small = Bytes(1000);
    private static readonly byte[] Large = Bytes((4 * Quantum) + 1000);

    /// <summary>Each with what it asks the service for.</summary>
    public enum Call
    {
        Get,
        Media,
        Range,
        List,
        Insert,
        Update,
        ResumableInsert,
        ResumableUpdate,
        Delete,
    }

    /// <summary>Scenarios 1 and 2: idempotent by nature, or by a precondition that this client always sends.</summary>
    public static MatrixTheoryData<Call, string> Passing => new(
        Enum.GetValues<Call>(),
        [
            "return-503,return-503", "return-reset-connection,return-reset-connection",
            "return-reset-connection,return-503", "return-408,return-429", "return-500,return-502", "return-504",
        ]);

    /// <summary>The same for calls whose answer has a body, and so can break.</summary>
    public static MatrixTheoryData<Call, string> Broken => new(
        [Call.Get, Call.Media, Call.Range, Call.List],
        ["return-broken-stream,return-broken-stream", "short-answer,return-503"]);

    /// <summary>
    /// An upload whose answer broke is done, and its repeat is refused. Whether the status of a refusal that breaks,
    /// too, arrives before the reset is a matter of luck, so the repeat is reset, or its status surely arrives.
    /// </summary>
    public static MatrixTheoryData<Call, string> BrokenUploads => new(
        [Call.Insert, Call.Update],
        ["return-broken-stream,return-reset-connection", "short-answer,return-503"]);

    /// <summary>Scenarios 5 and 6: what is not passing is final, also after what was.</summary>
    public static MatrixTheoryData<Call, string> Final => new(
        Enum.GetValues<Call>(),
        ["return-400", "return-401", "return-405", "return-501", "return-503,return-400",
            "return-reset-connection,return-401"]);

    [Theory]
    [MemberData(nameof(Passing))]
    [MemberData(nameof(Broken))]
    [MemberData(nameof(BrokenUploads))]
    public async Task What_passes_is_tried_again_until_the_operation_is_done(Call operation, string faults)
    {
        var ordered = Order(operation, faults);

        Assert.True(await RunAsync(operation));

        Assert.Equal(ordered + 1, Storage.Count(RequestOf(operation)));
    }

    [Theory]
    [InlineData(Call.Insert)]
    [InlineData(Call.Update)]
    public async Task A_repeat_that_is_refused_is_not_repeated_though_the_words_of_the_refusal_break(Call operation)
    {
        Order(operation, "return-broken-stream,short-answer");

        Assert.True(await RunAsync(operation));

        Assert.Equal(2, Storage.Count(RequestOf(operation)));
    }

    [Theory]
    [MemberData(nameof(Final))]
    public async Task What_does_not_pass_ends_the_operation_at_once(Call operation, string faults)
    {
        var ordered = Order(operation, faults);

        await Assert.ThrowsAsync<TransientException>(() => RunAsync(operation));

        Assert.Equal(ordered, Storage.Count(RequestOf(operation)));
    }

    /// <summary>Scenario 7, with the chunks that the client sends by default.</summary>
    [Theory]
    [InlineData("return-reset-connection,return-503", new[] { "0", "0", "0", "8388608" })]
    [InlineData("return-503-after-256K", new[] { "0", "262144", "8650752" })]
    [InlineData("return-503-after-8192K,return-408", new[] { "0", "8388608", "8388608" })]
    [InlineData("return-408", new[] { "0", "0", "8388608" })]
    public async Task A_resumable_upload_goes_on_from_the_range_that_was_kept(string faults, string[] starts)
    {
        var bytes = Bytes(ChunkBytes + Quantum + Quantum + 1);
        Storage.Be(RudeStorageRequest.Chunk, [.. faults.Split(',').Select(Fault)]);

        var written = (await Connect(Options with { ChunkBytes = ChunkBytes }).CreateAsync(Name, bytes, Cancellation));

        Assert.Equal(Crc32C.Of(bytes), written.Written!.Crc32C);
        AssertStored(bytes, Name);
        Assert.Equal(starts, Starts());
    }

    [Fact]
    public async Task The_answer_to_the_last_chunk_may_break_and_is_asked_for_again()
    {
        Storage.Be(
            RudeStorageRequest.Chunk, RudeStorageFault.None, RudeStorageFault.None, RudeStorageFault.EndAnswer(10));

        Assert.True(await RunAsync(Call.ResumableInsert));

        Assert.Equal(1, Storage.Count(RudeStorageRequest.Ask));
    }

    [Fact]
    public async Task An_upload_that_stands_still_is_given_up_and_goes_on_from_what_was_kept()
    {
        Storage.Be(RudeStorageRequest.Chunk, RudeStorageFault.StallUpload(Quantum));
        var upload = RunAsync(Call.ResumableInsert);
        await Storage.StalledAsync(Cancellation);
        Clock.Advance(Options.AttemptTimeout);

        Assert.True(await upload);
        Assert.Equal(["0", "262144", "786432"], Starts());
    }

    /// <summary>Scenario 8. The bench answers a range whose stream may break with 200 and its Content-Range.</summary>
    [Theory]
    [InlineData(4, 4)]
    [InlineData(262_144, 4)]
    [InlineData(262_144, int.MaxValue)]
    [InlineData(600_000, int.MaxValue)]
    public async Task A_broken_stream_goes_on_where_it_broke_whatever_the_status_of_the_rest(int first, int second)
    {
        Storage.Be(
            RudeStorageRequest.Media, RudeStorageFault.CutDownload(first), RudeStorageFault.PartAsWhole(second));

        Assert.True(await RunAsync(Call.Media));

        Assert.Equal(second == int.MaxValue ? 2 : 3, Storage.Count(RudeStorageRequest.Media));
    }

    [Fact]
    public async Task A_range_that_is_answered_with_another_status_is_still_that_range()
    {
        Storage.Be(RudeStorageRequest.Media, RudeStorageFault.PartAsWhole());

        Assert.True(await RunAsync(Call.Range));
    }

    /// <summary>Its errors are documents within documents, with a status as text or as a number.</summary>
    [Fact]
    public async Task The_words_of_the_bench_are_understood()
    {
        const string inner = """{\"error\":{\"errors\":[{\"message\":\"Bucket rude-bucket does not exist.\"}]}}""";
        Storage.Be(
            RudeStorageRequest.Metadata,
            RudeStorageFault.Plain(404, $$"""{"code":404,"message":"{{inner}}"}"""),
            RudeStorageFault.Plain(404, """{"code":404,"message":"Live version of object a does not exist."}"""),
            RudeStorageFault.Plain(400, """{"code":"400","message":{"error":{"message":"Caused a 400"}}}"""));

        var noBucket = await Assert.ThrowsAsync<TransientException>(() => RunAsync(Call.Get));
        Assert.Null(await Bucket.FindAsync(Name, Cancellation));
        var refused = await Assert.ThrowsAsync<TransientException>(() => RunAsync(Call.Get));

        Assert.Contains("Check that the bucket", noBucket.Message, StringComparison.Ordinal);
        Assert.Contains("Caused a 400", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Does it, and tells whether what came of it is right.</summary>
    private async Task<bool> RunAsync(Call operation)
    {
        var isReading = operation is Call.Media or Call.Range;
        var isUpdate = operation is Call.Update or Call.ResumableUpdate;
        var old = operation is not (Call.Insert or Call.ResumableInsert)
            ? Storage.Objects.Put(Name, isReading ? Large : Small).Generation : 0;
        switch (operation)
        {
            case Call.Get:
                return (await Bucket.FindAsync(Name, Cancellation))!.Crc32C == Crc32C.Of(Small);
            case Call.Media:
                await using (var opened = await Bucket.OpenAsync(Name, old, Cancellation))
                {
                    using var read = new MemoryStream();
                    await opened!.Content.CopyToAsync(read, Cancellation);
                    return read.ToArray().AsSpan().SequenceEqual(Large);
                }

            case Call.Range:
                var part = await Bucket.ReadRangeAsync(Name, old, 500_000, 1000, Cancellation);
                return part.AsSpan().SequenceEqual(Large.AsSpan(500_000, 1000));
            case Call.List:
                return (await Bucket.ListAsync("raw/", Cancellation).SingleAsync(Cancellation)).Generation == old;
            case Call.Delete:
                var found = await Bucket.DeleteAsync(Name, old, Cancellation);
                return Storage.Objects.Find(Name) is null && (found || Storage.Count(RudeStorageRequest.Delete) > 1);
            default:
                var bytes = operation is Call.Insert or Call.Update ? Small : Large;
                var result = isUpdate
                    ? await Bucket.ReplaceAsync(Name, bytes, old, Cancellation)
                    : await Bucket.CreateAsync(Name, bytes, Cancellation);
                AssertStored(bytes, Name);
                return result.Written!.Generation == Storage.Objects.Find(Name)!.Generation;
        }
    }

    private static RudeStorageRequest RequestOf(Call operation) => operation switch
    {
        Call.Get => RudeStorageRequest.Metadata,
        Call.Media or Call.Range => RudeStorageRequest.Media,
        Call.List => RudeStorageRequest.List,
        Call.Delete => RudeStorageRequest.Delete,
        Call.Insert or Call.Update => RudeStorageRequest.Insert,
        _ => RudeStorageRequest.Start,
    };

    /// <summary>Orders the faults for the requests of an operation; how many.</summary>
    private int Order(Call operation, string faults)
    {
        RudeStorageFault[] ordered = [.. faults.Split(',').Select(Fault)];
        Storage.Be(RequestOf(operation), ordered);
        return ordered.Length;
    }

    /// <summary>Named as the bench names them.</summary>
    private static RudeStorageFault Fault(string name) => name switch
    {
        "return-reset-connection" => RudeStorageFault.ResetBefore,
        "return-broken-stream" => RudeStorageFault.CutAnswer(4),
        "short-answer" => RudeStorageFault.EndAnswer(4),
        "return-503-after-256K" => RudeStorageFault.KeepThenStatus(Quantum, 503),
        "return-503-after-8192K" => RudeStorageFault.KeepThenStatus(ChunkBytes, 503),
        _ => RudeStorageFault.Status(int.Parse(name["return-".Length..], null)),
    };

    /// <summary>Where each chunk began.</summary>
    private string[] Starts() =>
        [.. Storage.Log.Where(entry => entry.Request == RudeStorageRequest.Chunk)
            .Select(entry => entry.Headers.ContentRange.ToString()["bytes ".Length..].Split('-')[0])];
}
