using Isotherm.Adapters.Messages;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.SensorApi;
using Isotherm.Aggregate;
using Isotherm.Core.Runs;
using Isotherm.Fetch;
using Isotherm.Hosting;

namespace Isotherm.Functions.Tests.Hosting;

/// <summary>Every deadline lies inside the next, with the figures that are documented.</summary>
public sealed class Deadlines
{
    [Fact]
    public void The_chain_of_aggregate_is_240_270_300_seconds()
    {
        var chain = DeadlineChain.Around(AggregateOptions.Default.WorkTimeout);

        Assert.Equal([240, 270, 300], Seconds(chain));
    }

    [Fact]
    public void The_chain_of_fetch_holds_its_slowest_steps_one_after_the_other()
    {
        var options = Fetch(SensorApiOptions.DefaultDeadline);
        var storage = new CloudStorageOptions().Deadline;
        var slowest = storage + options.SensorApi.Deadline + storage + storage + new PubSubRetry().Deadline;

        Assert.Equal(slowest, options.WorkTimeout);
        Assert.Equal([345, 375, 405], Seconds(DeadlineChain.Around(options.WorkTimeout)));
    }

    [Fact]
    public void The_longest_chains_that_can_be_set_fit_what_the_callers_can_be_set_to()
    {
        var fetch = Bind(FetchOptions.Bind, ("SENSOR_API_DEADLINE_SECONDS", "540")).Options;
        var aggregate = Bind(AggregateOptions.Bind, ("WORK_TIMEOUT_SECONDS", "540")).Options;

        Assert.Equal(TimeSpan.FromSeconds(540), fetch.SensorApi.Deadline);
        Assert.InRange(DeadlineChain.Around(fetch.WorkTimeout).Caller, TimeSpan.Zero, DeadlineChain.MaxAttemptDeadline);
        Assert.Equal(DeadlineChain.MaxAckDeadline, DeadlineChain.Around(aggregate.WorkTimeout).Caller);
    }

    [Theory]
    [InlineData("270", true)]
    [InlineData("3600", true)]
    [InlineData("269", false)]
    public void Work_of_aggregate_that_would_outlast_its_request_is_refused(string request, bool fits)
    {
        var mistakes = Bind(AggregateOptions.Bind, ("REQUEST_TIMEOUT_SECONDS", request)).Mistakes;

        if (fits) Assert.Empty(mistakes);
        else Assert.Equal(
            ["WORK_TIMEOUT_SECONDS lets the work take 240 s; then REQUEST_TIMEOUT_SECONDS must be 270 or more."],
            mistakes);
    }

    [Theory]
    [InlineData("375", "120", true)]
    [InlineData("374", "120", false)]
    [InlineData("300", "45", true)]
    public void A_call_of_fetch_that_would_outlast_its_request_is_refused(string request, string deadline, bool fits)
    {
        var mistakes = Bind(
            FetchOptions.Bind,
            ("REQUEST_TIMEOUT_SECONDS", request),
            ("SENSOR_API_DEADLINE_SECONDS", deadline)).Mistakes;

        if (fits) Assert.Empty(mistakes);
        else Assert.StartsWith("SENSOR_API_DEADLINE_SECONDS lets", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    private static FetchOptions Fetch(TimeSpan deadline) => new(
        new SensorApiOptions { Url = new Uri("http://127.0.0.1/"), Key = "key", Deadline = deadline },
        SlotLength.Hourly);

    private static int[] Seconds(DeadlineChain chain) =>
        [.. new[] { chain.Work, chain.Request, chain.Caller }.Select(limit => (int)limit.TotalSeconds)];

    private static (T Options, IReadOnlyList<string> Mistakes) Bind<T>(
        Func<EnvironmentSettings, T> bind, params (string Name, string Value)[] variables)
    {
        var all = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        all["SENSOR_API_URL"] = "http://127.0.0.1/";
        all["SENSOR_API_KEY"] = "key";
        var settings = new EnvironmentSettings(all.GetValueOrDefault);
        return (bind(settings), settings.Mistakes);
    }
}
