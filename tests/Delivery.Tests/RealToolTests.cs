using System.Diagnostics;
using System.Text.RegularExpressions;
using Isotherm.Delivery.Tests.Clouds;
using Isotherm.Testing;

namespace Isotherm.Delivery.Tests;

/// <summary>What the scripts say to the tools, the real ones understand, where they are installed.</summary>
public sealed partial class RealToolTests
{
    public static TheoryData<string> TerraformCommands => [.. ToolCommand.Terraform.Select(command => command.Name)];

    /// <summary>
    /// The real gcloud reads each command line and refuses it, or goes on to its credentials, which are not there: no
    /// account is needed, and nothing is called.
    /// </summary>
    [Fact]
    public async Task The_real_gcloud_takes_every_call_of_a_delivery()
    {
        var gcloud = Need("gcloud");
        await using var first = await Deliveries.BootstrappedAsync();
        var calls = await CallsAsync(first);
        Assert.Equal(ToolCommand.Gcloud.Select(known => known.Name), calls.Select(CommandOf).Distinct().Order());
        await first.RunAsync("delivery/sbom.sh", "--write-only", first.Path);
        foreach (var called in calls)
        {
            // The bill that was attached is gone with its script; this is the same.
            var words = called.Select(word =>
                word.StartsWith("--source=", StringComparison.Ordinal) ? "--source=fetch.cdx.json" : word);
            var (code, output) = await RunAsync(
                gcloud, [.. words, "--access-token-file=/nonexistent"], first.Path);

            var said = $"gcloud {string.Join(' ', words)}\n{output}";
            Assert.True(code == 1, said);
            Assert.True(output.Contains("Unable to read file [/nonexistent]", StringComparison.Ordinal), said);
        }
    }

    [Theory]
    [MemberData(nameof(TerraformCommands))]
    public async Task The_real_terraform_has_the_command_with_its_flags(string name)
    {
        var terraform = Need("terraform");
        var (_, help) = await RunAsync(terraform, [name, "-help"]);
        // Apply says that it takes what plan takes, and does not repeat it.
        if (name == "apply") help += (await RunAsync(terraform, ["plan", "-help"])).Output;

        var command = ToolCommand.Terraform.Single(known => known.Name == name);
        foreach (var flag in command.Options.Concat(command.Switches))
        {
            var isKnown = Regex.IsMatch(help, $@"(?<![\w-])-{Regex.Escape(flag)}(?![\w-])");
            Assert.True(isKnown, $"terraform {name} has no flag -{flag}");
        }
    }

    /// <summary>One call of each kind, of a first delivery, of a later one, and of the way back.</summary>
    private static async Task<IReadOnlyList<string[]>> CallsAsync(Workspace first)
    {
        var (failed, output) = await first.BuildAsync();
        Assert.True(failed is null, output);
        first.Cloud.Buckets[Cloud.StateBucket].IsVersioned = false;
        await first.RunAsync("delivery/bootstrap.sh", Cloud.Project);
        await using var later = await Deliveries.WithImagesAsync();
        (failed, output) = await later.BuildAsync("pin");
        Assert.True(failed is null, output);
        await later.RunAsync("delivery/rollback.sh");
        return [.. first.GcloudCalls.Concat(later.GcloudCalls).DistinctBy(Kind)];
    }

    /// <summary>The command and the names of its flags.</summary>
    private static string Kind(string[] words)
    {
        var flags = words.Where(word => word.StartsWith("--", StringComparison.Ordinal));
        return $"{CommandOf(words)} {string.Join(' ', flags.Select(flag => flag.Split('=')[0]))}";
    }

    private static string CommandOf(string[] words)
    {
        var line = string.Join(' ', words) + " ";
        return ToolCommand.Gcloud.Single(known => line.StartsWith(known.Name + " ", StringComparison.Ordinal)).Name;
    }

    private static string Need(string tool)
    {
        if (Workspace.Find(tool) is { } path) return path;
        Assert.Skip($"{tool} is not installed here.");
        throw new UnreachableException();
    }

    private static async Task<(int Code, string Output)> RunAsync(string tool, string[] arguments, string folder = "")
    {
        using var home = new TemporaryFolder();
        var start = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["CLOUDSDK_CONFIG"] = home.Path;
        start.Environment["CLOUDSDK_CORE_DISABLE_PROMPTS"] = start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["CLOUDSDK_CORE_DISABLE_USAGE_REPORTING"] = "true";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Patience.Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Patience.Cancellation);
        output += await errors;
        await process.WaitForExitAsync(Patience.Cancellation);
        return (process.ExitCode, Markup().Replace(output, ""));
    }

    /// <summary>Bold and underlined.</summary>
    [GeneratedRegex("\\e\\[[0-9;]*m")]
    private static partial Regex Markup();
}
