using Isotherm.Delivery.Tests.Clouds;

namespace Isotherm.Delivery.Tests;

/// <summary>Traffic is pinned before the plan, or a new revision would get it.</summary>
public sealed class PinTests
{
    [Fact]
    public async Task Traffic_that_follows_the_latest_revision_is_pinned_before_a_new_one_is_made()
    {
        await using var workspace = await FollowingAsync();

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Empty(workspace.Cloud.Violations);
    }

    [Fact]
    public async Task A_pin_between_plan_and_apply_would_come_too_late()
    {
        await using var workspace = await FollowingAsync();

        foreach (var script in new[] { "plan", "pin", "apply" })
        {
            var (code, output) = await workspace.RunAsync($"delivery/{script}.sh");
            Assert.True(code == 0, output);
        }

        // This is what the order in cloudbuild.yaml prevents; it shows that the test would see it.
        Assert.Contains(
            "isotherm-aggregate-00002-abc got traffic and had not been tried", workspace.Cloud.Violations);
    }

    [Fact]
    public async Task A_split_that_somebody_made_stays_as_it_is()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        var service = workspace.Cloud.Services[Cloud.Fetch];
        service.AddRevision("another image", isReady: true);
        service.Traffic = [new(service.Revisions[0].Name, 90), new(null, 10)];
        workspace.Cloud.WasProven.UnionWith(service.Serving.Keys);

        var (code, output) = await workspace.RunAsync("delivery/pin.sh");

        Assert.True(code == 0, output);
        Assert.Equal(
            [new TrafficTarget("isotherm-fetch-00001-abc", 90), new TrafficTarget("isotherm-fetch-00002-abc", 10)],
            service.Traffic);
    }

    [Fact]
    public async Task Of_a_split_the_larger_share_is_what_a_rollback_goes_back_to()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        var service = workspace.Cloud.Services[Cloud.Fetch];
        service.AddRevision("another image", isReady: true);
        service.Traffic = [new(service.Revisions[0].Name, 10), new(service.Revisions[1].Name, 90)];
        workspace.Cloud.WasProven.UnionWith(service.Serving.Keys);

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Equal("isotherm-fetch-00003-abc", workspace.Serving(Cloud.Fetch));
        Assert.Equal("isotherm-fetch-00002-abc", service.Tagged("previous"));
    }

    [Fact]
    public async Task A_build_that_was_overtaken_by_a_later_one_leaves_the_traffic_to_it()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        foreach (var script in new[] { "pin", "plan", "apply", "migrate", "smoke" })
            Assert.Equal(0, (await workspace.RunAsync($"delivery/{script}.sh")).Code);
        workspace.Cloud.Services[Cloud.Aggregate].AddRevision("of a later build", isReady: true);

        var (code, output) = await workspace.RunAsync("delivery/shift.sh");

        Assert.Equal(1, code);
        Assert.Contains("its own delivery will shift to it", output, StringComparison.Ordinal);
        Assert.Equal("isotherm-aggregate-00001-abc", workspace.Serving(Cloud.Aggregate));
    }

    [Fact]
    public async Task A_plan_that_another_build_has_overtaken_is_not_applied()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        await workspace.RunAsync("delivery/plan.sh");
        workspace.Cloud.StateSerial++;

        var (code, output) = await workspace.RunAsync("delivery/apply.sh");
        var (again, said) = await workspace.RunAsync("delivery/apply.sh");

        Assert.Equal((1, 1), (code, again));
        Assert.Contains("Saved plan is stale", output, StringComparison.Ordinal);
        Assert.Contains("there is no plan", said, StringComparison.Ordinal); // a plan is good for one apply
        Assert.Single(workspace.Cloud.Services[Cloud.Fetch].Revisions);
    }

    [Theory]
    [InlineData("google_sql_database_instance", "no", 1)]
    [InlineData("google_storage_bucket", "no", 1)]
    [InlineData("google_sql_database_instance", "yes", 0)]
    [InlineData("google_monitoring_dashboard", "no", 0)]
    public async Task A_plan_that_deletes_what_holds_data_is_applied_by_no_machine(
        string type, string allowed, int code)
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        workspace.Cloud.Behaviour = new CloudBehaviour { PlanDeletes = type };
        workspace.Environment["_ALLOW_DATA_LOSS"] = allowed;
        await workspace.RunAsync("delivery/plan.sh");

        var (applied, output) = await workspace.RunAsync("delivery/apply.sh");

        Assert.Equal(code, applied);
        Assert.Equal(code == 1, output.Contains($"so it is not applied: {type}.main", StringComparison.Ordinal));
        Assert.Equal(code == 1 ? 1 : 2, workspace.Cloud.Services[Cloud.Fetch].Revisions.Count);
    }

    private static async Task<Workspace> FollowingAsync()
    {
        var workspace = await Deliveries.WithImagesAsync();
        foreach (var service in workspace.Cloud.Services.Values) service.Traffic = [new TrafficTarget(null, 100)];
        return workspace;
    }
}
