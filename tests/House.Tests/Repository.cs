using Isotherm.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Isotherm.House.Tests;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", "artifacts", "TestResults", "isotherm-demo", ".git"];

    public static string Root => Checkout.Root;

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
}
