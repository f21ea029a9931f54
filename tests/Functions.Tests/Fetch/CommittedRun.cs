using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Functions.Tests.Fetch;

/// <summary>A good answer becomes a run: its bytes, its manifest, its message, and the answer that says so.</summary>
public sealed class CommittedRun : FetchTest
{
    private const string Manual = "manual-20190219t140007z-id0000000000";

    [Fact]
    public async Task A_scheduled_run_is_kept_committed_announced_and_answered()
    {
        await StartAsync(RudeAnswer.Json(Answer));

        var (status, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(200, status);
        Assert.Equal(
            """{"run":"scheduled-20190219t140000z","hour":"2019-02-19T14:00:00Z",""" +
            "\"slot\":\"2019-02-19T14:00:00Z\",\"parts\":1,\"state\":\"committed\"}",
            body);
        const string folder = "raw/v1/2019/02/19/14/scheduled-20190219t140000z/";
        var part = folder + "id00000000000002/part-00000.json";
        Assert.Equal([part, folder + "manifest.json"], (await ObjectsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(Encoding.UTF8.GetBytes(Answer), await ReadAsync(part));
        await AssertManifestAndMessageAsync(part);
    }

    [Fact]
    public async Task The_bytes_that_are_kept_are_those_after_content_decoding()
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Answer), Cancellation);
        }

        await StartAsync(RudeAnswer.Of(200, "application/json", compressed.ToArray(), "Content-Encoding: gzip\r\n"));

        await PostAsync(scheduleTime: ScheduleTime);

        var manifest = await TheManifestAsync();
        Assert.Equal(Encoding.UTF8.GetBytes(Answer), await ReadAsync(manifest.Parts[0].Stored.Name));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1,{\"country\":\"Spain\"},{\"country\":\"France\"}]")]
    public async Task An_answer_without_a_usable_reading_is_a_recorded_run_that_is_empty(string answer)
    {
        await StartAsync(RudeAnswer.Json(answer));

        var (status, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal((200, "empty"), (status, State(body)));
        Assert.Single(Messages());
        Assert.Single((await TheManifestAsync()).Parts);
    }

    [Fact]
    public async Task A_retry_announces_the_same_message_again_and_calls_nothing()
    {
        await StartAsync(RudeAnswer.Json(Answer), RudeAnswer.Json("[]"));

        await PostAsync(scheduleTime: ScheduleTime);
        Clock.Advance(TimeSpan.FromMinutes(90));
        var (status, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal((200, "republished"), (status, State(body)));
        Assert.Single(Api.Requests);
        Assert.Equal(2, Topic.Taken.Count);
        Assert.Equal(Topic.Taken[0].Body, Topic.Taken[1].Body);
        Assert.Equal([1001, 1001], Logs.Ids);
    }

    [Theory]
    [InlineData("""{"hour":"2019-02-18T09","run":"again-1"}""", "again-1", "2019-02-18T09:00:00Z")]
    [InlineData("""{"run":"again-1"}""", "again-1", "2019-02-19T14:00:00Z")]
    [InlineData("""{"hour":"2019-02-19T15:59:59+02:00"}""", Manual, "2019-02-19T13:00:00Z")]
    [InlineData(" { } ", Manual, "2019-02-19T14:00:00Z")]
    [InlineData("", Manual, "2019-02-19T14:00:00Z")]
    public async Task A_manual_run_takes_hour_and_run_from_the_caller(string request, string run, string hour)
    {
        await StartAsync(RudeAnswer.Json(Answer));

        var (status, body) = await PostAsync(request);

        Assert.Equal(200, status);
        var answer = JsonDocument.Parse(body).RootElement;
        Assert.Equal((run, hour), (answer.GetProperty("run").GetString(), answer.GetProperty("hour").GetString()));
    }

    [Theory]
    [InlineData("2019-02-19T15:00:00Z")]
    [InlineData("tomorrow")]
    [InlineData("0001-01-01T00:00:00Z", 400)]
    public async Task A_schedule_time_that_cannot_be_trusted_makes_no_scheduled_run(
        string scheduleTime, int expected = 200)
    {
        await StartAsync(RudeAnswer.Json(Answer));

        var (status, body) = await PostAsync(scheduleTime: scheduleTime);

        Assert.Equal(expected, status);
        Assert.DoesNotContain("scheduled-", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shorter_slot_stands_in_names_and_answer()
    {
        SlotLength.TryCreate(15, out var quarter);
        await StartAsync(options => options with { SlotLength = quarter }, RudeAnswer.Json(Answer));

        var (_, body) = await PostAsync(scheduleTime: "2019-02-19T13:50:00Z");

        const string expected = "\"hour\":\"2019-02-19T13:00:00Z\",\"slot\":\"2019-02-19T13:45:00Z\"";
        Assert.Contains(expected, body, StringComparison.Ordinal);
        var name = (await TheManifestAsync()).Parts[0].Stored.Name;
        Assert.StartsWith("raw/v1/2019/02/19/1345/", name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", 200)]
    [InlineData("HEAD", 200)]
    [InlineData("PUT", 405)]
    [InlineData("DELETE", 405)]
    [InlineData("PATCH", 405)]
    public async Task A_method_other_than_POST_does_nothing(string method, int status)
    {
        await StartAsync(RudeAnswer.Json(Answer));

        Assert.Equal(status, await SendAsync(method));

        Assert.Empty(Api.Requests);
        Assert.Empty(await ObjectsAsync());
        Assert.Empty(Logs.Ids);
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("hour=14", "not JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("null", "JSON object")]
    [InlineData("""{"hour":14}""", "hour")]
    [InlineData("""{"hour":null}""", "hour")]
    [InlineData("""{"hour":"today"}""", "hour")]
    [InlineData("""{"hour":"2019-02-30T14"}""", "hour")]
    [InlineData("""{"hour":"1999-12-31T23"}""", "hour must not lie before")]
    [InlineData("""{"hour":"2020-02-21T14"}""", "hour must not lie more than 366 days ahead")]
    [InlineData("""{"hour":"9999-12-31T23"}""", "hour must not lie more than 366 days ahead")]
    [InlineData("""{"hour":"2019-02-19T14","hour":"2019-02-19T13"}""", "hour is given twice")]
    [InlineData("""{"run":7}""", "run")]
    [InlineData("""{"run":""}""", "run")]
    [InlineData("""{"run":"Run"}""", "run")]
    [InlineData("""{"run":"../../x"}""", "run")]
    [InlineData("""{"run":"a","run":"b"}""", "run is given twice")]
    [InlineData("""{"run":"\ud800"}""", "not JSON")]
    [InlineData("""{"run":"a"}{}""", "not JSON")]
    [InlineData("""{"run":"a",}""", "not JSON")]
    [InlineData("""{"run":"a"} // no""", "not JSON")]
    [InlineData("""{"run":"a\u0000"}""", "run")]
    [InlineData("""{"run":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""", "run")]
    [InlineData("""{"run":["a"]}""", "run")]
    [InlineData("""{"hour":"2019-02-19T24"}""", "hour")]
    [InlineData("""{"hour":"19/02/2019 14:00"}""", "hour")]
    [InlineData("""{"hour":{"a":1}}""", "hour")]
    [InlineData("""{"\ud800":1}""", "not JSON")]
    [InlineData("true", "JSON object")]
    [InlineData("""{"Hour":"2019-02-19T14"}""", "\"Hour\" is not known")]
    [InlineData("""{"force":true}""", "\"force\" is not known")]
    public async Task A_request_that_is_wrong_is_400_and_names_the_field(string request, string says)
    {
        await StartAsync(RudeAnswer.Json(Answer));

        var (status, body) = await PostAsync(request);

        Assert.Equal(400, status);
        Assert.Contains(says, body, StringComparison.Ordinal);
        Assert.Empty(Api.Requests);
        Assert.Equal([1002], Logs.Ids);
    }

    [Fact]
    public async Task A_request_over_the_limit_is_413()
    {
        await StartAsync(RudeAnswer.Json(Answer));

        var (status, _) = await PostAsync(new string(' ', (64 * 1024) + 1));

        Assert.Equal(413, status);
        Assert.Equal([1002], Logs.Ids);
    }

    private static string? State(string body) => JsonDocument.Parse(body).RootElement.GetProperty("state").GetString();

    private async Task AssertManifestAndMessageAsync(string part)
    {
        var manifest = await TheManifestAsync();
        Assert.Equal(Api.Url.ToString(), manifest.Source);
        Assert.Equal(Clock.GetUtcNow(), manifest.StartedAt);
        var kept = Assert.Single(manifest.Parts);
        Assert.Equal((part, 2L), (kept.Stored.Name, kept.Records));
        Assert.Equal(Crc32C.Of(Encoding.UTF8.GetBytes(Answer)), kept.Stored.Crc32C);
        var taken = Assert.Single(Topic.Taken);
        Assert.Equal(kept.Message, taken.Body);
        Assert.Equal("1", taken.Attributes["version"]);
        Assert.Equal("scheduled-20190219t140000z", taken.Attributes["run"]);
        var message = Assert.IsType<PartMessage>(Assert.Single(Messages()));
        Assert.Equal((manifest.Key, part), (message.Key, message.ObjectName));
        Assert.Equal(kept.Stored.Generation, message.Generation);
        Assert.Equal(("raw", 0, 1), (message.Bucket, message.Part, message.Parts));
        var line = Assert.Single(Logs.Of(1001));
        Assert.Contains("read=2 usable=1 rejects=1", line, StringComparison.Ordinal);
    }
}
