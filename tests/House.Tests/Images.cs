using System.IO.Enumeration;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Isotherm.House.Tests;

/// <summary>What holds of every image can be read in its Dockerfile; no engine is needed to check it.</summary>
public sealed partial class Images
{
    private static readonly string[] PublishCommands =
    [
        "dotnet restore \"$project\" -r \"$identifier\" --locked-mode",
        "dotnet publish \"$project\" -r \"$identifier\" --no-restore -o ",
    ];

    [Fact]
    public void Every_function_and_the_command_line_have_an_image() => Assert.Equal(
        [
            "cli/Dockerfile", "functions/Aggregate/Dockerfile", "functions/Fetch/Dockerfile",
            "functions/Report/Dockerfile",
        ],
        Dockerfile.All.Select(file => file.Path));

    [Fact]
    public void What_is_shipped_has_no_shell_and_runs_as_a_user_without_rights() =>
        Rule.HasNoFault(Dockerfile.All.SelectMany(file => ShippedFaults(file).Select(fault => $"{file.Path} {fault}")));

    [Fact]
    public void Packages_are_restored_by_the_lock_files_before_the_sources_are_there() =>
        Rule.HasNoFault(Dockerfile.All.SelectMany(file => BuildFaults(file).Select(fault => $"{file.Path} {fault}")));

    [Fact]
    public void Everything_that_is_copied_is_there_and_in_the_context() => Rule.HasNoFault(
        from file in Dockerfile.All
        from source in file.Sources()
        let found = Found(source)
        where found.Length == 0 || found.Any(IsIgnored)
        let why = found.Length == 0 ? "is not there" : ".dockerignore leaves out"
        select $"{file.Path} copies {source}, which {why}.");

    [Fact]
    public void What_a_build_embeds_or_is_told_by_the_root_is_in_the_context_and_no_build_result_is()
    {
        string[] needed = [".editorconfig", ".globalconfig", "global.json", "data/regions.geojson", "sql/grants.sql"];

        Assert.DoesNotContain(needed, IsIgnored);
        Assert.All(["shared/Core/bin/x.dll", "cli/obj/x", "artifacts/x", ".git/HEAD", "tests/run.sh"], path =>
            Assert.True(IsIgnored(path), path + " is in the context."));
    }

    [Theory]
    [InlineData("functions/Fetch")]
    [InlineData("functions/Aggregate")]
    [InlineData("functions/Report")]
    [InlineData("cli")]
    public void The_tests_publish_a_project_by_the_commands_of_its_image(string project)
    {
        var image = Dockerfile.All.Single(file => file.Folder == project).TextOf("RUN");
        var script = Repository.Read("tests/native.sh");

        foreach (var command in PublishCommands)
        {
            Assert.Contains(command, script, StringComparison.Ordinal);
            var inImage = command.Replace("\"", "", StringComparison.Ordinal)
                .Replace("$project", project, StringComparison.Ordinal)
                .Replace("$identifier", "$RUNTIME", StringComparison.Ordinal);
            Assert.Contains(inImage, image, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> ShippedFaults(Dockerfile file)
    {
        if (!ChiselledBase().IsMatch(file.Last[0].Text)) yield return "ships a base that is not a chiselled 10.0.";
        var user = file.Last.LastOrDefault(step => step.Instruction == "USER").Text;
        if (user is not "$APP_UID") yield return $"runs as {user ?? "root"}.";
        var entry = file.Last.Single(step => step.Instruction == "ENTRYPOINT").Text;
        if (!ExecForm().IsMatch(entry)) yield return "starts by a shell: ENTRYPOINT must be a JSON list.";
        foreach (var (instruction, _) in file.Last)
        {
            if (instruction is "RUN" or "CMD" or "ADD" or "HEALTHCHECK")
                yield return $"has {instruction} where there is no shell.";
        }

        if (!file.Last.Any(step => step.Instruction == "LABEL")) yield return "has no labels.";
    }

    private static IEnumerable<string> BuildFaults(Dockerfile file)
    {
        var run = file.TextOf("RUN");
        foreach (var needed in new[] { $"dotnet restore {file.Folder} ", " --locked-mode", " --no-restore " })
            if (!run.Contains(needed, StringComparison.Ordinal)) yield return $"runs nothing with '{needed}'.";
        var copied = file.Sources(before: "dotnet restore").ToHashSet();
        foreach (var missing in Restored(file.Folder).Except(copied))
            yield return $"does not copy {missing} before the restore.";
        foreach (var folder in copied.Where(path => path.EndsWith('/')))
            yield return $"copies {folder} before the restore: every change would restore again.";
    }

    /// <summary>What a restore of a project reads: it, what it refers to, and the files above them.</summary>
    private static IEnumerable<string> Restored(string folder)
    {
        var all = Repository.Files(".csproj");
        var project = all.Single(path => path.StartsWith(folder + "/", StringComparison.Ordinal));
        var projects = Closure(project);
        var shared = Repository.Files(".props").Concat(Repository.Files(".targets"))
            .Where(path => projects.Any(below => below.StartsWith(FolderOf(path), StringComparison.Ordinal)));
        return projects.Concat(shared).Append("global.json");
    }

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static HashSet<string> Closure(string project)
    {
        var all = new HashSet<string> { project };
        foreach (var reference in XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference"))
        {
            var target = Path.Combine(Repository.Root, FolderOf(project), reference.Attribute("Include")!.Value);
            all.UnionWith(Closure(Relative(Path.GetFullPath(target))));
        }

        return all;
    }

    private static string[] Found(string source)
    {
        var folder = Path.Combine(Repository.Root, FolderOf(source));
        if (!Directory.Exists(folder)) return [];
        if (source.EndsWith('/')) return [source.TrimEnd('/')];
        return [.. Directory.GetFiles(folder, source[FolderOf(source).Length..]).Select(Relative)];
    }

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    private static bool IsIgnored(string path) =>
        Repository.Lines(".dockerignore").Where(line => line.Length > 0 && !line.StartsWith('#')).Any(pattern =>
        {
            var parts = path.Split('/');
            return pattern.StartsWith("**/", StringComparison.Ordinal)
                ? parts.Any(part => FileSystemName.MatchesSimpleExpression(pattern.AsSpan(3), part, ignoreCase: false))
                : path == pattern || path.StartsWith(pattern + "/", StringComparison.Ordinal);
        });

    [GeneratedRegex(@"^\S+:10\.0-noble-chiseled$")]
    private static partial Regex ChiselledBase();

    [GeneratedRegex("^\\[(\"[^\"]+\"(, )?)+\\]$")]
    private static partial Regex ExecForm();
}
