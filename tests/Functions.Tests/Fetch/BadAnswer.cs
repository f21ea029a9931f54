using System.Text;
using Isotherm.Adapters.SensorApi;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Functions.Tests.Fetch;

/// <summary>
/// A bad answer of the API makes no run: it is quarantined, the ledger is told, the scheduler gets 502.
/// </summary>
public sealed class BadAnswer : FetchTest
{
    [Theory]
    [InlineData("{\"error\":1}", 0)]
    [InlineData("[1,2", null)]
    [InlineData("[]x", null)]
    [InlineData("", null)]
    [InlineData("<html>", 0)]
    [InlineData("[{\"id\":\"\u0001\"}]", null)]
    public async Task A_body_that_is_not_one_JSON_array_is_quarantined_with_its_offset_and_bytes(
        string body, int? offset)
    {
        await StartAsync(RudeAnswer.Json(body));

        var (status, reason) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        var record = await TheQuarantineAsync();
        Assert.Equal(Encoding.UTF8.GetBytes(body), record.GetProperty("body").GetBytesFromBase64());
        Assert.Equal(body.Length, record.GetProperty("received_bytes").GetInt64());
        Assert.Equal(reason.TrimEnd(), record.GetProperty("reason").GetString());
        var at = record.GetProperty("offset").GetInt64();
        Assert.InRange(at, 0, body.Length);
        Assert.Equal(offset ?? at, at);
        await AssertNoRunAsync();
    }

    [Fact]
    public async Task A_status_that_is_no_success_is_quarantined_with_its_page()
    {
        await StartAsync(RudeAnswer.Of(404, "text/html", "<h1>gone</h1>"u8.ToArray()));

        var (status, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        var record = await TheQuarantineAsync();
        Assert.Equal(404, record.GetProperty("status").GetInt32());
        Assert.Equal("<h1>gone</h1>"u8.ToArray(), record.GetProperty("body").GetBytesFromBase64());
        Assert.False(record.TryGetProperty("offset", out _));
        Assert.Equal("2019-02-19T14:00:00Z", record.GetProperty("hour").GetString());
        await AssertNoRunAsync();
    }

    [Fact]
    public async Task An_answer_that_is_no_HTTP_is_quarantined_without_status()
    {
        await StartAsync(RudeAnswer.Raw("SSH-2.0-OpenSSH\r\n\r\n"));

        var (status, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        Assert.False((await TheQuarantineAsync()).TryGetProperty("status", out _));
    }

    [Fact]
    public async Task A_body_that_is_cut_is_quarantined_even_when_its_JSON_is_complete()
    {
        await StartAsync(RudeAnswer.Of(200, "application/json", "[]"u8.ToArray(), length: 3));

        var (status, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        Assert.Equal(2, (await TheQuarantineAsync()).GetProperty("offset").GetInt64());
        await AssertNoRunAsync();
    }

    [Fact]
    public async Task A_long_body_lies_in_a_part_that_no_manifest_names_and_the_record_says_where()
    {
        var body = "[" + new string(' ', 3 * 1024 * 1024) + "oops";
        await StartAsync(RudeAnswer.Json(body));

        var (status, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        var record = await TheQuarantineAsync();
        Assert.False(record.TryGetProperty("body", out _));
        var part = Assert.Single(Objects(record));
        Assert.Equal(Encoding.UTF8.GetBytes(body), await ReadAsync(part));
        Assert.True(RawObjectName.TryParse(part, out _));
        Assert.Equal(body.Length - 4, record.GetProperty("offset").GetInt64());
        Assert.Equal([part], await ObjectsAsync(RawObjectName.Prefix));
    }

    [Fact]
    public async Task A_body_over_the_size_limit_makes_no_run_and_is_kept_as_far_as_it_came()
    {
        await StartAsync(
            options => options with { SensorApi = options.SensorApi with { MaxBytes = 2 * 1024 * 1024 } },
            RudeAnswer.Json("[" + new string(' ', 2 * 1024 * 1024) + "]"));

        var (status, reason) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        Assert.Contains("longer than 2097152 bytes", reason, StringComparison.Ordinal);
        var record = await TheQuarantineAsync();
        Assert.Equal(2 * 1024 * 1024, (await ReadAsync(Assert.Single(Objects(record)))).Length);
    }

    [Fact]
    public async Task A_long_page_with_the_key_is_kept_in_its_masked_head_only()
    {
        var body = "[\"" + new string('x', 3 * 1024 * 1024) + Key + "\"]";
        await StartAsync(RudeAnswer.Json(body));

        var (status, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        var record = await TheQuarantineAsync();
        Assert.Equal(SensorApiAnswer.MaxHead, record.GetProperty("body").GetBytesFromBase64().Length);
        Assert.True(record.GetProperty("body_is_cut").GetBoolean());
        await AssertNoRunAsync();
        Assert.DoesNotContain(Key, await EverythingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_bad_answer_the_retry_is_the_same_run_and_may_succeed()
    {
        await StartAsync(RudeAnswer.Json("oops"), RudeAnswer.Json(Answer));

        var (first, _) = await PostAsync(scheduleTime: ScheduleTime);
        var (second, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal((502, 200), (first, second));
        Assert.Collection(
            Messages(),
            failed => Assert.IsType<FailedRunMessage>(failed),
            part => Assert.IsType<PartMessage>(part));
        Assert.Single(Messages().Select(message => message.Key).Distinct());
        Assert.Equal([1003, 1001], Logs.Ids);
    }

    [Fact]
    public async Task An_API_that_cannot_be_reached_is_503_and_the_ledger_is_told()
    {
        await StartAsync(new RudeAnswer([], RudeEnding.Reset));

        var (status, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(503, status);
        Assert.Equal(3, Api.Requests.Count);
        Assert.IsType<FailedRunMessage>(Assert.Single(Messages()));
        Assert.Empty(await ObjectsAsync());
        Assert.Equal([1004], Logs.Ids);
    }

    [Fact]
    public async Task That_the_ledger_cannot_be_told_changes_nothing()
    {
        await StartAsync(RudeAnswer.Json("oops"));
        Topic.Faults.StrikeNext("publish", FaultMoment.Before);

        var (status, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        Assert.Empty(Topic.Taken);
        await TheQuarantineAsync();
        Assert.Equal([1006, 1003], Logs.Ids);
    }

    [Fact]
    public async Task A_bad_answer_that_cannot_be_quarantined_is_503()
    {
        await StartAsync(RudeAnswer.Json("oops"));
        Bucket.Faults.StrikeNext("commit", FaultMoment.Before);

        var (status, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(503, status);
        Assert.IsType<FailedRunMessage>(Assert.Single(Messages()));
    }

    private async Task AssertNoRunAsync()
    {
        Assert.Empty(await ObjectsAsync(RawObjectName.Prefix));
        var failed = Assert.IsType<FailedRunMessage>(Assert.Single(Messages()));
        Assert.Equal("scheduled-20190219t140000z", failed.Key.Run.Value);
        Assert.Equal([1003], Logs.Ids);
    }
}
