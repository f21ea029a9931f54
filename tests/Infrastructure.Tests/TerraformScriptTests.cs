using System.Diagnostics;
using System.Runtime.Versioning;
using Isotherm.Testing;

namespace Isotherm.Infrastructure.Tests;

/// <summary>
/// <c>tests/terraform.sh</c> says honestly what it could check. The Terraform here is a stub that answers as the real
/// one does; the real one is used by the other tests.
/// </summary>
[UnsupportedOSPlatform("windows")] // a stub is a file that may be executed
public sealed class TerraformScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_the_command_that_is_named_it_fails()
    {
        var (code, _, errors) = await RunAsync("no-such-terraform", "works");

        Assert.Equal(1, code);
        Assert.Contains("no-such-terraform, but there is no such command", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_providers_it_cannot_be_checked_and_the_reason_is_shown()
    {
        var terraform = Stub("init) echo 'Error: no such host'; exit 1 ;;");

        var (code, _, errors) = await RunAsync(terraform, "works");

        Assert.Equal(3, code);
        Assert.Contains("Error: no such host", errors, StringComparison.Ordinal);
        Assert.Contains("could not get the providers", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_passes_and_fails_is_counted()
    {
        var terraform = Stub("""
            init | validate) ;;
            fmt) exit 3 ;;
            test) printf '  run "a"... pass\n  run "b"... fail\n\nFailure! 1 passed, 1 failed.\n'; exit 1 ;;
            """);

        var (code, output, _) = await RunAsync(terraform);

        Assert.Equal(1, code);
        Assert.EndsWith("2 passed, 2 failed\n", output, StringComparison.Ordinal);
        Assert.Contains("terraform fmt: failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_that_end_without_a_word_count_as_one_failure()
    {
        var (code, output, _) = await RunAsync(Stub("init) ;;\ntest) exit 0 ;;"), "test");

        Assert.Equal(1, code);
        Assert.EndsWith("0 passed, 1 failed\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_plain_Terraform_is_JSON_alone_and_what_is_wrong_is_said()
    {
        var good = Stub("init | plan) echo 'words' ;;\nshow) echo '{}' ;;");
        var bad = Stub("init) ;;\nplan) echo 'Error: Invalid value for variable'; exit 1 ;;");

        var (code, output, _) = await RunAsync(good, "plan-json", "-var=project_id=my-project");
        var refused = await RunAsync(bad, "plan-json");

        Assert.Equal((0, "{}\n"), (code, output));
        Assert.Equal(1, refused.Code);
        Assert.Contains("Invalid value for variable", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_works_on_a_copy_and_leaves_the_folder_alone()
    {
        var terraform = Stub("init | validate) touch \"${1#*=}/seen\"; echo \"$1\" >\"$(dirname \"$0\")/folder\" ;;");

        var (code, _, _) = await RunAsync(terraform, "validate");

        var seen = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "folder"), Cancellation);
        Assert.Equal(0, code);
        Assert.False(File.Exists(Checkout.PathOf("terraform", "seen")));
        Assert.False(Directory.Exists(seen.Trim().Replace("-chdir=", "", StringComparison.Ordinal)));
    }

    /// <summary>A command that answers these cases of its verb: its first argument that is no option.</summary>
    private string Stub(string cases)
    {
        var path = Path.Combine(_folder.Path, $"terraform-{Guid.NewGuid():N}");
        File.WriteAllText(path, $$"""
            #!/usr/bin/env bash
            for verb; do [[ $verb == -* ]] || break; done
            case $verb in
            version) echo 'Terraform v1.11.4' ;;
            {{cases}}
            esac
            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(
        string terraform, params string[] arguments)
    {
        string[] command = [Checkout.PathOf("tests", "terraform.sh"), .. arguments];
        using var process = Process.Start(new ProcessStartInfo("bash", command)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ISOTHERM_TERRAFORM"] = terraform },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, await errors);
    }
}
