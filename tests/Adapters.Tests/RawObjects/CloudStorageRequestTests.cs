using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>What is found, listed and deleted, and how a refusal reads.</summary>
public sealed class CloudStorageRequestTests : CloudStorageFixture
{
    private const string Empty = """{"name":"b","generation":"1","size":"0","crc32c":"AAAAAA=="}""";

    public static TheoryData<RudeStorageFault, RudeStorageFault> PassingFaults => new()
    {
        { RudeStorageFault.Status(503), RudeStorageFault.Status(503) },
        { RudeStorageFault.ResetBefore, RudeStorageFault.ResetBefore },
        { RudeStorageFault.ResetBefore, RudeStorageFault.Status(503) },
        { RudeStorageFault.Status(429, retryAfter: "0"), RudeStorageFault.Answer("{\"items\": 7") },
    };

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task What_is_always_idempotent_is_tried_again(RudeStorageFault first, RudeStorageFault second)
    {
        var kept = Storage.Objects.Put(Name, "12"u8);
        var requests = new[] { RudeStorageRequest.Metadata, RudeStorageRequest.List };
        foreach (var request in requests) Storage.Be(request, first, second);

        Assert.Equal(kept.Generation, (await Bucket.FindAsync(Name, Cancellation))!.Generation);
        Assert.Equal([Name], await ListAsync(""));
        Assert.All(requests, request => Assert.Equal(3, Storage.Count(request)));
    }

    [Fact]
    public async Task A_deletion_is_of_one_generation_and_a_lost_answer_is_no_loss()
    {
        var kept = Storage.Objects.Put(Name, "12"u8);
        Storage.Be(RudeStorageRequest.Delete, RudeStorageFault.Status(503), RudeStorageFault.ResetAfter);

        Assert.False(await Bucket.DeleteAsync(Name, kept.Generation, Cancellation));
        Assert.Empty(Storage.Objects.All);

        kept = Storage.Objects.Put(Name, "12"u8);
        Assert.False(await Bucket.DeleteAsync(Name, kept.Generation - 1, Cancellation));
        Assert.True(await Bucket.DeleteAsync(Name, kept.Generation, Cancellation));
    }

    [Fact]
    public async Task Each_refusal_says_what_was_tried_where_and_which_right_it_takes()
    {
        Storage.Objects.Put(Name, "12"u8);
        (RudeStorageRequest Request, Func<Task> Call, string Says, string Right)[] calls =
        [
            (RudeStorageRequest.Metadata, () => Bucket.FindAsync(Name, Cancellation), "read", "get"),
            (RudeStorageRequest.Media, () => Bucket.OpenAsync(Name, null, Cancellation), "read", "get"),
            (RudeStorageRequest.Media, () => Bucket.ReadRangeAsync(Name, null, 0, 1, Cancellation), "read", "get"),
            (RudeStorageRequest.List, () => ListAsync("raw/"), "list", "list"),
            (RudeStorageRequest.Delete, () => Bucket.DeleteAsync(Name, 1, Cancellation), "delete", "delete"),
        ];
        foreach (var (request, call, says, right) in calls)
        {
            Storage.Be(request, RudeStorageFault.Status(403, text: "no access"));

            var failure = await Assert.ThrowsAsync<TransientException>(call);

            var target = request == RudeStorageRequest.List ? "raw/*" : Name;
            Assert.Equal(
                $"Cloud Storage: cannot {says} gs://{RudeStorage.Bucket}/{target}: status 403 (no access). Grant "
                + $"storage.objects.{right} on the bucket {RudeStorage.Bucket} to the service account of this service.",
                failure.Message);
        }
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_a_mistake_and_no_missing_object()
    {
        Storage.Objects.Put(Name, "12"u8);
        var other = Connect(Options, bucket: "another-bucket");

        Func<Task>[] calls =
        [
            () => other.FindAsync(Name, Cancellation),
            () => other.OpenAsync(Name, null, Cancellation),
            () => other.CreateAsync(Name, "1"u8.ToArray(), Cancellation),
            async () => await other.ListAsync("", Cancellation).GetAsyncEnumerator(Cancellation).MoveNextAsync(),
        ];
        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<TransientException>(call);
            Assert.EndsWith(
                "Check that the bucket another-bucket exists and is spelled so.",
                failure.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_listing_that_finds_no_bucket_is_an_error_whatever_the_words()
    {
        Storage.Be(RudeStorageRequest.List, RudeStorageFault.Status(404));

        await Assert.ThrowsAsync<TransientException>(() => ListAsync(""));
    }

    [Fact]
    public async Task A_long_or_unprintable_refusal_is_shown_in_one_short_line()
    {
        var text = "a\r\n\u001b[31m" + new string('b', 999);
        Storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Status(400, text: text));

        var failure = await Assert.ThrowsAsync<TransientException>(() => Bucket.FindAsync(Name, Cancellation));

        Assert.DoesNotContain(failure.Message, char.IsControl);
        Assert.InRange(failure.Message.Length, 300, 600);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>nothing of ours</html>")]
    [InlineData("{}")]
    [InlineData("{\"error\":\"text\"}")]
    public async Task A_refusal_without_words_has_its_status(string body)
    {
        var kept = Storage.Objects.Put(Name, "12"u8);
        Storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Plain(400, body));

        var failure = await Assert.ThrowsAsync<TransientException>(() => Bucket.FindAsync(Name, Cancellation));

        Assert.EndsWith($"{kept.Name}: status 400.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_without_figures_are_an_error()
    {
        Storage.Objects.Put(Name, "12"u8);
        Storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Taciturn);
        Storage.Be(RudeStorageRequest.List, RudeStorageFault.Taciturn);

        await Assert.ThrowsAsync<TransientException>(() => Bucket.FindAsync(Name, Cancellation));
        await Assert.ThrowsAsync<TransientException>(() => ListAsync(""));
    }

    [Fact]
    public async Task A_listing_goes_through_its_pages_in_the_order_of_the_names()
    {
        string[] names = ["a/1", "a/2", "a/3", "a/ｆ", "a/😀", "b"];
        foreach (var name in names) Storage.Objects.Put(name, "x"u8);
        var paged = Connect(Options with { PageSize = 1 });
        var listed = new List<string>();

        await foreach (var stored in paged.ListAsync("a/", Cancellation)) listed.Add(stored.Name);

        Assert.Equal(names[..5], listed);
        Assert.Equal(5, Storage.Count(RudeStorageRequest.List));
        Assert.Contains("prefix=a%2F", Storage.Log[0].Target, StringComparison.Ordinal);
        Assert.Empty(await ListAsync("c"));
    }

    [Fact]
    public async Task A_service_that_ignores_pages_and_order_is_listed_in_order()
    {
        foreach (var name in (string[])["a", "ab", "b", "c"]) Storage.Objects.Put(name, "x"u8);
        Storage.IgnoresPages = true;

        Assert.Equal(["a", "ab", "b", "c"], await ListAsync(""));
        Assert.Equal(["a", "ab"], await ListAsync("a"));
    }

    [Fact]
    public async Task A_service_that_ignores_the_prefix_does_not_lengthen_a_listing()
    {
        Storage.Be(RudeStorageRequest.List, RudeStorageFault.Answer("{\"items\":[" + Empty + ",{}]}"));

        Assert.Empty(await ListAsync("a"));
    }

    [Theory]
    [InlineData("{\"nextPageToken\":\"00\"}")]
    [InlineData("{\"nextPageToken\":\"00\",\"items\":[" + Empty + "]}")]
    public async Task A_listing_that_goes_round_ends_in_an_error(string page)
    {
        Storage.Be(RudeStorageRequest.List, RudeStorageFault.Answer(page), RudeStorageFault.Answer(page));

        await Assert.ThrowsAsync<TransientException>(() => ListAsync(""));
    }

    private async Task<List<string>> ListAsync(string prefix)
    {
        var names = new List<string>();
        await foreach (var stored in Bucket.ListAsync(prefix, Cancellation)) names.Add(stored.Name);
        return names;
    }
}
