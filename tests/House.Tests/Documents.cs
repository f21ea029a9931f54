using System.Text.RegularExpressions;

namespace Isotherm.House.Tests;

/// <summary>What the documents point at exists, and what a reader must never find is not there.</summary>
public sealed partial class Documents
{
    private static readonly string[] TextEndings =
        [".cs", ".md", ".sh", ".sql", ".csproj", ".props", ".json", ".geojson", ".yaml", ".tf", ".config", "run"];

    [Fact]
    public void A_link_to_a_file_of_the_repository_leads_somewhere() =>
        Rule.HasNoFault(
            from page in Repository.Files(".md")
            from Match link in Link().Matches(Repository.Read(page))
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            let path = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{page} links to {target}, which is not there.");

    [Theory]
    [InlineData("dotnet run --project cli -- demo")]
    [InlineData("bash tests/run.sh")]
    public void The_README_names_the_two_commands(string command) =>
        Assert.Contains(command, Repository.Read("README.md"), StringComparison.Ordinal);

    [Fact]
    public void No_file_names_a_folder_of_one_machine_or_the_host_of_a_registry() =>
        Rule.HasNoFault(
            from path in TextEndings.SelectMany(Repository.Files)
            let text = Repository.Read(path)
            from Match found in MachineFolder().Matches(text).Concat(RegistryHost().Matches(text))
            select $"{path} names {found.Value}.");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(^|[^A-Za-z0-9_.])/(work|farm|root|home/[a-z]+)/")]
    private static partial Regex MachineFolder();

    [GeneratedRegex(@"(api\.nuget|registry\.npmjs|deb\.debian)\.org")]
    private static partial Regex RegistryHost();
}
