using System.Text.RegularExpressions;
using Isotherm.Testing;

namespace Isotherm.Infrastructure.Tests.Pages;

/// <summary>The table of docs/security.md: identity, roles, what they are on, and why.</summary>
internal static partial class RightsTable
{
    public static IReadOnlySet<Right> Rows { get; } = Read(File.ReadAllText(Checkout.PathOf("docs", "security.md")));

    /// <summary>Several roles, or several things, in one row are the right to each by each.</summary>
    public static HashSet<Right> Read(string page) =>
    [
        .. from row in Row().Matches(page)
           let identity = row.Groups["identity"].Value.Trim('`', ' ')
           from role in Role().Matches(row.Groups["roles"].Value)
           from thing in row.Groups["things"].Value.Split(';', StringSplitOptions.TrimEntries)
           select new Right(identity, role.Groups[1].Value, thing.Replace("`", "", StringComparison.Ordinal)),
    ];

    [GeneratedRegex(
        @"^\| (?<identity>[^|]+) \| (?<roles>`roles/[^|]+) \| (?<things>[^|]+) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(roles/[A-Za-z.]+)`")]
    private static partial Regex Role();
}
