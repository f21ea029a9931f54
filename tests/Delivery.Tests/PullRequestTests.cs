using Isotherm.Delivery.Tests.Clouds;

namespace Isotherm.Delivery.Tests;

/// <summary>A build that is not to deliver plans, and touches nothing that runs.</summary>
public sealed class PullRequestTests
{
    [Fact]
    public async Task A_pull_request_goes_as_far_as_the_plan_and_changes_nothing_that_runs()
    {
        await using var workspace = await Deliveries.RunningAsync();
        workspace.Environment["_PR_NUMBER"] = "17";
        workspace.Environment["BRANCH_NAME"] = "main"; // of a fork: the name proves nothing
        var before = workspace.Cloud.State();

        var (failed, output) = await workspace.BuildAsync();

        Assert.True(failed is null, output);
        Assert.Contains("plans/build-2/plan.tfplan", workspace.Cloud.Buckets[Cloud.StateBucket].Objects.Keys);
        Assert.Equal(before, workspace.Cloud.State());
        Assert.Empty(workspace.Cloud.Changes);
        Assert.Contains("delivery/apply.sh is left out: this is pull request 17", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_request_puts_nothing_into_the_cache_that_main_builds_from()
    {
        await using var workspace = await Deliveries.RunningAsync();
        workspace.Environment["_DELIVER"] = "no";

        await workspace.BuildAsync();

        Assert.DoesNotContain(workspace.Cloud.Images.Keys, image => image.EndsWith(":cache", StringComparison.Ordinal));
        Assert.Contains(workspace.Cloud.Images.Keys, image => image.EndsWith("/cli:build-2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("yes", null, null, null, true)] // submitted by hand
    [InlineData("yes", "", "", "", true)]
    [InlineData("yes", "main", "", "", true)]
    [InlineData("yes", "$BRANCH_NAME", "$_PR_NUMBER", "${_HEAD_BRANCH}", true)] // what nobody replaced is not there
    [InlineData("no", "main", "", "", false)]
    [InlineData(null, "main", "", "", false)]
    [InlineData("", "main", "", "", false)]
    [InlineData("true", "main", "", "", false)]
    [InlineData("yes", "feature", "", "", false)]
    [InlineData("yes", "main-2", "", "", false)]
    [InlineData("yes", "main", "17", "", false)]
    [InlineData("yes", "main", "", "feature", false)]
    public async Task A_build_delivers_only_when_it_was_told_to_and_is_no_pull_request(
        string? deliver, string? branch, string? number, string? head, bool isDelivered)
    {
        await using var workspace = await Deliveries.EmptyAsync();
        workspace.Put("script.sh", "echo delivered");
        workspace.Environment.Remove("_DELIVER");
        (string Name, string? Value)[] given =
            [("_DELIVER", deliver), ("BRANCH_NAME", branch), ("_PR_NUMBER", number), ("_HEAD_BRANCH", head)];
        foreach (var (name, value) in given)
            if (value is not null) workspace.Environment[name] = value;

        var (code, output) = await workspace.RunAsync("delivery/when-delivering.sh", "script.sh");

        Assert.Equal(0, code);
        Assert.StartsWith(
            isDelivered ? "delivered" : "when-delivering: script.sh is left out: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_fails_the_step()
    {
        await using var workspace = await Deliveries.EmptyAsync();
        workspace.Put("script.sh", "exit 7");

        Assert.Equal(7, (await workspace.RunAsync("delivery/when-delivering.sh", "script.sh")).Code);
        Assert.Equal(1, (await workspace.RunAsync("delivery/when-delivering.sh", "none.sh")).Code);
        Assert.Equal(2, (await workspace.RunAsync("delivery/when-delivering.sh")).Code);
    }
}
