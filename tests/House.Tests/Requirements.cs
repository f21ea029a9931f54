using System.Text.RegularExpressions;

namespace Isotherm.House.Tests;

/// <summary>The page that maps the brief to code and tests names only what is there.</summary>
public sealed partial class Requirements
{
    private const string Page = "docs/requirements.md";
    private const int Rows = 48;

    [Fact]
    public void Every_test_that_it_names_is_in_the_file_that_it_links_to() =>
        Rule.HasNoFault(Faults(Repository.Read(Page), Source));

    [Fact]
    public void Every_row_of_the_brief_is_there_once_and_in_order() => Assert.Equal(
        Enumerable.Range(1, Rows),
        RowNumber().Matches(Repository.Read(Page)).Select(row => int.Parse(row.Groups[1].Value, Invariant)));

    [Fact]
    public void A_test_that_is_not_there_is_a_fault()
    {
        const string Text = """
            [`A_test_that_is`](../tests/X.Tests/A.cs) and [`A_test_that_was`](../tests/X.Tests/A.cs),
            [`A_test_that_is`](../tests/X.Tests/B.cs), [`A_row_is_three`](../sql/a.sql), `A_test_without_link`
            and no tests: `[a](b)`, `SLOT_MINUTES`, `region_temperature`, [`Reading`](../shared/Reading.cs)
            """;

        Assert.Equal(
            [
                "docs/requirements.md: A_test_that_was is not in tests/X.Tests/A.cs.",
                "docs/requirements.md: A_test_that_is is not in tests/X.Tests/B.cs.",
                "docs/requirements.md: A_row_is_three is not in sql/a.sql.",
                "docs/requirements.md: A_test_without_link has no link to its file.",
            ],
            Faults(Text, path => path == "tests/X.Tests/A.cs" ? "public void A_test_that_is() { }" : ""));
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static string Source(string path) =>
        File.Exists(Path.Combine(Repository.Root, path)) ? Repository.Read(path) : "";

    private static IEnumerable<string> Faults(string page, Func<string, string> source)
    {
        var linked = LinkedTest().Matches(page);
        var missing = from link in linked
                      let name = link.Groups[1].Value
                      let path = link.Groups[2].Value
                      where !Regex.IsMatch(source(path), @$"\b{Regex.Escape(name)}\(")
                      select $"{Page}: {name} is not in {path}.";
        var alone = from name in TestName().Matches(page).Select(found => found.Groups[1].Value).Distinct()
                    where !linked.Any(link => link.Groups[1].Value == name)
                    select $"{Page}: {name} has no link to its file.";
        return missing.Concat(alone);
    }

    /// <summary>Two underscores and small letters: a sentence, and no variable.</summary>
    [GeneratedRegex(@"`([A-Z][A-Za-z0-9]*_[A-Za-z0-9]+_[a-z][A-Za-z0-9_]*)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\[`([A-Z][A-Za-z0-9]*_[A-Za-z0-9]+_[a-z][A-Za-z0-9_]*)`\]\(\.\./([^)#]+)\)")]
    private static partial Regex LinkedTest();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex RowNumber();
}
