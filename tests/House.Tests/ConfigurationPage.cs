using System.Text.RegularExpressions;

namespace Isotherm.House.Tests;

/// <summary>The page of the variables names those that the code reads, and no others.</summary>
public sealed partial class ConfigurationPage
{
    private const string Page = "docs/configuration.md";

    /// <summary>Quoted capitals in the code that are no variables.</summary>
    private static readonly string[] NoVariables = ["SIGNATURE_REMOVED_BY_GOOGLE"];

    /// <summary>Variables of one word: they look like any other quoted capitals.</summary>
    private static readonly string[] OneWord = ["AGGREGATIONS", "DATABASE", "PORT", "TOPIC"];

    private static string[] Bound { get; } =
    [
        .. Repository.ProductSources
            .Where(path => path.StartsWith("shared/", StringComparison.Ordinal)
                || path.StartsWith("functions/", StringComparison.Ordinal))
            .SelectMany(path => Quoted().Matches(Repository.Read(path)))
            .Select(found => found.Groups[1].Value)
            .Where(name => name.Contains('_', StringComparison.Ordinal) || OneWord.Contains(name))
            .Except(NoVariables)
            .Distinct(),
    ];

    private static string[] Documented { get; } =
        [.. Row().Matches(Repository.Read(Page)).Select(row => row.Groups[1].Value).Distinct()];

    [Fact]
    public void Every_variable_that_the_code_reads_is_documented() =>
        Rule.HasNoFault(Bound.Except(Documented).Select(name => $"{name} is read and is not in {Page}."));

    [Fact]
    public void Every_variable_that_is_documented_is_read_by_the_code() =>
        Rule.HasNoFault(Documented.Except(Bound).Select(name => $"{name} is in {Page} and is never read."));

    [Fact]
    public void The_rules_above_see_variables() => Assert.True(Bound.Length > 20 && Documented.Length > 20);

    [GeneratedRegex("\"([A-Z][A-Z0-9_]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| `([A-Z][A-Z0-9_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
