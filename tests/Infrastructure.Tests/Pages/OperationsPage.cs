using System.Text.RegularExpressions;
using Isotherm.Testing;

namespace Isotherm.Infrastructure.Tests.Pages;

/// <summary>docs/operations.md: a section for each alert.</summary>
internal static partial class OperationsPage
{
    public static string Text { get; } = File.ReadAllText(Checkout.PathOf("docs", "operations.md"));

    /// <summary>The headings under "Alerts".</summary>
    public static IReadOnlyList<string> Alerts { get; } =
        [.. Heading().Matches(Section().Match(Text).Value).Select(found => found.Groups[1].Value)];

    /// <summary>The variables that the command line reads.</summary>
    public static IReadOnlyList<string> Variables { get; } =
        [.. Variable().Matches(Environment().Match(Text).Groups[1].Value).Select(found => found.Groups[1].Value)];

    [GeneratedRegex(@"(?<=^## Alerts\n).*?(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex("^### (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"from the environment \(([^)]+)\)")]
    private static partial Regex Environment();

    [GeneratedRegex("`([A-Z_]+)`")]
    private static partial Regex Variable();
}
