using System.Text.RegularExpressions;

namespace Isotherm.House.Tests;

/// <summary>What the documents point at exists, and what a reader must never find is not there.</summary>
public sealed partial class Documents
{
    private static readonly string[] TextEndings =
        [".cs", ".md", ".sh", ".sql", ".csproj", ".props", ".json", ".geojson", ".yaml", ".tf", ".config", "run"];

    [Fact]
    public void A_link_to_a_file_of_the_repository_leads_somewhere() => Rule.HasNoFault(
        Repository.Files(".md").SelectMany(page => FileFaults(page, Repository.Read(page), IsThere)));

    [Fact]
    public void A_file_that_is_not_there_is_a_fault() => Assert.Equal(
        ["docs/page.md links to ../gone.md, which is not there.", "docs/page.md links to folder/, which is not there."],
        FileFaults(
            "docs/page.md",
            "[a](there.md) [b](../gone.md#part) ![c](folder/) [d](#part) [e](https://example/gone.md) `[f](code.md)`",
            path => path == Path.Combine(Repository.Root, "docs", "there.md")));

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

    private static bool IsThere(string path) => File.Exists(path) || Directory.Exists(path);

    private static IEnumerable<string> FileFaults(string page, string text, Func<string, bool> isThere) =>
        from link in new MarkdownPage(text).Links
        let target = link.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        where !isThere(Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target)))
        select $"{page} links to {target}, which is not there.";

    [GeneratedRegex(@"(^|[^A-Za-z0-9_.])/(work|farm|root|home/[a-z]+)/")]
    private static partial Regex MachineFolder();

    [GeneratedRegex(@"(api\.nuget|registry\.npmjs|deb\.debian)\.org")]
    private static partial Regex RegistryHost();
}
