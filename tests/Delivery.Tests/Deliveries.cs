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
        await File.WriteAllTextAsync(
            Path.Combine(workspace.Path, "prod.tfvars"), "sensor_api_url = \"https://sensors.example/\"\n");
        var (code, output) = await workspace.RunAsync(
            "delivery/bootstrap.sh", Cloud.Project, "--settings", "prod.tfvars");
        Assert.True(code == 0, output);
        return workspace;
    }

    /// <summary>A project that was delivered to once, with a stored run of two parts; the next build is build-2.</summary>
    public static async Task<Workspace> RunningAsync()
    {
        var workspace = await BootstrappedAsync();
        var (failed, output) = await workspace.BuildAsync();
        Assert.True(failed is null, output);
        workspace.Cloud.Buckets[Cloud.RawBucket].Objects.Clear();
        workspace.Cloud.StoreRun(StoredHour.AddHours(-30), "scheduled-older", 1);
        workspace.Cloud.StoreRun(StoredHour, "scheduled-20261124t130000z", 2);
        workspace.Cloud.Changes.Clear();
        workspace.StartBuild("build-2");
        return workspace;
    }

    /// <summary>That service serves one revision, with everything.</summary>
    public static string Serving(this Workspace workspace, string service)
    {
        var (revision, percent) = Assert.Single(workspace.Cloud.Services[service].Serving);
        Assert.Equal(100, percent);
        return revision;
    }
}
