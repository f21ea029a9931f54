using System.Text.RegularExpressions;

namespace Isotherm.House.Tests;

/// <summary>
/// The commands that the documents show in blocks. Those of isotherm are held to its own parser by its tests; what the
/// others name is there; and the rest is of programs that need the project in the cloud, or a tool of one's own.
/// </summary>
public sealed partial class ShownCommands
{
    /// <summary>Need the project in the cloud. The README says that these are not run by a test.</summary>
    private static readonly string[] OfTheCloud = ["gcloud", "terraform", "curl"];

    private static readonly string[] OnePage = ["isotherm", "git"];

    [Fact]
    public void A_command_in_a_document_names_what_is_there_or_needs_the_cloud() =>
        Rule.HasNoFault(
            from page in Repository.Files(".md")
            from command in Commands(Repository.Read(page))
            let fault = Fault(command)
            where fault is not null
            select $"{page}: '{command}' {fault}.");

    [Fact]
    public void The_README_says_which_commands_need_the_cloud()
    {
        var text = Repository.Read("README.md");

        Assert.All(OfTheCloud, program => Assert.Contains($"`{program}`", text, StringComparison.Ordinal));
        Assert.Contains("need a project in the cloud", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash tests/none.sh", "names tests/none.sh, which is not there")]
    [InlineData("dotnet run --project tests/None -- x", "names tests/None, which is not there")]
    [InlineData("docker build --file Dockerfile.none .", "names Dockerfile.none, which is not there")]
    [InlineData("gsutil ls", "is of a program that no test knows")]
    [InlineData("A=b bash tests/none.sh", "names tests/none.sh, which is not there")]
    public void A_command_that_cannot_be_run_is_found(string command, string fault)
    {
        Assert.Equal(fault, Fault(command));
        Assert.Equal(fault, Fault(Assert.Single(Commands($"Do:\n\n    {command}\n\nDone.\n"))));
        Assert.Equal(fault, Fault(Assert.Single(Commands($"Do:\n\n```sh\n{command}\n```\n"))));
    }

    /// <summary>Lines of indented blocks, and of fenced ones for a shell, that begin with a program.</summary>
    private static IEnumerable<string> Commands(string page)
    {
        var isShell = false;
        foreach (var line in page.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isShell = line is "```sh" or "```bash";
            else if ((isShell && line.Length > 0) || Indented().IsMatch(line)) yield return line.Trim();
        }
    }

    private static string? Fault(string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(word => Assignment().IsMatch(word)).ToArray();
        var named = words switch
        {
            [] or ["#", ..] => null,
            ["bash", var script, ..] => script,
            ["dotnet", "run" or "test" or "build", ..] => After(words, "--project"),
            ["docker", "build", ..] => After(words, "--file"),
            ["dotnet" or "docker", ..] => null,
            [var program, ..] when OfTheCloud.Contains(program) || OnePage.Contains(program) => null,
            _ => "",
        };
        if (named is null) return null;
        if (named.Length == 0) return "is of a program that no test knows";
        var path = Path.Combine(Repository.Root, named);
        return File.Exists(path) || Directory.Exists(path) ? null : $"names {named}, which is not there";
    }

    private static string? After(string[] words, string option)
    {
        var index = Array.IndexOf(words, option);
        return index >= 0 && index + 1 < words.Length ? words[index + 1] : null;
    }

    [GeneratedRegex("^ {4}(?:[A-Z_]+=\\S+ )*(?:bash|dotnet|docker|isotherm|gcloud|gsutil|terraform|curl|git) ")]
    private static partial Regex Indented();

    [GeneratedRegex("^[A-Z_][A-Z0-9_]*=")]
    private static partial Regex Assignment();
}
