using System.Text.RegularExpressions;
using Isotherm.Testing;

namespace Isotherm.Infrastructure.Tests.Pages;

/// <summary>What the functions log: event ids from the code, fields from docs/observability.md.</summary>
internal static partial class LoggedEvents
{
    public static IReadOnlySet<string> Ids { get; } = Read();

    public static IReadOnlySet<string> Fields { get; } = Field()
        .Matches(Rows().Match(File.ReadAllText(Checkout.PathOf("docs", "observability.md"))).Value)
        .Select(found => found.Groups[1].Value)
        .ToHashSet();

    private static HashSet<string> Read() =>
    [
        .. from folder in new[] { "functions", "shared" }
           from path in Directory.EnumerateFiles(Checkout.PathOf(folder), "*.cs", SearchOption.AllDirectories)
           where !path.Contains("/obj/", StringComparison.Ordinal)
           from found in EventId().Matches(File.ReadAllText(path))
           select found.Groups[1].Value,
    ];

    [GeneratedRegex(@"\[LoggerMessage\(\s*([0-9]{4}),")]
    private static partial Regex EventId();

    [GeneratedRegex(@"^\| field \|.*?(?=\n\n)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Field();
}
