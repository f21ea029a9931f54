using System.Text.RegularExpressions;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Invocation;

/// <summary>Every command line of isotherm that a document shows is one that this program takes.</summary>
public sealed partial class DocumentedCommandTests
{
    private static readonly string[] Folders = ["docs", "data", "terraform", "delivery"];

    [Fact]
    public void Every_command_line_in_the_documents_can_be_run()
    {
        var lines = Pages().SelectMany(page => CommandLines(File.ReadAllText(page)).Select(line => (page, line)))
            .ToArray();

        Assert.True(lines.Length > 40, $"Only {lines.Length} command lines were found.");
        Assert.Equal([], lines.Where(found => Mistake(found.line) is not null)
            .Select(found => $"{Path.GetFileName(found.page)}: isotherm {found.line}: {Mistake(found.line)}"));
    }

    [Theory]
    [InlineData("    isotherm replay --form 2019-02-19", "There is no option '--form' here.")]
    [InlineData("    dotnet run --project cli -- demmo", "There is no command 'demmo' here")]
    [InlineData("Use `isotherm runs --since DAY`.", "There is no option '--since' here.")]
    [InlineData("  a --> b[\"isotherm verfy\"]", "There is no command 'verfy' here")]
    [InlineData("```sh\nisotherm migrate \\\n  --writers aggregate\n```", "There is no option '--writers' here.")]
    public void A_command_line_that_cannot_be_run_is_found(string page, string mistake) =>
        Said.First(mistake, Mistake(Assert.Single(CommandLines(page))) ?? "none");

    private static IEnumerable<string> Pages() => Folders
        .Select(folder => Path.Combine(Checkout.Root, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
        .Append(Path.Combine(Checkout.Root, "README.md"));

    /// <summary>What follows the name of the program: in a block, in a span of code, in a box of a diagram.</summary>
    private static IEnumerable<string> CommandLines(string page)
    {
        var joined = page.Replace("\\\n", " ", StringComparison.Ordinal);
        return InBlock().Matches(joined).Concat(InSpan().Matches(joined)).Concat(InBox().Matches(joined))
            .Select(match => match.Groups[1].Value);
    }

    private static string? Mistake(string line)
    {
        using var shell = new Shell();
        var surroundings = shell.Surroundings(Stream.Null, TextWriter.Null, TextWriter.Null);
        return IsothermCommandLine.MistakeIn(Words(line), surroundings);
    }

    /// <summary>As a shell would part them, up to a comment, a pipe or a redirection.</summary>
    private static string[] Words(string line) =>
    [
        .. Word().Matches(line).Select(match => match.Value).TakeWhile(word => word is not (">" or "|" or "#" or "&&"))
            .Select(word => Quote().Replace(word, "")),
    ];

    [GeneratedRegex(@"^(?: {4})?(?:isotherm|dotnet run --project cli --) ([^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex InBlock();

    [GeneratedRegex(@"`(?:isotherm|dotnet run --project cli --)\s+([a-z-][^`]*)`")]
    private static partial Regex InSpan();

    [GeneratedRegex("\"isotherm ([^\"<]+)[\"<]")]
    private static partial Regex InBox();

    [GeneratedRegex("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+")]
    private static partial Regex Word();

    [GeneratedRegex("['\"]")]
    private static partial Regex Quote();
}
