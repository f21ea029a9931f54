using System.Text.RegularExpressions;
using Isotherm.Infrastructure.Tests.Pages;
using Isotherm.Infrastructure.Tests.Policies;
using Isotherm.Testing;

namespace Isotherm.Infrastructure.Tests;

/// <summary>The pages are read as they are meant, and name what there is.</summary>
public sealed partial class PageTests
{
    private static readonly string Threats =
        Section().Match(File.ReadAllText(Checkout.PathOf("docs", "security.md"))).Value;

    private static readonly string[] Named = [.. Quoted().Matches(Threats).Select(found => found.Groups[1].Value)];

    [Fact]
    public void Several_roles_and_several_things_in_a_row_are_each_by_each()
    {
        var rights = RightsTable.Read("""
            | identity | roles | on | why |
            |---|---|---|---|
            | `a` | `roles/x.y`, `roles/z` | bucket b; project (c) | because |
            | `d` | `roles/x.y` | key | because |
            """.ReplaceLineEndings("\n"));

        Assert.Equal(
            [
                "a: roles/x.y on bucket b", "a: roles/x.y on project (c)", "a: roles/z on bucket b",
                "a: roles/z on project (c)", "d: roles/x.y on key",
            ],
            rights.Select(right => right.ToString()).Order());
    }

    [Fact]
    public void The_pages_are_read_at_all()
    {
        Assert.True(RightsTable.Rows.Count > 50);
        Assert.True(OperationsPage.Variables.Count >= 6);
        Assert.True(LoggedEvents.Ids.Count > 20);
        Assert.Contains("outcome", LoggedEvents.Fields);
        Assert.DoesNotContain("rows", LoggedEvents.Fields);
        Assert.Equal(
            ["RAW_BUCKET", "REQUEST_TIMEOUT_SECONDS", "SENSOR_API_KEY", "SENSOR_API_URL", "TOPIC"],
            VariablesPage.Required("fetch").Order());
    }

    [Fact]
    public void Every_threat_names_a_test_and_every_test_that_is_named_exists()
    {
        var files = Directory.EnumerateFiles(Checkout.PathOf("tests"), "*.cs", SearchOption.AllDirectories);
        var sources = string.Concat(files.Select(File.ReadAllText));
        var rules = AllPolicies.List.Select(policy => policy.Name).ToHashSet();

        Assert.All(Named, name => Assert.True(
            rules.Contains(name) || sources.Contains($" {name}(", StringComparison.Ordinal),
            $"There is no test '{name}'."));
        Assert.All(Row().Matches(Threats), row => Assert.Matches(Quoted(), row.Groups[1].Value));
        Assert.True(Named.Length > 30);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void An_example_gives_variables_that_there_are(string environment)
    {
        var example = Checkout.PathOf("terraform", "environments", environment + ".tfvars.example");
        var given = Assigned().Matches(File.ReadAllText(example)).Select(found => found.Groups[1].Value).ToList();
        var declared = Declared().Matches(File.ReadAllText(Checkout.PathOf("terraform", "variables.tf")))
            .Select(found => found.Groups[1].Value);

        Assert.NotEmpty(given);
        Assert.Empty(given.Except(declared));
    }

    [Fact]
    public void Every_variable_has_a_type_a_description_and_where_it_can_be_wrong_a_check()
    {
        string[] cannotBeWrong =
            ["deletion_protection", "schedules_paused", "database_high_availability", "bigquery", "report_iap"];
        var variables = Variable().Matches(File.ReadAllText(Checkout.PathOf("terraform", "variables.tf")));

        Assert.True(variables.Count > 40);
        Assert.All(variables, variable =>
        {
            Assert.Matches(@"\n  description = "".{20,}\.""\n", variable.Value);
            Assert.Matches(@"\n  type +=", variable.Value);
            var isChecked = variable.Value.Contains("\n  validation {\n", StringComparison.Ordinal);
            Assert.NotEqual(isChecked, cannotBeWrong.Contains(variable.Groups[1].Value));
        });
    }

    [Fact]
    public void Shapes_that_were_imported_are_never_replaced_by_Terraform()
    {
        var ignored = Ignored().Match(File.ReadAllText(Checkout.PathOf("terraform", "shapes.tf"))).Groups[1].Value;

        Assert.Subset(
            ignored.Split([',', '\n', ' '], StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
            new HashSet<string>(["content", "content_type", "detect_md5hash", "metadata", "source", "source_md5hash"]));
    }

    [GeneratedRegex(@"(?<=^## Threats\n).*?(?=^## )", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| (?!threat)[^|-][^|]+\|[^|]+\|([^|]+)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*[_ ][A-Za-z0-9_ .,/]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^([a-z_]+) +=", RegexOptions.Multiline)]
    private static partial Regex Assigned();

    [GeneratedRegex("^variable \"([a-z_]+)\"", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex("^variable \"([a-z_]+)\" {\n.*?^}$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"ignore_changes = \[([^\]]+)\]")]
    private static partial Regex Ignored();
}
