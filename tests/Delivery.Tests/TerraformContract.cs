using System.Text.RegularExpressions;
using Isotherm.Delivery.Tests.Builds;
using Isotherm.Testing;

namespace Isotherm.Delivery.Tests;

/// <summary>What the scripts name of Terraform is in the folder <c>terraform</c>.</summary>
public sealed partial class TerraformContract
{
    private static string Terraform { get; } = string.Concat(
        Directory.GetFiles(Checkout.PathOf("terraform"), "*.tf").Order().Select(File.ReadAllText));

    [Fact]
    public void Every_output_that_a_script_reads_is_there()
    {
        var read = Read().Matches(BuildFile.TextOfScripts).SelectMany(use => use.Groups.Values.Skip(1))
            .Select(group => group.Value).Where(name => name.Length > 0).ToHashSet();

        Assert.Superset(new HashSet<string> { "raw_bucket", "push_account", "migrate_job", "fetch_url" }, read);
        Assert.All(read, name => Assert.Contains($"output \"{name}\" {{", Terraform, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_bootstrap_applies_is_there()
    {
        var targets = Target().Matches(BuildFile.TextOfScripts);

        Assert.Equal(5, targets.Count);
        Assert.All(targets, target => Assert.Contains(
            $"resource \"{target.Groups[1].Value}\" \"{target.Groups[2].Value}\" {{",
            Terraform,
            StringComparison.Ordinal));
    }

    [Fact]
    public void Every_variable_that_a_script_gives_is_there()
    {
        var given = Variable().Matches(BuildFile.TextOfScripts).Select(use => use.Groups[1].Value).ToHashSet();

        Assert.Equal(["name", "project_id", "region"], given.Order());
        Assert.All(
            given.Append("images"),
            name => Assert.Contains($"variable \"{name}\" {{", Terraform, StringComparison.Ordinal));
    }

    [Fact]
    public void Traffic_is_not_Terraforms_after_a_service_was_made() =>
        Assert.Equal(3, Ignored().Count(Terraform));

    [GeneratedRegex(@"\$\(output ([a-z_]+)\)|token_for ([a-z_]+) ([a-z_]+)")]
    private static partial Regex Read();

    [GeneratedRegex("-target=([a-z_]+)\\.([a-z_]+)")]
    private static partial Regex Target();

    [GeneratedRegex("-var=\"([a-z_]+)=")]
    private static partial Regex Variable();

    [GeneratedRegex(@"ignore_changes = \[traffic\b")]
    private static partial Regex Ignored();
}
