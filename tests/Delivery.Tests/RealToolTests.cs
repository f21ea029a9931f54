using System.Diagnostics;
using System.Text.RegularExpressions;
using Isotherm.Delivery.Tests.Clouds;
using Isotherm.Testing;

namespace Isotherm.Delivery.Tests;

/// <summary>What the tools of the tests know, the real ones know too, where they are installed.</summary>
public sealed partial class RealToolTests
{
    public static TheoryData<string> GcloudCommands => [.. ToolCommand.Gcloud.Select(command => command.Name)];

    public static TheoryData<string> TerraformCommands => [.. ToolCommand.Terraform.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(GcloudCommands))]
    public async Task The_real_gcloud_has_the_command_with_its_flags(string name)
    {
        var help = await HelpAsync("gcloud", [.. name.Split(' '), "--help"]);

        var command = ToolCommand.Gcloud.Single(known => known.Name == name);
        foreach (var flag in command.Options.Concat(command.Switches))
            Assert.True(
                Names(help, $"--{flag}") || Names(help, $"--[no-]{flag}"), $"gcloud {name} has no flag --{flag}");
    }

    [Theory]
    [MemberData(nameof(TerraformCommands))]
    public async Task The_real_terraform_has_the_command_with_its_flags(string name)
    {
        var help = await HelpAsync("terraform", [name, "-help"]);
        // Apply says that it takes what plan takes, and does not repeat it.
        if (name == "apply") help += await HelpAsync("terraform", ["plan", "-help"]);

        var command = ToolCommand.Terraform.Single(known => known.Name == name);
        foreach (var flag in command.Options.Concat(command.Switches))
            Assert.True(Names(help, "-" + flag), $"terraform {name} has no flag -{flag}");
    }

    /// <summary>The first dash is no part of a longer word, and the name ends where it ends.</summary>
    private static bool Names(string help, string flag) =>
        Regex.IsMatch(help, $@"(?<![\w-]){Regex.Escape(flag)}(?![\w-])");

    private static async Task<string> HelpAsync(string tool, string[] arguments)
    {
        if (Workspace.Find(tool) is not { } path)
        {
            Assert.Skip($"{tool} is not installed here.");
            throw new UnreachableException();
        }

        using var home = new TemporaryFolder();
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CLOUDSDK_CONFIG"] = home.Path;
        start.Environment["CLOUDSDK_CORE_DISABLE_PROMPTS"] = start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["CLOUDSDK_CORE_DISABLE_USAGE_REPORTING"] = "true";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Patience.Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Patience.Cancellation);
        await process.WaitForExitAsync(Patience.Cancellation);
        Assert.True(process.ExitCode == 0, await errors);
        return Markup().Replace(output, "");
    }

    /// <summary>Bold and underlined, and what is printed twice over to be so.</summary>
    [GeneratedRegex("\\e\\[[0-9;]*m|.\\x08")]
    private static partial Regex Markup();
}
