namespace Isotherm.Cli.Tests;

/// <summary>What a text says, letter by letter.</summary>
internal static class Said
{
    public static void Contains(string part, string text) => Assert.Contains(part, text, StringComparison.Ordinal);

    public static void Not(string part, string text) => Assert.DoesNotContain(part, text, StringComparison.Ordinal);

    public static void First(string start, string text) => Assert.StartsWith(start, text, StringComparison.Ordinal);

    public static void Last(string end, string text) => Assert.EndsWith(end, text, StringComparison.Ordinal);
}
