using System.Reflection;

namespace Isotherm.Aggregate;

/// <summary>The version of this program, as the ledger keeps it.</summary>
internal static class CodeVersion
{
    private const int MaxLength = 40;

    public static string Current { get; } = Read();

    private static string Read()
    {
        var version = typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        var text = version?.InformationalVersion ?? "unknown";
        return text[..Math.Min(text.Length, MaxLength)];
    }
}
