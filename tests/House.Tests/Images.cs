using System.IO.Enumeration;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Isotherm.House.Tests;

/// <summary>What holds of every image can be read in its Dockerfile; no engine is needed to check it.</summary>
public sealed partial class Images
{
    [Fact]
    public void Both_functions_and_the_command_line_have_an_image() => Assert.Equal(
        ["cli/Dockerfile", "functions/Aggregate/Dockerfile", "functions/Fetch/Dockerfile"],
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
        select $"{file.Path} copies {source}, which {(found.Length == 0 ? "is not there" : ".dockerignore leaves out")}.");

    [Fact]
    public void What_a_build_embeds_or_is_told_by_the_root_is_in_the_context_and_no_build_result_is()
    {
        string[] needed = [".editorconfig", ".globalconfig", "global.json", "data/regions.geojson", "sql/grants.sql"];

        Assert.DoesNotContain(needed, IsIgnored);
        Assert.All(["shared/Core/bin/x.dll", "cli/obj/x", "artifacts/x", ".git/HEAD", "tests/run.sh"], path =>
            Assert.True(IsIgnored(path), path + " is in the context."));
    }

    [Theory]
    [InlineData("Fetch")]
    [InlineData("Aggregate")]
    public void The_tests_publish_a_function_by_the_commands_of_its_image(string function)
    {
        var image = Dockerfile.All.Single(file => file.Folder == "functions/" + function).Rest("RUN");
        var script = Repository.Read("tests/native.sh");

        foreach (var command in new[] { "dotnet restore \"functions/$function\" -r \"$identifier\" --locked-mode", "dotnet publish \"functions/$function\" -r \"$identifier\" --no-restore -o " })
        {
            Assert.Contains(command, script, StringComparison.Ordinal);
            var inImage = command.Replace("\"", "", StringComparison.Ordinal)
                .Replace("$function", function, StringComparison.Ordinal)
                .Replace("$identifier", "$RUNTIME", StringComparison.Ordinal);
            Assert.Contains(inImage, image, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> ShippedFaults(Dockerfile file)
    {
        if (!ChiselledBase().IsMatch(file.Last[0].Rest)) yield return "ships a base that is not chiselled and versioned.";
        var user = file.Last.LastOrDefault(step => step.Instruction == "USER").Rest;
        if (user is not "$APP_UID") yield return $"runs as {user ?? "root"}.";
        var entry = file.Last.Single(step => step.Instruction == "ENTRYPOINT").Rest;
        if (!ExecForm().IsMatch(entry)) yield return "starts by a shell: ENTRYPOINT must be a JSON list.";
        foreach (var (instruction, _) in file.Last)
            if (instruction is "RUN" or "CMD" or "ADD" or "HEALTHCHECK") yield return $"has {instruction} where there is no shell.";
        if (!file.Last.Any(step => step.Instruction == "LABEL")) yield return "has no labels.";
    }

    private static IEnumerable<string> BuildFaults(Dockerfile file)
    {
        var run = file.Rest("RUN");
        if (!run.Contains($"dotnet restore {file.Folder} ", StringComparison.Ordinal)) yield return "restores something else.";
        if (!run.Contains("--locked-mode", StringComparison.Ordinal)) yield return "restores without the lock files.";
        if (!run.Contains("--no-restore", StringComparison.Ordinal)) yield return "restores again when it publishes.";
        var copied = file.Sources(before: "dotnet restore").ToHashSet();
        foreach (var missing in Restored(file.Folder).Except(copied)) yield return $"does not copy {missing} before the restore.";
        foreach (var source in copied.Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith('/')))
            yield return $"copies {source} before the restore: every change would restore again.";
    }

    /// <summary>What a restore of a project reads: it, what it refers to, and the files above them.</summary>
    private static IEnumerable<string> Restored(string folder)
    {
        var projects = Closure(Repository.Files(".csproj").Single(path => path.StartsWith(folder + "/", StringComparison.Ordinal)));
        var shared = Repository.Files(".props").Concat(Repository.Files(".targets"))
            .Where(path => projects.Any(project => project.StartsWith(FolderOf(path), StringComparison.Ordinal)));
        return projects.Concat(shared).Append("global.json");
    }

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static HashSet<string> Closure(string project)
    {
        var all = new HashSet<string> { project };
        foreach (var reference in XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference"))
        {
            var target = Path.Combine(Repository.Root, FolderOf(project), reference.Attribute("Include")!.Value);
            all.UnionWith(Closure(Path.GetRelativePath(Repository.Root, Path.GetFullPath(target)).Replace('\\', '/')));
        }

        return all;
    }

    private static string[] Found(string source)
    {
        if (source.EndsWith('/')) return Directory.Exists(Path.Combine(Repository.Root, source)) ? [source.TrimEnd('/')] : [];
        var folder = Path.Combine(Repository.Root, FolderOf(source));
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, source[FolderOf(source).Length..]).Select(path => Path.GetRelativePath(Repository.Root, path))]
            : [];
    }

    private static bool IsIgnored(string path) =>
        Repository.Lines(".dockerignore").Where(line => line.Length > 0 && !line.StartsWith('#')).Any(pattern =>
        {
            var parts = path.Split('/');
            return pattern.StartsWith("**/", StringComparison.Ordinal)
                ? parts.Any(part => FileSystemName.MatchesSimpleExpression(pattern[3..], part, ignoreCase: false))
                : path == pattern || path.StartsWith(pattern + "/", StringComparison.Ordinal);
        });

    [GeneratedRegex(@"^\S+:10\.0-noble-chiseled$")]
    private static partial Regex ChiselledBase();

    [GeneratedRegex("^\\[(\"[^\"]+\"(, )?)+\\]$")]
    private static partial Regex ExecForm();
}
