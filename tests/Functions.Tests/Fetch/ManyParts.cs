using System.Text;
using System.Text.Json;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Functions.Tests.Fetch;

/// <summary>An answer that is too large for one part becomes a run of several.</summary>
public sealed class ManyParts : FetchTest
{
    /// <summary>Five readings; a careless cut would hit a bracket in a text, or spell a number anew.</summary>
    private const string Long =
        "\uFEFF [ {\"id\":\"],[\",\"lat\":45.50}, {\"country\":\"Fr\\u0061nce\"} ,\r\n"
        + "{\"x\":[[{}]]},4 , {\"é\":1e0}] \n";

    private static readonly string[] Cut =
    [
        "\uFEFF [ {\"id\":\"],[\",\"lat\":45.50}, {\"country\":\"Fr\\u0061nce\"}]",
        "[{\"x\":[[{}]]},4]",
        "[{\"é\":1e0}] \n",
    ];

    public static TheoryData<int, FaultMoment> EveryStep()
    {
        var steps = new TheoryData<int, FaultMoment>();
        for (var operation = 1; operation <= 17; operation++)
        {
            steps.Add(operation, FaultMoment.Before);
            steps.Add(operation, FaultMoment.After);
        }

        return steps;
    }

    [Fact]
    public async Task A_large_answer_is_cut_between_readings_and_committed_as_one_run_with_a_message_a_part()
    {
        await StartPairsAsync(RudeAnswer.Json(Long));

        var (status, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(200, status);
        Assert.Equal(3, JsonDocument.Parse(body).RootElement.GetProperty("parts").GetInt32());
        var manifest = await TheManifestAsync();
        Assert.Equal(Cut, await TextsAsync(manifest.Parts.Select(part => part.Stored.Name)));
        Assert.Equal([2, 2, 1], manifest.Parts.Select(part => part.Records));
        Assert.Equal(manifest.Parts.Select(part => part.Message), Topic.Taken.Select(taken => taken.Body));
        Assert.Equal(
            manifest.Parts.Select((part, index) => new PartMessage(
                manifest.Key, manifest.StartedAt, Bucket.Name, part.Stored.Name, part.Stored.Generation, index, 3)),
            Messages());
        Assert.Equal(4, (await ObjectsAsync(RawObjectName.Prefix)).Count);
    }

    [Theory]
    [InlineData(PartLimits.MaxReadings, 1)]
    [InlineData(PartLimits.MaxReadings + 1, 2)]
    public async Task A_part_takes_as_many_readings_as_aggregate_may_hold(int readings, int parts)
    {
        var answer = $"[{string.Join(',', Enumerable.Repeat('1', readings))}]";
        await StartAsync(RudeAnswer.Json(answer));

        await PostAsync(scheduleTime: ScheduleTime);

        var manifest = await TheManifestAsync();
        Assert.Equal(parts, manifest.Parts.Count);
        Assert.Equal(readings, manifest.Parts.Sum(part => part.Records));
        if (parts == 1) Assert.Equal(Encoding.UTF8.GetBytes(answer), await ReadAsync(manifest.Parts[0].Stored.Name));
    }

    [Fact]
    public async Task A_run_of_many_parts_takes_as_many_steps_as_are_struck()
    {
        await StartPairsAsync(RudeAnswer.Json(Long));

        await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(17, Bucket.Faults.Operations);
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_bucket_that_fails_at_any_step_leaves_no_half_run_and_a_retry_makes_it_whole(
        int operation, FaultMoment moment)
    {
        await StartPairsAsync(RudeAnswer.Json(Long), RudeAnswer.Json(Long));
        Bucket.Faults.StrikeAt(operation, moment);

        var (first, _) = await PostAsync(scheduleTime: ScheduleTime);
        Assert.Equal(503, first);
        Assert.DoesNotContain(Messages(), message => message is PartMessage);
        var (second, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(200, second);
        var manifest = await TheManifestAsync();
        Assert.Equal(Cut, await TextsAsync(manifest.Parts.Select(part => part.Stored.Name)));
        Assert.Single(manifest.Parts.Select(part => Path.GetDirectoryName(part.Stored.Name)).Distinct());
        Assert.Equal(
            manifest.Parts.Select(part => part.Message),
            Topic.Taken.Select(taken => taken.Body).Where(body => !body.Contains("failed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_crash_after_the_manifest_is_made_good_by_a_retry_that_only_publishes()
    {
        await StartPairsAsync(RudeAnswer.Json(Long));
        Topic.Faults.StrikeNext("publish", FaultMoment.Before);

        var (first, _) = await PostAsync(scheduleTime: ScheduleTime);
        var (second, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal((503, 200), (first, second));
        Assert.Contains("\"parts\":3,\"state\":\"republished\"", body, StringComparison.Ordinal);
        Assert.Single(Api.Requests);
        Assert.Equal(3, Topic.Taken.Count);
    }

    [Fact]
    public async Task Attempts_that_race_have_a_folder_each_and_all_announce_the_parts_of_the_winner()
    {
        await StartPairsAsync(RudeAnswer.Json("[1,2,3]"), RudeAnswer.Json("[1,2,3,4,5]"), RudeAnswer.Json("[9]"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(scheduleTime: ScheduleTime)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        var manifest = await TheManifestAsync();
        Assert.Equal(
            manifest.Parts.SelectMany(part => Enumerable.Repeat(part.Message, 6)).Order(StringComparer.Ordinal),
            Topic.Taken.Select(taken => taken.Body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_fault_behind_the_first_parts_makes_no_run_and_the_record_names_what_was_written()
    {
        await StartPairsAsync(RudeAnswer.Json("[1,2,3,4 , 5 oops [[[ "));

        var (status, reason) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        Assert.Contains("unexpected 'o'. (at byte 13)", reason, StringComparison.Ordinal);
        var record = await TheQuarantineAsync();
        Assert.Equal(13, record.GetProperty("offset").GetInt64());
        Assert.Equal(["[1,2]", "[3,4]", "[5 oops [[[ "], await TextsAsync(Objects(record)));
        Assert.False(record.TryGetProperty("body", out _));
        await AssertNoRunAsync();
    }

    [Fact]
    public async Task A_body_that_breaks_off_behind_the_first_parts_makes_no_run()
    {
        await StartPairsAsync(RudeAnswer.Of(200, "application/json", "[1,2,3]"u8.ToArray(), length: 100));

        var (status, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        Assert.Equal(["[1,2]", "[3]"], await TextsAsync(Objects(await TheQuarantineAsync())));
        await AssertNoRunAsync();
    }

    [Fact]
    public async Task A_body_over_the_size_limit_makes_no_run_whatever_parts_were_written()
    {
        await StartAsync(
            options => options with
            {
                PartLimits = new PartLimits(6, 2),
                SensorApi = options.SensorApi with { MaxBytes = 10 },
            },
            RudeAnswer.Json("[1,2,3,4,5,6]"));

        var (status, reason) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        Assert.Contains("longer than 10 bytes", reason, StringComparison.Ordinal);
        Assert.Equal(["[1,2]", "[3,4,5"], (await TextsAsync(Objects(await TheQuarantineAsync())))[..2]);
        await AssertNoRunAsync();
    }

    [Fact]
    public async Task A_reading_that_no_part_can_hold_makes_no_run_and_says_where_it_is()
    {
        await StartAsync(
            options => options with { PartLimits = new PartLimits(10, 10) },
            RudeAnswer.Json("[1,2,{\"a\":12345},3]"));

        var (status, reason) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        Assert.Contains("a reading, after byte 5, that no part of 10 bytes can hold", reason, StringComparison.Ordinal);
        var record = await TheQuarantineAsync();
        Assert.Equal(5, record.GetProperty("offset").GetInt64());
        await AssertNoRunAsync();
    }

    [Fact]
    public async Task The_key_in_a_later_part_ends_the_call_and_stands_in_nothing_that_is_kept()
    {
        var filler = string.Concat(Enumerable.Repeat("{\"id\":\"a\"},", 20_000));
        await StartAsync(
            options => options with { PartLimits = new PartLimits(50_000, 100_000) },
            RudeAnswer.Json($"[{filler}\"{Key}\",{filler}1]"));

        var (status, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(502, status);
        var record = await TheQuarantineAsync();
        Assert.NotEmpty(Objects(record));
        Assert.NotEmpty(record.GetProperty("body").GetBytesFromBase64());
        Assert.DoesNotContain(Key, await EverythingAsync(), StringComparison.Ordinal);
        await AssertNoRunAsync();
    }

    private Task StartPairsAsync(params RudeAnswer[] answers) =>
        StartAsync(options => options with { PartLimits = new PartLimits(PartLimits.MaxBytes, 2) }, answers);

    private async Task<string[]> TextsAsync(IEnumerable<string> names)
    {
        var texts = new List<string>();
        foreach (var name in names) texts.Add(Encoding.UTF8.GetString(await ReadAsync(name)));
        return [.. texts];
    }

    private async Task AssertNoRunAsync()
    {
        var names = await ObjectsAsync(RawObjectName.Prefix);
        Assert.DoesNotContain(names, name => name.EndsWith("manifest.json", StringComparison.Ordinal));
        Assert.IsType<FailedRunMessage>(Assert.Single(Messages()));
    }
}
