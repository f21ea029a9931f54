using System.Text.Json;
using Isotherm.Delivery.Tests.Clouds;

namespace Isotherm.Delivery.Tests;

/// <summary>Projects in the states from which a delivery starts.</summary>
internal static class Deliveries
{
    public static DateTimeOffset StoredHour { get; } = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);

    /// <summary>A project with billing, and nothing else.</summary>
    public static Task<Workspace> EmptyAsync() => Workspace.CreateAsync(new Cloud());

    /// <summary>A project after bootstrap.sh, with settings.</summary>
    public static async Task<Workspace> BootstrappedAsync()
    {
        var workspace = await EmptyAsync();
        workspace.Put("prod.tfvars", "sensor_api_url = \"https://sensors.example/\"\n");
        var (code, output) = await workspace.RunAsync(
            "delivery/bootstrap.sh", Cloud.Project, "--settings", "prod.tfvars");
        Assert.True(code == 0, output);
        return workspace;
    }

    /// <summary>A project that was delivered to once, with stored runs; the next build is build-2.</summary>
    public static async Task<Workspace> RunningAsync()
    {
        var workspace = await EmptyAsync();
        var cloud = workspace.Cloud;
        var state = new StoredBucket { IsVersioned = true, IsUniform = true, IsNeverPublic = true };
        state.Objects["settings.tfvars"] = "sensor_api_url = \"https://sensors.example/\"\n";
        cloud.Buckets[Cloud.StateBucket] = state;
        cloud.Buckets[Cloud.RawBucket] = new StoredBucket();
        foreach (var name in new[] { Cloud.Fetch, Cloud.Aggregate, Cloud.Report })
        {
            var service = cloud.Services[name] = new CloudRunService(name);
            service.AddRevision("an earlier image", isReady: true);
            service.Traffic = [new TrafficTarget(service.LatestReady, 100)];
            cloud.WasProven.UnionWith(service.Serving.Keys);
        }

        foreach (var job in Cloud.JobNames) cloud.Jobs[job] = "an earlier image";
        cloud.Resources.Add("everything");
        cloud.StateSerial = 7;
        cloud.StoreRun(StoredHour.AddHours(-30), "scheduled-older", 1);
        cloud.StoreRun(StoredHour, "scheduled-20261124t130000z", 2);
        workspace.StartBuild("build-2");
        return workspace;
    }

    /// <summary>The same, after images.sh: the step pin is next.</summary>
    public static async Task<Workspace> WithImagesAsync()
    {
        var workspace = await RunningAsync();
        workspace.PutImages();
        return workspace;
    }

    /// <summary>What images.sh leaves: pushed images, and their digests.</summary>
    public static void PutImages(this Workspace workspace)
    {
        var digests = new Dictionary<string, string>();
        foreach (var name in new[] { "fetch", "aggregate", "report", "cli" })
        {
            var image = $"europe-west9-docker.pkg.dev/my-project/isotherm/{name}";
            digests[name] = workspace.Cloud.Images[$"{image}:{workspace.Environment["BUILD_ID"]}"] =
                $"{image}@sha256:{workspace.Environment["BUILD_ID"]}";
        }

        workspace.Put(".delivery/images.tfvars.json", JsonSerializer.Serialize(new { images = digests }));
    }

    /// <summary>That service serves one revision, with everything.</summary>
    public static string Serving(this Workspace workspace, string service)
    {
        var (revision, percent) = Assert.Single(workspace.Cloud.Services[service].Serving);
        Assert.Equal(100, percent);
        return revision;
    }
}
