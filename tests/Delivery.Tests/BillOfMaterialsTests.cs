using System.Text.Json;
using Isotherm.Testing;

namespace Isotherm.Delivery.Tests;

/// <summary>The bill of materials of an image names every package that its lock file names, and its base.</summary>
public sealed class BillOfMaterialsTests
{
    [Theory]
    [InlineData("fetch", "functions/Fetch/packages.linux-x64.lock.json", "runtime-deps")]
    [InlineData("aggregate", "functions/Aggregate/packages.linux-x64.lock.json", "runtime-deps")]
    [InlineData("report", "functions/Report/packages.linux-x64.lock.json", "runtime-deps")]
    [InlineData("cli", "cli/packages.linux-x64.lock.json", "aspnet")]
    public async Task A_bill_names_every_package_of_the_lock_file_and_the_base_image(
        string name, string path, string image)
    {
        await using var workspace = await Deliveries.EmptyAsync();
        workspace.Environment.Remove("PROJECT_ID");
        var (code, output) = await workspace.RunAsync("delivery/sbom.sh", "--write-only", workspace.Path);
        Assert.True(code == 0, output);

        using var bill = JsonDocument.Parse(workspace.Read(name + ".cdx.json"));
        var components = bill.RootElement.GetProperty("components").EnumerateArray().ToArray();

        Assert.Equal("CycloneDX", bill.RootElement.GetProperty("bomFormat").GetString());
        Assert.Equal("1.5", bill.RootElement.GetProperty("specVersion").GetString());
        Assert.Equal(
            Locked(path).Order(StringComparer.Ordinal),
            components.Where(part => part.GetProperty("type").GetString() == "library")
                .Select(part => part.GetProperty("purl").GetString()!).Order(StringComparer.Ordinal));
        var based = Assert.Single(components, part => part.GetProperty("type").GetString() == "container");
        Assert.Equal("mcr.microsoft.com/dotnet/" + image, based.GetProperty("name").GetString());
        Assert.Equal("10.0-noble-chiseled", based.GetProperty("version").GetString());
        Assert.Empty(workspace.Calls);
    }

    [Fact]
    public async Task A_bill_for_an_image_that_was_not_pushed_is_refused()
    {
        await using var workspace = await Deliveries.RunningAsync();

        var (code, output) = await workspace.RunAsync("delivery/sbom.sh");

        Assert.Equal(1, code);
        Assert.Contains("there is no digest of fetch: run delivery/images.sh first", output, StringComparison.Ordinal);
    }

    private static HashSet<string> Locked(string path)
    {
        using var lockFile = JsonDocument.Parse(File.ReadAllText(Checkout.PathOf(path)));
        return [.. from framework in lockFile.RootElement.GetProperty("dependencies").EnumerateObject()
            from package in framework.Value.EnumerateObject()
            where package.Value.TryGetProperty("resolved", out _)
            select $"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}"];
    }
}
