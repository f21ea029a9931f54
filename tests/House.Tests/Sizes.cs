using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Isotherm.House.Tests;

/// <summary>
/// A method is at most 40 lines, a file at most 300, a line at most 120, in the product and in the tests.
/// </summary>
public sealed class Sizes
{
    private const int MaxMethod = 40;
    private const int MaxFile = 300;
    private const int MaxLine = 120;

    [Fact]
    public void A_source_file_keeps_the_sizes() => Rule.HasNoFault(Repository.Files(".cs").SelectMany(Faults));

    [Theory]
    [InlineData(MaxMethod - 3, 0)]
    [InlineData(MaxMethod - 2, 1)]
    public void The_check_tells_a_method_at_the_limit_from_one_past_it(int statements, int faults)
    {
        var body = string.Concat(Enumerable.Repeat("x();\n", statements));
        var source = Repository.Parse($"class C {{\nvoid M()\n{{\n{body}}}\n}}", "C.cs");

        Assert.Equal(faults, LongMethods(source).Count());
    }

    private static IEnumerable<string> Faults(string path)
    {
        var lines = Repository.Lines(path);
        if (lines.Length > MaxFile) yield return $"{path} has {lines.Length} lines, at most {MaxFile} are allowed.";
        var wide = Array.FindIndex(lines, line => line.Length > MaxLine);
        if (wide >= 0) yield return $"{path}:{wide + 1} is wider than {MaxLine} characters.";
        foreach (var method in LongMethods(Repository.Syntax(path))) yield return method;
    }

    private static IEnumerable<string> LongMethods(SyntaxNode root) =>
        from method in root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        let span = method.GetLocation().GetLineSpan()
        let attributes = method.AttributeLists.Sum(Lines) // data rows of a theory are not the method
        let length = span.EndLinePosition.Line - span.StartLinePosition.Line + 1 - attributes
        where length > MaxMethod
        select $"{span.Path}:{span.StartLinePosition.Line + 1} is a method of {length} lines, of {MaxMethod} allowed.";

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
