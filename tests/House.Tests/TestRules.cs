using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Isotherm.House.Tests;

/// <summary>A test that cannot fail, or that nobody runs, is a defect.</summary>
public sealed class TestRules
{
    private static readonly string[] Sources =
        [.. Repository.Files(".cs").Where(path => path.StartsWith("tests/", StringComparison.Ordinal))];

    [Fact]
    public void No_test_is_switched_off_in_the_source() =>
        Rule.HasNoFault(
            from path in Sources
            from argument in Repository.Syntax(path).DescendantNodes().OfType<AttributeArgumentSyntax>()
            where argument.NameEquals?.Name.Identifier.Text == "Skip"
            select $"{path} switches a test off.");

    [Fact]
    public void The_name_of_a_test_is_a_sentence() =>
        Rule.HasNoFault(
            from method in Sources.SelectMany(TestMethods)
            where method.Identifier.Text.Count(letter => letter == '_') < 2
            select $"{method.SyntaxTree.FilePath}: {method.Identifier.Text} is no sentence.");

    private static IEnumerable<MethodDeclarationSyntax> TestMethods(string path) =>
        Repository.Syntax(path).DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes)
                .Any(attribute => attribute.Name.ToString() is "Fact" or "Theory"));
}
