using Isotherm.Delivery.Tests.Clouds;

namespace Isotherm.Delivery.Tests;

/// <summary>The first delivery ends with a run, and it is honest about what it could not check before.</summary>
public sealed class FirstRunTests
{
    [Fact]
    public async Task The_hour_may_take_a_moment_to_arrive()
    {
        await using var workspace = await StartAsync(new CloudBehaviour { HourArrivesAfter = 3 });

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Equal(1, workspace.Cloud.Runs);
    }

    [Fact]
    public async Task An_hour_that_never_arrives_fails_the_build()
    {
        await using var workspace = await StartAsync(new CloudBehaviour { HourArrivesAfter = 100 });

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.Equal("first-run", failed);
        Assert.Contains("2026-11-25T02 is not in the tables", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(502, "committed", "fetch, run first-build-1 answered 502, not 200")]
    [InlineData(400, "committed", "fetch, run first-build-1 answered 400, not 200")]
    [InlineData(200, "surprised", "not as documented")]
    public async Task A_first_run_that_fails_is_reported(int status, string state, string said)
    {
        await using var workspace = await StartAsync(new CloudBehaviour { FetchAnswer = status, FetchState = state });

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.Equal("first-run", failed);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Equal("isotherm-fetch-00001-abc", workspace.Serving(Cloud.Fetch));
    }

    [Fact]
    public async Task A_first_delivery_that_failed_halfway_is_finished_by_the_next_build()
    {
        await using var workspace = await StartAsync(new CloudBehaviour { ApplyFailsHalfway = true });
        var (failed, _) = await workspace.BuildAsync("pin");
        Assert.Equal("apply", failed);
        Assert.Single(workspace.Cloud.Services);
        workspace.Cloud.Behaviour = new CloudBehaviour();
        workspace.StartBuild("build-2");
        workspace.PutImages();

        (failed, var output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Equal("isotherm-aggregate-00002-abc", workspace.Serving(Cloud.Aggregate));
        Assert.Equal("isotherm-fetch-00001-abc", workspace.Serving(Cloud.Fetch));
        Assert.Equal(1, workspace.Cloud.Runs);
        Assert.Empty(workspace.Cloud.Violations);
    }

    private static async Task<Workspace> StartAsync(CloudBehaviour behaviour)
    {
        var workspace = await Deliveries.BootstrappedAsync();
        workspace.PutImages();
        workspace.Cloud.Behaviour = behaviour;
        return workspace;
    }
}
