using Isotherm.Delivery.Tests.Clouds;

namespace Isotherm.Delivery.Tests;

/// <summary>A new version that does not work gets no traffic, and the build says what was wrong.</summary>
public sealed class SmokeTests
{
    private static readonly Dictionary<string, CloudBehaviour> Bad = new()
    {
        ["aggregate is down"] = new() { Pushes = [503] },
        ["aggregate refuses the event"] = new() { Pushes = [400] },
        ["aggregate takes one part and not the other"] = new() { Pushes = [204, 503] },
        ["aggregate refuses its caller"] = new() { Pushes = [403] },
        ["aggregate puts the message aside"] = new() { LoggedEvent = "2003" },
        ["aggregate says nothing of the message"] = new() { LoggedEvent = null },
        ["there is no sign of life"] = new() { SignOfLife = 500 },
        ["report cannot read the tables"] = new() { Health = 503 },
        ["no token is made"] = new() { IdentityToken = 403 },
        ["the tables differ"] = new() { TablesAreEqual = false },
        ["the migrations fail"] = new() { MigrationsWork = false },
        ["the revision does not start"] = new() { NewRevisionsAreReady = false },
    };

    [Theory]
    [InlineData("aggregate is down", "smoke", "answered 503, not 204")]
    [InlineData("aggregate refuses the event", "smoke", "answered 400, not 204")]
    [InlineData("aggregate takes one part and not the other", "smoke", "the message of part 1")]
    [InlineData("aggregate refuses its caller", "smoke", "answered 403, not 204")]
    [InlineData("aggregate puts the message aside", "smoke", "did not take the message: 2003")]
    [InlineData("aggregate says nothing of the message", "smoke", "its log does not say what became of the message")]
    [InlineData("there is no sign of life", "smoke", "a sign of life answered 500, not 200")]
    [InlineData("report cannot read the tables", "smoke", "the health of the pipeline answered 503, not 200")]
    [InlineData("no token is made", "smoke", "needs roles/iam.serviceAccountOpenIdTokenCreator")]
    [InlineData("the tables differ", "smoke", "the tables do not say what the raw objects of 2026-11-24T13 say")]
    [InlineData("the migrations fail", "migrate", "the migrations failed, and nothing else was changed")]
    [InlineData("the revision does not start", "apply", "is not ready")]
    public async Task A_new_version_that_does_not_work_gets_no_traffic(string what, string step, string said)
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        workspace.Cloud.Behaviour = Bad[what];

        var (failed, output) = await workspace.BuildAsync("pin");
        var (shifted, refusal) = await workspace.RunAsync("delivery/shift.sh");

        Assert.Equal(step, failed);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Equal(1, shifted);
        Assert.Contains("nothing passed the smoke test", refusal, StringComparison.Ordinal);
        Assert.Equal("isotherm-fetch-00001-abc", workspace.Serving(Cloud.Fetch));
        Assert.Equal("isotherm-aggregate-00001-abc", workspace.Serving(Cloud.Aggregate));
        Assert.Equal("isotherm-report-00001-abc", workspace.Serving(Cloud.Report));
        Assert.Empty(workspace.Cloud.Violations);
    }

    [Fact]
    public async Task A_repaired_version_is_delivered_after_one_that_failed()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        workspace.Cloud.Behaviour = Bad["aggregate is down"];
        await workspace.BuildAsync("pin");
        workspace.Cloud.Behaviour = new CloudBehaviour();
        workspace.StartBuild("build-3");
        workspace.PutImages();

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Equal("isotherm-aggregate-00003-abc", workspace.Serving(Cloud.Aggregate));
        Assert.Equal("isotherm-aggregate-00001-abc", workspace.Cloud.Services[Cloud.Aggregate].Tagged("previous"));
        Assert.Empty(workspace.Cloud.Violations);
    }

    [Theory]
    [InlineData(503, 204)]
    [InlineData(404, 403, 204)]
    public async Task What_may_be_better_in_a_moment_is_tried_again(params int[] answers)
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        workspace.Cloud.Behaviour = new CloudBehaviour { Pushes = answers };

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Equal("isotherm-aggregate-00002-abc", workspace.Serving(Cloud.Aggregate));
    }

    [Fact]
    public async Task A_run_of_a_slot_below_an_hour_is_found_and_its_hour_compared()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        var objects = workspace.Cloud.Buckets[Cloud.RawBucket].Objects;
        var manifest = objects.Single(pair => pair.Key.EndsWith("130000z/manifest.json", StringComparison.Ordinal));
        objects[manifest.Key.Replace("/13/", "/1345/", StringComparison.Ordinal)] = manifest.Value;

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Contains("/2026/11/24/1345/", output, StringComparison.Ordinal);
        Assert.Contains(workspace.Calls, call => call.EndsWith(
            "--args=verify,--from=2026-11-24T13,--to=2026-11-24T13", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_attempt_without_a_manifest_is_no_stored_run()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        workspace.Cloud.Buckets[Cloud.RawBucket].Objects["raw/v1/2026/12/01/07/run/attempt/part-00000.json"] = "[]";

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.True(failed is null, output);
        Assert.Contains("/2026/11/24/13/", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_fails_the_smoke_test()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        var objects = workspace.Cloud.Buckets[Cloud.RawBucket].Objects;
        objects[workspace.Cloud.Manifests.Last()] = """{"parts": []}""";

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.Equal("smoke", failed);
        Assert.Contains("it names no messages", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_cannot_be_listed_is_not_taken_for_an_empty_one()
    {
        await using var workspace = await Deliveries.WithImagesAsync();
        workspace.Cloud.Behaviour = new CloudBehaviour { RawBucketIsForbidden = true };

        var (failed, output) = await workspace.BuildAsync("pin");

        Assert.Equal("smoke", failed);
        Assert.Contains("cannot list gs://my-project-isotherm-raw/raw/v1/", output, StringComparison.Ordinal);
    }
}
