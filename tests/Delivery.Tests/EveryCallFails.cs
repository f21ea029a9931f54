using System.Globalization;
using Isotherm.Delivery.Tests.Clouds;
using Isotherm.Testing;

namespace Isotherm.Delivery.Tests;

/// <summary>
/// Every call of a delivery fails once, before its effect or after it: traffic never goes to a revision that was not
/// tried, every service serves one revision with everything, and the next build succeeds.
/// </summary>
public sealed class EveryCallFails
{
    /// <summary>What only looks: that its answer is lost is the same as that it failed.</summary>
    private static readonly string[] Looks =
    [
        "gcloud run services list", "gcloud storage ls", "gcloud storage cat", "gcloud auth", "gcloud logging read",
        "show", "output", "http GET",
    ];

    [Fact]
    public async Task A_call_that_fails_leaves_what_serves_and_the_next_build_succeeds()
    {
        var calls = await CallsOfAGoodDeliveryAsync();
        Assert.True(calls.Count > 30, $"only {calls.Count} calls");

        await Parallel.ForEachAsync(calls, Two, async (call, _) => await FailAtAsync(call.Key, FaultMoment.Before));
    }

    [Fact]
    public async Task A_call_whose_answer_is_lost_leaves_what_serves_and_the_next_build_succeeds()
    {
        var calls = (await CallsOfAGoodDeliveryAsync())
            .Where(call => !Looks.Any(look => call.Value.Contains(look, StringComparison.Ordinal))).ToArray();
        Assert.True(calls.Length > 10, $"only {calls.Length} calls");

        await Parallel.ForEachAsync(calls, Two, async (call, _) => await FailAtAsync(call.Key, FaultMoment.After));
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.After)]
    public async Task A_rollback_that_fails_leaves_one_revision_in_charge_and_can_be_run_again(FaultMoment moment)
    {
        for (var n = 1; n <= 4; n++)
        {
            await using var workspace = await Deliveries.WithImagesAsync();
            var (failed, output) = await workspace.BuildAsync("pin");
            Assert.True(failed is null, output);
            workspace.Faults.StrikeAt(workspace.Faults.Operations + n, moment);

            var (code, _) = await workspace.RunAsync("delivery/rollback.sh");
            Assert.True(code == 1, $"call {n} failed, and the rollback did not notice");
            AssertWellServed(workspace, n);
            workspace.Faults.Clear();
            (code, output) = await workspace.RunAsync("delivery/rollback.sh");

            Assert.True(code == 0, output);
            Assert.Equal("isotherm-fetch-00001-abc", workspace.Serving(Cloud.Fetch));
            Assert.Equal("isotherm-aggregate-00001-abc", workspace.Serving(Cloud.Aggregate));
            Assert.Equal("isotherm-report-00001-abc", workspace.Serving(Cloud.Report));
        }
    }

    private static ParallelOptions Two { get; } =
        new() { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount), CancellationToken = default };

    /// <summary>Numbered from 1.</summary>
    private static async Task<IReadOnlyDictionary<int, string>> CallsOfAGoodDeliveryAsync()
    {
        await using var workspace = await StartAsync();
        var (failed, output) = await workspace.BuildAsync("pin");
        Assert.True(failed is null, output);
        return workspace.Faults.Log.Index().ToDictionary(call => call.Index + 1, call => call.Item);
    }

    private static async Task FailAtAsync(int n, FaultMoment moment)
    {
        await using var workspace = await StartAsync();
        workspace.Faults.StrikeAt(n, moment);

        var (failed, output) = await workspace.BuildAsync("pin");

        var struck = workspace.Faults.Log[n - 1];
        Assert.True(failed is not null, $"call {n} failed, and the build did not notice: {struck}");
        Assert.Matches("failed|503", output); // and it said so
        AssertWellServed(workspace, n);
        workspace.Faults.Clear();
        workspace.StartBuild("build-3");
        workspace.PutImages();
        (failed, output) = await workspace.BuildAsync("pin");
        Assert.True(failed is null, $"after call {n} failed ({struck}):\n{output}");
        AssertWellServed(workspace, n);
        foreach (var (name, service) in workspace.Cloud.Services)
            Assert.Equal(service.Revisions[^1].Name, workspace.Serving(name));
    }

    /// <summary>A delivery in which nothing is tried twice, so that each failure is one.</summary>
    private static async Task<Workspace> StartAsync()
    {
        var workspace = await Deliveries.WithImagesAsync();
        workspace.Environment["DELIVERY_TRIES"] = "1";
        // As after a terraform apply alone.
        workspace.Cloud.Services[Cloud.Fetch].Traffic = [new TrafficTarget(null, 100)];
        return workspace;
    }

    private static void AssertWellServed(Workspace workspace, int n)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"call {n}: ");
        Assert.True(workspace.Cloud.Violations.Count == 0, at + string.Join(", ", workspace.Cloud.Violations));
        foreach (var (name, service) in workspace.Cloud.Services)
        {
            var revision = workspace.Serving(name);
            Assert.True(workspace.Cloud.WasProven.Contains(revision), at + revision + " serves");
            Assert.True(service.Revisions.Single(made => made.Name == revision).IsReady, at + revision);
        }
    }
}
