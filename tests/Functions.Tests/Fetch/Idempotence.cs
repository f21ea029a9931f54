using System.Text;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Testing;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Functions.Tests.Fetch;

/// <summary>Whatever fails and whenever, a run is committed once, and a retry makes it whole.</summary>
public sealed class Idempotence : FetchTest
{
    private const string RunFolder = "raw/v1/2019/02/19/14/scheduled-20190219t140000z/";

    public static TheoryData<int, FaultMoment> EveryStep()
    {
        // find nothing, create and commit the part with its one write, create and commit the manifest with its write
        var steps = new TheoryData<int, FaultMoment>();
        for (var operation = 1; operation <= 7; operation++)
        {
            steps.Add(operation, FaultMoment.Before);
            steps.Add(operation, FaultMoment.After);
        }

        return steps;
    }

    [Fact]
    public async Task A_good_run_takes_as_many_steps_as_are_struck()
    {
        await StartAsync(RudeAnswer.Json(Answer));

        await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(
            ["open", "create", "write", "commit", "create", "write", "commit"],
            Bucket.Faults.Log.Select(operation => operation.Split(' ')[0]));
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_bucket_that_fails_at_any_step_leaves_no_half_run_and_a_retry_makes_it_whole(
        int operation, FaultMoment moment)
    {
        await StartAsync(RudeAnswer.Json(Answer), RudeAnswer.Json(Answer));
        Bucket.Faults.StrikeAt(operation, moment);

        var (first, _) = await PostAsync(scheduleTime: ScheduleTime);
        Assert.Equal(503, first);
        Assert.DoesNotContain(Messages(), message => message is Core.Messages.PartMessage);
        var (second, _) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(200, second);
        await AssertOneRunAsync();
    }

    [Theory]
    [InlineData(FaultMoment.Before, 1)]
    [InlineData(FaultMoment.After, 2)]
    public async Task A_message_that_may_not_have_arrived_is_503_and_the_retry_sends_it_again(
        FaultMoment moment, int taken)
    {
        await StartAsync(RudeAnswer.Json(Answer));
        Topic.Faults.StrikeNext("publish", moment);

        var (first, _) = await PostAsync(scheduleTime: ScheduleTime);
        var (second, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal((503, 200), (first, second));
        Assert.Contains("republished", body, StringComparison.Ordinal);
        Assert.Single(Api.Requests);
        Assert.Equal(taken, Topic.Taken.Count);
        await AssertOneRunAsync();
    }

    [Fact]
    public async Task Attempts_that_race_make_one_run_and_all_announce_it()
    {
        await StartAsync(RudeAnswer.Json("[1]"), RudeAnswer.Json("[2]"), RudeAnswer.Json("[3]"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(scheduleTime: ScheduleTime)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(8, Topic.Taken.Count);
        Assert.Single(answers, answer => answer.Body.Contains("empty", StringComparison.Ordinal));
        await AssertOneRunAsync();
    }

    [Fact]
    public async Task An_attempt_that_loses_the_race_announces_the_winner()
    {
        await StartAsync(RudeAnswer.Json("[1]"), RudeAnswer.Json(Answer));
        await PostAsync(scheduleTime: ScheduleTime);
        var winner = (await TheManifestAsync()).Parts[0].Stored;
        Bucket.Faults.StrikeNext("open", FaultMoment.Before);

        var (first, _) = await PostAsync(scheduleTime: ScheduleTime);
        var (second, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal((503, 200), (first, second));
        Assert.Contains("republished", body, StringComparison.Ordinal);
        Assert.Equal(winner, (await TheManifestAsync()).Parts[0].Stored);
    }

    [Theory]
    [InlineData("oops")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"schema_version":2}""")]
    public async Task A_manifest_that_cannot_be_read_is_500_with_its_name_and_nothing_is_called(string manifest)
    {
        await StartAsync(RudeAnswer.Json(Answer));
        await Bucket.CreateAsync(RunFolder + "manifest.json", Encoding.UTF8.GetBytes(manifest), Cancellation);

        var (status, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(500, status);
        Assert.Contains(RunFolder + "manifest.json", body, StringComparison.Ordinal);
        Assert.Empty(Api.Requests);
        Assert.Empty(Topic.Taken);
        Assert.Equal([1005], Logs.Ids);
    }

    [Fact]
    public async Task A_manifest_of_another_run_is_500()
    {
        await StartAsync(RudeAnswer.Json(Answer));
        await PostAsync("""{"run":"other"}""");
        var other = ManifestCodec.Write(await TheManifestAsync());
        await Bucket.CreateAsync(RunFolder + "manifest.json", other, Cancellation);

        var (status, body) = await PostAsync(scheduleTime: ScheduleTime);

        Assert.Equal(500, status);
        Assert.Contains("of another run", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_of_the_request_goes_with_the_message()
    {
        const string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await StartAsync(RudeAnswer.Json(Answer));
        using var http = new HttpClient();
        foreach (var header in new[] { trace, trace.ToUpperInvariant(), "00-short", trace.Replace('-', '_') })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address);
            request.Headers.TryAddWithoutValidation("traceparent", header);
            using var response = await http.SendAsync(request, Cancellation);
        }

        Assert.Equal(
            [trace, null, null, null],
            Topic.Taken.Select(taken => taken.Attributes.GetValueOrDefault("traceparent")));
    }

    private async Task AssertOneRunAsync()
    {
        var manifest = await TheManifestAsync();
        Assert.Equal("scheduled-20190219t140000z", manifest.Key.Run.Value);
        Assert.All(
            Topic.Taken.Where(taken => !taken.Body.Contains("\"failed\"", StringComparison.Ordinal)),
            taken => Assert.Equal(manifest.Parts[0].Message, taken.Body));
        var bytes = await ReadAsync(manifest.Parts[0].Stored.Name);
        Assert.Equal(manifest.Parts[0].Stored.Crc32C, Crc32C.Of(bytes));
        Assert.Equal(Slot.Containing(Clock.GetUtcNow(), SlotLength.Hourly), manifest.Key.Slot);
    }
}
