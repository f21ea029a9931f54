using System.Text;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Testing;

namespace Isotherm.Functions.Tests.Aggregate;

/// <summary>A good envelope whose content can never succeed goes to the dead letters, whole, with its reason.</summary>
public sealed class PoisonMessages : AggregateTest
{
    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema_version":2,"run":"r1","slot":"2019-02-19T14:00:00Z"}""")]
    public async Task Content_that_is_no_message_is_put_aside(string content)
    {
        await StartAsync();

        var (status, _) = await DeliverAsync(Encoding.UTF8.GetBytes(content));

        await AssertDeadLetterAsync(status, content, "The message ");
    }

    [Theory]
    [InlineData("\"run\":\"r1\"", "\"run\":\"../r1\"", "run is not")]
    [InlineData("T14:00:00Z\",\"hour\"", "T14:00:30Z\",\"hour\"", "slot is not")]
    [InlineData("\"hour\":\"2019-02-19T14", "\"hour\":\"2019-02-19T13", "hour is not")]
    [InlineData("\"bucket\":\"raw\"", "\"bucket\":\"elsewhere\"", "another bucket")]
    [InlineData("raw/v1/2019", "raw/v2/2019", "no raw object")]
    [InlineData("raw/v1/2019/02/19/14/r1/x/part-00000.json", "../../../etc/passwd", "no raw object")]
    [InlineData("raw/v1/2019/02/19/14/r1/x/", "raw/v1/2019/02/19/14/r1/../r1/", "no raw object")]
    [InlineData("raw/v1/2019/02/19/14/", "raw/v1/2019/02/19/15/", "another slot, run or part")]
    [InlineData("14/r1/x", "14/r2/x", "another slot, run or part")]
    [InlineData("part-00000", "part-00001", "another slot, run or part")]
    [InlineData("14/r1/x", "14/r1/y", "does not name this object")]
    [InlineData("\"generation\":", "\"generation\":1", "does not name this object")]
    [InlineData("\"generation\":", "\"generation\":-", "generation is missing")]
    [InlineData("\"part\":0", "\"part\":1", "part does not lie")]
    public async Task A_message_that_was_changed_is_put_aside(string what, string by, string says)
    {
        await StartAsync();
        var good = MessageCodec.Write(await CommitAsync());
        var changed = good.Replace(what, by, StringComparison.Ordinal);
        Assert.NotEqual(good, changed);

        var (status, _) = await DeliverAsync(Encoding.UTF8.GetBytes(changed));

        await AssertDeadLetterAsync(status, changed, says);
    }

    [Fact]
    public async Task A_part_beyond_those_of_its_manifest_is_put_aside()
    {
        await StartAsync();
        var good = await CommitAsync();
        var second = good with
        {
            ObjectName = good.ObjectName.Replace("00000", "00001", StringComparison.Ordinal),
            Part = 1,
            Parts = 2,
        };

        var (status, _) = await DeliverAsync(second);

        await AssertDeadLetterAsync(status, MessageCodec.Write(second), "does not name this object");
    }

    [Fact]
    public async Task A_part_that_no_manifest_names_is_put_aside()
    {
        await StartAsync();
        var message = await CommitAsync();
        Raw.Delete(ManifestOf(message.Key));

        var (status, _) = await DeliverAsync(message);

        await AssertDeadLetterAsync(status, MessageCodec.Write(message), "There is no manifest");
    }

    [Fact]
    public async Task A_part_whose_manifest_cannot_be_read_is_put_aside()
    {
        await StartAsync();
        var message = await CommitAsync();
        await ReplaceManifestAsync(message.Key, "oops"u8.ToArray());

        var (status, _) = await DeliverAsync(message);

        await AssertDeadLetterAsync(status, MessageCodec.Write(message), "manifest");
    }

    [Fact]
    public async Task A_part_whose_manifest_is_of_another_run_is_put_aside()
    {
        await StartAsync();
        var other = await CommitAsync(run: "other");
        var message = await CommitAsync();
        var bytes = (await Raw.ReadAsync(ManifestOf(other.Key), Cancellation))!.Value.Bytes;
        await ReplaceManifestAsync(message.Key, bytes);

        var (status, _) = await DeliverAsync(message);

        await AssertDeadLetterAsync(status, MessageCodec.Write(message), "of another run");
    }

    [Fact]
    public async Task A_part_that_is_gone_is_put_aside()
    {
        await StartAsync();
        var message = await CommitAsync();
        Raw.Delete(message.ObjectName);

        var (status, _) = await DeliverAsync(message);

        await AssertDeadLetterAsync(status, MessageCodec.Write(message), "is gone");
    }

    [Fact]
    public async Task A_part_that_is_not_what_its_manifest_says_is_put_aside()
    {
        await StartAsync();
        var message = await CommitAsync();
        var manifest = ManifestCodec.Read((await Raw.ReadAsync(ManifestOf(message.Key), Cancellation))!.Value.Bytes);
        var part = manifest.Parts[0];
        var changed = manifest with { Parts = [part with { Stored = part.Stored with { Crc32C = "AAAAAA==" } }] };
        await ReplaceManifestAsync(message.Key, ManifestCodec.Write(changed));

        var (status, _) = await DeliverAsync(message);

        await AssertDeadLetterAsync(status, MessageCodec.Write(message), "not what its manifest says");
    }

    [Theory]
    [InlineData("oops")]
    [InlineData("{}")]
    [InlineData("[1,2")]
    [InlineData("[]]")]
    public async Task A_part_that_cannot_be_read_is_put_aside_with_the_offset(string content)
    {
        await StartAsync();
        var message = await CommitAsync(content);

        var (status, _) = await DeliverAsync(message);

        await AssertDeadLetterAsync(status, MessageCodec.Write(message), "at byte");
    }

    [Fact]
    public async Task A_part_that_contradicts_what_is_recorded_is_put_aside()
    {
        await StartAsync();
        var message = await CommitAsync();
        await DeliverAsync(message);
        var manifest = ManifestCodec.Read((await Raw.ReadAsync(ManifestOf(message.Key), Cancellation))!.Value.Bytes);
        await ReplaceManifestAsync(
            message.Key, ManifestCodec.Write(manifest with { StartedAt = manifest.StartedAt.AddSeconds(1) }));

        var (status, _) = await DeliverAsync(message);

        Assert.Equal(204, status);
        Assert.Single(DeadLetters.Taken);
        Assert.Single(Logs.Of(2003));
    }

    [Fact]
    public async Task A_dead_letter_carries_what_came_and_what_is_known()
    {
        await StartAsync();

        await DeliverAsync("oops"u8.ToArray(), new Dictionary<string, string> { ["run"] = "r1", ["version"] = "1" });

        var letter = Assert.Single(DeadLetters.Taken);
        Assert.Equal("oops", letter.Body);
        Assert.Equal(("r1", "1"), (letter.Attributes["run"], letter.Attributes["version"]));
        Assert.Equal("1", letter.Attributes["dead_letter_message_id"]);
        Assert.Equal("2", letter.Attributes["dead_letter_delivery_attempt"]);
        Assert.Equal("projects/p/subscriptions/s", letter.Attributes["dead_letter_subscription"]);
        Assert.Equal("utf-8", letter.Attributes["dead_letter_encoding"]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_kept_in_base64()
    {
        await StartAsync();

        await DeliverAsync([0xFF, 0x00, 0xFE]);

        var letter = Assert.Single(DeadLetters.Taken);
        Assert.Equal("/wD+", letter.Body);
        Assert.Equal("base64", letter.Attributes["dead_letter_encoding"]);
    }

    [Fact]
    public async Task Attributes_that_no_topic_takes_do_not_keep_a_letter_from_its_place()
    {
        var hostile = Enumerable.Range(0, 200).ToDictionary(i => $"a{i:000}", _ => "x");
        hostile[""] = "empty";
        hostile["googclient"] = "reserved";
        hostile["long"] = new string('é', 600);
        hostile[new string('n', 257)] = "long name";
        hostile["dead_letter_reason"] = "a lie";
        await StartAsync();

        var (status, _) = await DeliverAsync("oops"u8.ToArray(), hostile);

        Assert.Equal(204, status);
        var letter = Assert.Single(DeadLetters.Taken);
        Assert.Equal(100, letter.Attributes.Count);
        Assert.NotEqual("a lie", letter.Attributes["dead_letter_reason"]);
    }

    [Fact]
    public async Task A_long_reason_is_cut_between_two_characters()
    {
        await StartAsync();
        var message = """{"schema_version":1,"run":"r1","slot":"x","hour":"x","started_at":""" + "\"" +
            new string('é', 100) + "\",\"" + new string('é', 2000) + "\":1,\"bucket\":{}}";

        var (status, _) = await DeliverAsync(Encoding.UTF8.GetBytes(message));

        Assert.Equal(204, status);
        var reason = Assert.Single(DeadLetters.Taken).Attributes["dead_letter_reason"];
        Assert.InRange(Encoding.UTF8.GetByteCount(reason), 1, 1024);
        Assert.DoesNotContain('\uFFFD', reason);
    }

    [Theory]
    [InlineData(FaultMoment.Before, 1)]
    [InlineData(FaultMoment.After, 2)]
    public async Task Dead_letters_that_cannot_be_taken_are_503_and_come_again(FaultMoment moment, int taken)
    {
        await StartAsync();
        DeadLetters.Faults.StrikeNext("publish", moment);

        var (first, _) = await DeliverAsync("oops"u8.ToArray());
        var (second, _) = await DeliverAsync("oops"u8.ToArray());

        Assert.Equal((503, 204), (first, second));
        Assert.Equal(taken, DeadLetters.Taken.Count);
    }

    private async Task ReplaceManifestAsync(RunKey key, byte[] bytes)
    {
        Raw.Delete(ManifestOf(key));
        await Raw.CreateAsync(ManifestOf(key), bytes, Cancellation);
    }

    private async Task AssertDeadLetterAsync(int status, string body, string says)
    {
        Assert.Equal(204, status);
        var letter = Assert.Single(DeadLetters.Taken);
        Assert.Equal(body, letter.Body);
        Assert.Contains(says, letter.Attributes["dead_letter_reason"], StringComparison.Ordinal);
        Assert.Empty(await LedgerAsync());
        Assert.Equal("", await ShownAsync());
        Assert.Equal([2011, 2003], Logs.Ids);
    }
}
