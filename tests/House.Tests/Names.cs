using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Isotherm.House.Tests;

/// <summary>One public type a file, named after it; no name that says nothing; no port without two sides.</summary>
public sealed class Names
{
    private static readonly string[] Empty = ["Util", "Utils", "Utility", "Helper", "Helpers", "Common", "Manager"];

    [Fact]
    public void A_source_file_holds_one_public_type_of_its_own_name() =>
        Rule.HasNoFault(
            from path in Repository.ProductSources
            let types = TopLevelTypes(path).Where(IsPublic).Select(type => type.Identifier.Text).ToArray()
            where types.Length > 1 || (types.Length == 1 && types[0] != Path.GetFileName(path).Split('.')[0])
            select $"{path} holds the public types {string.Join(", ", types)}.");

    [Fact]
    public void A_type_is_named_for_what_it_does() =>
        Rule.HasNoFault(
            from path in Repository.ProductSources
            from type in TopLevelTypes(path)
            where Empty.Any(word => type.Identifier.Text.EndsWith(word, StringComparison.Ordinal))
            select $"{path} holds {type.Identifier.Text}.");

    [Fact]
    public void An_interface_has_at_least_two_implementations()
    {
        var bases = Repository.Files(".cs").SelectMany(TopAndNestedTypes)
            .SelectMany(type => type.BaseList?.Types.Select(implemented => NameOf(implemented.Type)) ?? [])
            .CountBy(name => name).ToDictionary();
        var interfaces = Repository.ProductSources.SelectMany(TopLevelTypes).OfType<InterfaceDeclarationSyntax>()
            .Select(type => type.Identifier.Text).ToArray();

        Assert.NotEmpty(interfaces);
        Assert.All(
            interfaces,
            name => Assert.True(bases.GetValueOrDefault(name) >= 2, $"{name} has fewer than two implementations."));
    }

    private static IEnumerable<TypeDeclarationSyntax> TopAndNestedTypes(string path) =>
        Repository.Syntax(path).DescendantNodes().OfType<TypeDeclarationSyntax>();

    private static IEnumerable<TypeDeclarationSyntax> TopLevelTypes(string path) =>
        TopAndNestedTypes(path).Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax);

    private static bool IsPublic(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static string NameOf(TypeSyntax type) => type switch
    {
        GenericNameSyntax generic => generic.Identifier.Text,
        QualifiedNameSyntax qualified => NameOf(qualified.Right),
        _ => type.ToString(),
    };
}
