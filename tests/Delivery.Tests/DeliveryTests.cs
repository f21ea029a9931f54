using Isotherm.Delivery.Tests.Clouds;

namespace Isotherm.Delivery.Tests;

/// <summary>A change on its way to production, when all goes well.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task An_empty_project_runs_after_bootstrap_and_one_build()
    {
        await using var workspace = await Deliveries.BootstrappedAsync();

        var (failed, output) = await workspace.BuildAsync();

        Assert.True(failed is null, output);
        var cloud = workspace.Cloud;
        Assert.Empty(cloud.Violations);
        Assert.Equal("isotherm-fetch-00001-abc", workspace.Serving(Cloud.Fetch));
        Assert.Equal("isotherm-aggregate-00001-abc", workspace.Serving(Cloud.Aggregate));
        Assert.Equal("isotherm-report-00001-abc", workspace.Serving(Cloud.Report));
        Assert.Equal((1, 1), (cloud.Migrations, cloud.Runs));
        Assert.Equal(["2026-11-25T02"], cloud.HoursInTables);
        var targets = cloud.Services.Values.SelectMany(service => service.Traffic);
        Assert.DoesNotContain(targets, target => target.Revision is null);
        Assert.Contains("no message was tried", output, StringComparison.Ordinal);
        Assert.Contains("2026-11-25T02 is in the tables", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_migrated_then_tried_then_given_the_traffic()
    {
        await using var workspace = await Deliveries.RunningAsync();

        var (failed, output) = await workspace.BuildAsync();

        Assert.True(failed is null, output);
        Assert.Equal(
            [
                "apply", "job isotherm-migrate", "traffic isotherm-fetch", "traffic isotherm-aggregate",
                "job isotherm-verify", "traffic isotherm-report", "traffic isotherm-aggregate",
                "traffic isotherm-fetch", "traffic isotherm-report",
            ],
            workspace.Cloud.Changes);
        foreach (var name in new[] { Cloud.Fetch, Cloud.Aggregate, Cloud.Report })
        {
            var service = workspace.Cloud.Services[name];
            Assert.Equal($"{name}-00002-abc", workspace.Serving(name));
            Assert.Equal($"{name}-00001-abc", service.Tagged("previous"));
            Assert.Null(service.Tagged("candidate"));
        }

        Assert.Equal(0, workspace.Cloud.Runs);
        Assert.Empty(workspace.Cloud.Violations);
    }

    [Fact]
    public async Task An_installation_of_two_services_gets_the_third_and_a_rollback_leaves_it()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        workspace.Cloud.Services.Remove(Cloud.Report);

        var (failed, output) = await workspace.BuildAsync("pin");
        var (code, said) = await workspace.RunAsync("delivery/rollback.sh");

        Assert.True(failed is null, output);
        Assert.True(code == 0, said);
        Assert.Contains("isotherm-report is not there yet", output, StringComparison.Ordinal);
        Assert.Contains("isotherm-report has no revision with the tag previous, and stays", said,
            StringComparison.Ordinal);
        Assert.Equal("isotherm-fetch-00001-abc", workspace.Serving(Cloud.Fetch));
        Assert.Equal("isotherm-report-00001-abc", workspace.Serving(Cloud.Report));
        Assert.Empty(workspace.Cloud.Violations);
    }

    [Fact]
    public async Task A_report_that_only_browsers_reach_is_delivered_and_a_person_is_told_to_look()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        workspace.Cloud.Behaviour = new CloudBehaviour { IsBehindProxy = true };

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Contains("was not tried: look at it yourself", output, StringComparison.Ordinal);
        Assert.Equal("isotherm-report-00002-abc", workspace.Serving(Cloud.Report));
    }

    [Fact]
    public async Task The_messages_of_the_newest_run_are_pushed_word_for_word_and_no_others()
    {
        await using var workspace = await Deliveries.WithImagesAsync();

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Equal(
            [0, 1],
            workspace.Cloud.Taken.Select(taken => System.Text.Json.Nodes.JsonNode.Parse(taken.Message)!)
                .Where(message => (string?)message["run"] == "scheduled-20261124t130000z")
                .Select(message => (int)message["part"]!).Order());
        Assert.Equal(2, workspace.Cloud.Taken.Count);
        Assert.Contains(workspace.Calls, call => call.EndsWith(
            "--args=verify,--from=2026-11-24T13,--to=2026-11-24T13", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_commit_again_changes_nothing_that_serves()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        await workspace.BuildAsync("pin");

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Equal("isotherm-fetch-00002-abc", workspace.Serving(Cloud.Fetch));
        Assert.Equal("isotherm-fetch-00001-abc", workspace.Cloud.Services[Cloud.Fetch].Tagged("previous"));
        Assert.Empty(workspace.Cloud.Violations);
    }

    [Fact]
    public async Task Images_are_deployed_by_the_digest_that_was_pushed_and_each_has_its_bill_of_materials()
    {
        await using var workspace = await Deliveries.RunningAsync();

        await workspace.BuildAsync();

        var cloud = workspace.Cloud;
        var prefix = "europe-west9-docker.pkg.dev/my-project/isotherm/";
        Assert.Equal(cloud.Images[prefix + "fetch:build-2"], cloud.Services[Cloud.Fetch].Revisions[^1].Image);
        Assert.Equal(cloud.Images[prefix + "aggregate:build-2"], cloud.Services[Cloud.Aggregate].Revisions[^1].Image);
        Assert.Equal(cloud.Images[prefix + "report:build-2"], cloud.Services[Cloud.Report].Revisions[^1].Image);
        Assert.All(cloud.Jobs.Values, image => Assert.Equal(cloud.Images[prefix + "cli:build-2"], image));
        foreach (var name in new[] { "fetch", "aggregate", "report", "cli" })
            Assert.Contains(cloud.Images[$"{prefix}{name}:build-2"], cloud.Bills.Keys);
    }

    [Fact]
    public async Task The_plan_is_kept_with_its_images_beside_the_state()
    {
        await using var workspace = await Deliveries.WithImagesAsync();

        await workspace.BuildAsync("pin");

        var kept = workspace.Cloud.Buckets[Cloud.StateBucket].Objects.Keys;
        Assert.Superset(
            new HashSet<string> { "plan.tfplan", "plan.txt", "images.tfvars.json" },
            kept.Where(name => name.StartsWith("plans/build-2/", StringComparison.Ordinal))
                .Select(name => name["plans/build-2/".Length..]).ToHashSet());
    }

    [Fact]
    public async Task Layers_of_earlier_builds_are_used_again_and_version_and_revision_are_told_to_the_program()
    {
        await using var workspace = await Deliveries.RunningAsync();
        workspace.Cloud.Images["europe-west9-docker.pkg.dev/my-project/isotherm/fetch-build:cache"] = "an earlier one";
        workspace.Environment["COMMIT_SHA"] = "0123abc";

        await workspace.BuildAsync();
        var untagged = workspace.Docker.Builds.ToArray();
        workspace.StartBuild("build-3");
        workspace.Environment["COMMIT_SHA"] = "0123abc";
        workspace.Environment["TAG_NAME"] = "v1.2.3-rc.1";
        await workspace.BuildAsync();

        Assert.Contains(workspace.Calls, call =>
            call == "docker pull --quiet europe-west9-docker.pkg.dev/my-project/isotherm/fetch-build:cache");
        const string fetch = "all europe-west9-docker.pkg.dev/my-project/isotherm/fetch:";
        Assert.Contains(fetch + "build-2 VERSION=0.0.0-build.build-2 REVISION=0123abc", untagged);
        Assert.Contains(fetch + "build-3 VERSION=1.2.3-rc.1 REVISION=0123abc", workspace.Docker.Builds);
    }
}
