using System.Diagnostics;
using System.Text.RegularExpressions;
using Isotherm.Delivery.Tests.Builds;
using Isotherm.Delivery.Tests.Clouds;
using Isotherm.Testing;

namespace Isotherm.Delivery.Tests;

/// <summary>What holds of every script of the delivery.</summary>
public sealed partial class ScriptTests
{
    public static TheoryData<string> Scripts => [.. BuildFile.Scripts];

    public static TheoryData<string> Commands => [.. BuildFile.Scripts.Where(path => !path.EndsWith("lib.sh"))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_is_valid_bash(string path)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-n", Checkout.PathOf(path)]))!;
        await bash.WaitForExitAsync(Patience.Cancellation);

        Assert.Equal(0, bash.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_script_stops_at_the_first_failure(string path)
    {
        Assert.Contains("set -euo pipefail", File.ReadAllLines(Checkout.PathOf("delivery/lib.sh")));
        Assert.Equal(
            ". \"$(dirname \"${BASH_SOURCE[0]}\")/lib.sh\"",
            File.ReadLines(Checkout.PathOf(path)).First(line => !line.StartsWith('#')));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_script_explains_itself_and_does_nothing(string path)
    {
        await using var workspace = await Deliveries.EmptyAsync();
        workspace.Environment.Remove("PROJECT_ID");

        var (code, output) = await workspace.RunAsync(path, "--help");

        Assert.Equal(0, code);
        Assert.Contains("bash " + path, output, StringComparison.Ordinal);
        Assert.DoesNotContain("lib.sh\"", output, StringComparison.Ordinal);
        Assert.Empty(workspace.Calls);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_script_names_the_tool_that_is_missing_before_it_does_anything(string path)
    {
        if (path.EndsWith("when-delivering.sh", StringComparison.Ordinal)) return; // it needs none
        await using var workspace = await Deliveries.EmptyAsync();
        workspace.Environment["PATH"] = OnlyCoreTools(workspace);

        var (code, output) = await workspace.RunAsync([path, .. Arguments(path)]);

        Assert.Equal(1, code);
        Assert.Contains("not on PATH: ", output, StringComparison.Ordinal);
        Assert.Contains("delivery/tools.dockerfile makes an image with all of them", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_script_refuses_a_project_or_an_argument_that_makes_no_sense(string path)
    {
        if (path.EndsWith("when-delivering.sh", StringComparison.Ordinal)) return; // it looks at neither
        await using var workspace = await Deliveries.EmptyAsync();
        workspace.Environment["PROJECT_ID"] = "Not a project; rm -rf /";

        string[] project = path.EndsWith("bootstrap.sh", StringComparison.Ordinal) ? ["Not a project"] : [];
        var (code, output) = await workspace.RunAsync([path, .. project]);
        var (unknown, said) = await workspace.RunAsync(path, "--nonsense");

        Assert.Equal((1, 2), (code, unknown));
        Assert.Contains("PROJECT_ID must be the id of a project", output, StringComparison.Ordinal);
        Assert.Contains("--nonsense", said, StringComparison.Ordinal);
        Assert.Empty(workspace.Calls);
    }

    [Fact]
    public async Task No_token_is_ever_in_an_argument_or_in_what_is_written_and_no_file_is_left()
    {
        await using var workspace = await Deliveries.BootstrappedAsync();
        var (failed, output) = await workspace.BuildAsync();
        Assert.True(failed is null, output);
        workspace.StartBuild("build-2");
        workspace.Cloud.Behaviour = new CloudBehaviour { Pushes = [503] };
        (failed, _) = await workspace.BuildAsync();
        Assert.Equal("smoke", failed);

        Assert.Contains(workspace.Calls, call => call.StartsWith("curl", StringComparison.Ordinal));
        Assert.All(workspace.Calls, call => Assert.DoesNotContain(Cloud.Canary, call, StringComparison.Ordinal));
        Assert.DoesNotContain(Cloud.Canary, workspace.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(workspace.Temporary));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(workspace.Path, ".delivery")))
        {
            var left = workspace.Read(".delivery/" + Path.GetFileName(file));
            Assert.DoesNotContain(Cloud.Canary, left, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Curl_reads_everything_from_its_input_and_nothing_from_a_file_of_the_user()
    {
        await using var workspace = await Deliveries.WithImagesAsync();

        await workspace.BuildAsync("pin");

        Assert.All(
            workspace.Calls.Where(call => call.StartsWith("curl", StringComparison.Ordinal)),
            call => Assert.Equal("curl --disable --config -", call));
    }

    [Fact]
    public void No_script_names_a_secret_and_no_argument_of_a_call_holds_a_header() =>
        Assert.DoesNotMatch(Leak(), BuildFile.TextOfScripts);

    private static string[] Arguments(string path) =>
        path.EndsWith("bootstrap.sh", StringComparison.Ordinal) ? [Cloud.Project] : [];

    /// <summary>A folder with the tools that every machine has.</summary>
    private static string OnlyCoreTools(Workspace workspace)
    {
        var folder = Directory.CreateDirectory(Path.Combine(workspace.Path, "core")).FullName;
        foreach (var tool in new[] { "bash", "dirname", "basename", "mktemp", "mkdir", "rm", "awk" })
            File.CreateSymbolicLink(Path.Combine(folder, tool), Workspace.Find(tool)!);
        return folder;
    }

    [GeneratedRegex("secrets versions access|curl [^|]*-H |--header|set -x")]
    private static partial Regex Leak();
}
