using Isotherm.Delivery.Tests.Clouds;

namespace Isotherm.Delivery.Tests;

/// <summary>Back to what served before, with one command.</summary>
public sealed class RollbackTests
{
    [Fact]
    public async Task A_rollback_gives_the_traffic_back_and_may_be_repeated()
    {
        await using var workspace = await DeliveredAsync();

        for (var i = 0; i < 2; i++)
        {
            var (code, output) = await workspace.RunAsync("delivery/rollback.sh");

            Assert.True(code == 0, output);
            Assert.Equal("isotherm-fetch-00001-abc", workspace.Serving(Cloud.Fetch));
            Assert.Equal("isotherm-aggregate-00001-abc", workspace.Serving(Cloud.Aggregate));
            Assert.Equal("isotherm-report-00001-abc", workspace.Serving(Cloud.Report));
        }

        Assert.Empty(workspace.Cloud.Violations);
    }

    [Fact]
    public async Task The_delivery_after_a_rollback_goes_as_usual()
    {
        await using var workspace = await DeliveredAsync();
        await workspace.RunAsync("delivery/rollback.sh");
        workspace.StartBuild("build-3");
        workspace.PutImages();

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Equal("isotherm-fetch-00003-abc", workspace.Serving(Cloud.Fetch));
        Assert.Equal("isotherm-fetch-00001-abc", workspace.Cloud.Services[Cloud.Fetch].Tagged("previous"));
    }

    [Fact]
    public async Task Without_an_earlier_revision_nothing_is_changed()
    {
        await using var workspace = await Deliveries.RunningAsync();

        var (code, output) = await workspace.RunAsync("delivery/rollback.sh");

        Assert.Equal(1, code);
        Assert.Contains("isotherm-fetch has no revision with the tag previous, so nothing was changed", output,
            StringComparison.Ordinal);
        Assert.Empty(workspace.Cloud.Changes);
    }

    private static async Task<Workspace> DeliveredAsync()
    {
        var workspace = await Deliveries.WithImagesAsync();
        var (failed, output) = await workspace.BuildAsync("pin");
        Assert.True(failed is null, output);
        return workspace;
    }
}
