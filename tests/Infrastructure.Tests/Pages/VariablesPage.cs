using System.Text.RegularExpressions;
using Isotherm.Testing;

namespace Isotherm.Infrastructure.Tests.Pages;

/// <summary>docs/configuration.md: the variables of each function, and which must be set.</summary>
internal static partial class VariablesPage
{
    private const string Every = "Every function";

    private static readonly string Text = File.ReadAllText(Checkout.PathOf("docs", "configuration.md"));

    /// <summary>Variables that a service or a job reads.</summary>
    public static IEnumerable<string> Known(string process) => process switch
    {
        "fetch" => Names("Fetch").Concat(Names(Every)),
        "aggregate" => Names("Aggregate").Concat(Names(Every)),
        "report" => Names("Report").Concat(Names(Every)),
        _ => Names("Aggregate").Concat(Names(Every)).Concat(OperationsPage.Variables),
    };

    /// <summary>Variables that must be set; of a job, all places that the command line would otherwise guess.</summary>
    public static IEnumerable<string> Required(string process) => process switch
    {
        "fetch" => Rows("Fetch").Where(row => row.IsRequired).Select(row => row.Name).Append("REQUEST_TIMEOUT_SECONDS"),
        "aggregate" => Rows("Aggregate").Where(row => row.IsRequired).Select(row => row.Name)
            .Concat(["REQUEST_TIMEOUT_SECONDS", "REJECTS_BUCKET", "SHAPES_BUCKET", "DATABASE_LOGIN"]),
        "report" => Rows("Report").Where(row => row.IsRequired).Select(row => row.Name)
            .Concat(["REQUEST_TIMEOUT_SECONDS", "DEAD_LETTERS", "DATABASE_LOGIN"]),
        "migrate" => ["DATABASE"],
        _ => [.. OperationsPage.Variables.Except(["EXPORT_BUCKET"]), "DATABASE_LOGIN", "MIN_CELSIUS", "MAX_CELSIUS"],
    };

    private static IEnumerable<string> Names(string section) => Rows(section).Select(row => row.Name);

    private static IEnumerable<(string Name, bool IsRequired)> Rows(string section)
    {
        var from = Text.IndexOf($"## {section}\n", StringComparison.Ordinal);
        var to = Text.IndexOf("\n## ", from, StringComparison.Ordinal);
        return Row().Matches(Text[from..to])
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value.Trim() == "required"));
    }

    [GeneratedRegex(@"^\| `([A-Z0-9_]+)` \| [^|]+ \|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
