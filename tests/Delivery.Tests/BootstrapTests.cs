using Isotherm.Delivery.Tests.Clouds;
using Isotherm.Testing;

namespace Isotherm.Delivery.Tests;

/// <summary>The first of the three commands.</summary>
public sealed class BootstrapTests
{
    [Fact]
    public async Task Bootstrap_makes_the_state_bucket_and_what_the_first_build_needs()
    {
        await using var workspace = await Deliveries.BootstrappedAsync();

        var bucket = Assert.Single(workspace.Cloud.Buckets);
        Assert.Equal(Cloud.StateBucket, bucket.Key);
        Assert.True(bucket.Value is { IsVersioned: true, IsUniform: true, IsNeverPublic: true });
        Assert.Superset(
            new HashSet<string>
            {
                "google_project_service.apis", "google_service_account.deployer", "google_project_iam_member.deployer",
                "google_artifact_registry_repository.images", "google_secret_manager_secret.sensor_api_key",
            },
            workspace.Cloud.Resources.ToHashSet());
        Assert.Contains("gcloud builds submit --project=my-project --substitutions=_DELIVER=yes\n", workspace.Output,
            StringComparison.Ordinal);
        Assert.Contains("gcloud secrets versions add isotherm-sensor-api-key --project=my-project --data-file=-\n",
            workspace.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_time_it_changes_nothing()
    {
        await using var workspace = await Deliveries.BootstrappedAsync();
        var settings = workspace.Cloud.Buckets[Cloud.StateBucket].Objects["settings.tfvars"];
        var before = workspace.Cloud.State();
        var calls = workspace.Calls.Count;

        var (code, output) = await workspace.RunAsync("delivery/bootstrap.sh", Cloud.Project);

        Assert.True(code == 0, output);
        Assert.Equal(before, workspace.Cloud.State());
        Assert.Equal(settings, workspace.Cloud.Buckets[Cloud.StateBucket].Objects["settings.tfvars"]);
        Assert.DoesNotContain(
            workspace.Calls.Skip(calls),
            call => new[] { "storage cp", "buckets update", "buckets create" }
                .Any(change => call.Contains(change, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_bucket_that_somebody_loosened_is_made_tight_again()
    {
        await using var workspace = await Deliveries.BootstrappedAsync();
        workspace.Cloud.Buckets[Cloud.StateBucket].IsVersioned = false;
        workspace.Cloud.Buckets[Cloud.StateBucket].IsNeverPublic = false;

        await workspace.RunAsync("delivery/bootstrap.sh", Cloud.Project);

        Assert.True(workspace.Cloud.Buckets[Cloud.StateBucket] is { IsVersioned: true, IsNeverPublic: true });
    }

    [Fact]
    public async Task Without_settings_it_says_what_the_first_build_will_lack()
    {
        await using var workspace = await Deliveries.EmptyAsync();

        var (code, output) = await workspace.RunAsync("delivery/bootstrap.sh", Cloud.Project);

        Assert.Equal(0, code);
        Assert.Contains("the first build needs at least sensor_api_url", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_settings_replace_those_that_are_kept()
    {
        await using var workspace = await Deliveries.BootstrappedAsync();
        workspace.Put("other.tfvars", "sensor_api_url = \"https://b/\"\n");

        await workspace.RunAsync("delivery/bootstrap.sh", Cloud.Project, "--settings", "other.tfvars");

        Assert.Equal(
            "sensor_api_url = \"https://b/\"\n", workspace.Cloud.Buckets[Cloud.StateBucket].Objects["settings.tfvars"]);
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task Whatever_call_fails_it_can_be_run_again(FaultMoment moment)
    {
        int calls;
        string state;
        await using (var good = await Deliveries.BootstrappedAsync())
        {
            calls = good.Faults.Operations;
            state = good.Cloud.State();
        }

        for (var n = 1; n <= calls; n++)
        {
            await using var workspace = await Deliveries.EmptyAsync();
            workspace.Faults.StrikeAt(n, moment);
            workspace.Put("prod.tfvars", "sensor_api_url = \"https://sensors.example/\"\n");
            string[] command = ["delivery/bootstrap.sh", Cloud.Project, "--settings", "prod.tfvars"];

            var (code, _) = await workspace.RunAsync(command);
            Assert.True(code == 1, $"call {n} failed, and bootstrap did not notice");
            workspace.Faults.Clear();
            (code, var output) = await workspace.RunAsync(command);

            Assert.True(code == 0, output);
            Assert.Equal(state, workspace.Cloud.State());
        }
    }

    [Theory]
    [InlineData("which project?", 2)]
    [InlineData("PROJECT_ID must be the id of a project", 1, "My_Project")]
    [InlineData("one project at a time", 2, "my-project", "your-project")]
    [InlineData("unknown option --force", 2, "my-project", "--force")]
    [InlineData("--settings needs a file", 1, "my-project", "--settings")]
    [InlineData("cannot read none.tfvars", 1, "my-project", "--settings", "none.tfvars")]
    public async Task A_mistake_in_the_command_is_named_before_anything_is_done(
        string said, int code, params string[] words)
    {
        await using var workspace = await Deliveries.EmptyAsync();

        var (ended, output) = await workspace.RunAsync(["delivery/bootstrap.sh", .. words]);

        Assert.Equal(code, ended);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Empty(workspace.Calls);
    }
}
