using Isotherm.Delivery.Tests.Clouds;

namespace Isotherm.Delivery.Tests;

/// <summary>
/// The smoke test against the real functions and the real command line: what it sends is taken, what it looks for is
/// logged, and the job that it starts finds the tables equal.
/// </summary>
public sealed class RealFunctionTests
{
    [Fact]
    public async Task The_real_functions_pass_the_smoke_test_and_the_second_time_nothing_is_counted_again()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        await using var real = await RealFunctions.StartAsync(workspace.Cloud);
        workspace.Cloud.Real = real;

        var (failed, output) = await workspace.BuildAsync("pin");
        Assert.True(failed is null, output);
        var (failedAgain, second) = await workspace.BuildAsync("pin");
        Assert.True(failedAgain is null, second);

        Assert.Contains("smoke: Recorded", output, StringComparison.Ordinal);
        Assert.Contains("smoke: AlreadyRecorded", second, StringComparison.Ordinal);
        Assert.Contains(workspace.Calls, call => call.EndsWith(
            "--args=verify,--from=2019-02-19T14,--to=2019-02-19T14", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_the_real_aggregate_puts_aside_fails_the_smoke_test_although_it_answers_204()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        await using var real = await RealFunctions.StartAsync(workspace.Cloud);
        workspace.Cloud.Real = real;
        var objects = workspace.Cloud.Buckets[Cloud.RawBucket].Objects;
        var (name, manifest) = objects.Single();
        objects[name] = manifest.Replace(@"\""run\"":\""first\""", @"\""run\"":\""forged\""", StringComparison.Ordinal);
        Assert.NotEqual(manifest, objects[name]);

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.Equal("smoke", failed);
        Assert.Contains("answered 204 and did not take the message: 2003", output, StringComparison.Ordinal);
        Assert.Equal("isotherm-aggregate-00001-abc", workspace.Serving(Cloud.Aggregate));
    }
}
