using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Isotherm.House.Tests;

/// <summary>The files of this repository, found from the folder that the tests run in.</summary>
internal static class Repository
{
    private const string Solution = "Isotherm.slnx";

    private static readonly string[] Generated = ["bin", "obj", "artifacts", "TestResults", "isotherm-demo", ".git"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths below the root, with forward slashes, of all files with the ending.</summary>
    public static IReadOnlyList<string> Files(string ending) =>
        [.. Walk(Root).Where(path => path.EndsWith(ending, StringComparison.Ordinal)).Select(Relative).Order()];

    public static IReadOnlyList<string> ProductSources { get; } =
        [.. Files(".cs").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal))];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static SyntaxNode Syntax(string path) => Parse(Read(path), path);

    public static SyntaxNode Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(source, path: path).GetRoot();

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(inner => !Generated.Contains(Path.GetFileName(inner)))
                .SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution))) folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException($"{Solution} is in no folder above the tests.");
    }
}
